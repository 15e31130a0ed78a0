package io.ottla.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many segment files a broker may keep open, by what the system lets the process open. A partition that is written to in
 * turn with more others than that has its file opened for each write, which costs several times the write.
 */
final class OpenFiles {
    /** What Linux tells a process of its limits. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final Pattern LIMIT_LINE = Pattern.compile("Max open files\\s+(\\d+|unlimited)\\s.*");

    /** Where the limit is not known: half of what is usual for a process that asked for nothing. */
    private static final int FEW = 512;

    private static final int MANY = 65_536;

    private OpenFiles() {}

    /** For segments; the rest is for connections, for what is read meanwhile, and for the JVM. */
    static int forSegments() {
        try {
            return forSegments(Files.readAllLines(LIMITS));
        } catch (IOException otherSystem) {
            return FEW;
        }
    }

    static int forSegments(List<String> limits) {
        OptionalInt limit = limits.stream()
                .map(LIMIT_LINE::matcher)
                .filter(Matcher::matches)
                .mapToInt(line -> number(line.group(1)))
                .findFirst();
        return limit.isEmpty() ? FEW : Math.clamp(limit.getAsInt() * 5L / 8, 1, MANY);
    }

    private static int number(String limit) {
        // Digits beyond those of an int are as good as no limit.
        return limit.length() > 9 || limit.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(limit);
    }
}
