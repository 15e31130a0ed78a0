package io.ottla.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the system says a process holds in memory. */
final class ResidentMemory {
    private static final String FIELD = "VmRSS:";

    private ResidentMemory() {}

    /** The resident memory of a running process, in KiB. */
    static long kibOf(long pid) throws IOException {
        return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
    }

    /** Finds the value in the lines of a {@code status} file. */
    static long parse(List<String> status) {
        for (String line : status) {
            if (line.startsWith(FIELD)) {
                String[] parts = line.substring(FIELD.length()).strip().split("\\s+", -1);
                if (parts.length == 2 && parts[1].equals("kB")) {
                    return Long.parseLong(parts[0]);
                }
            }
        }
        throw new IllegalArgumentException("no " + FIELD + " in " + status);
    }
}
