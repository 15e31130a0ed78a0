package io.ottla.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the numbers were measured on, in a line. */
final class Machine {
    private static final double KIB_PER_GIB = 1024.0 * 1024.0;

    private Machine() {}

    static String describe() throws IOException {
        String processor = field(Path.of("/proc/cpuinfo"), "model name");
        String memory =
                field(Path.of("/proc/meminfo"), "MemTotal").replace("kB", "").strip();
        return "%d cores (%s), %.0f GiB of memory, Linux %s, JDK %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor,
                        Double.parseDouble(memory) / KIB_PER_GIB,
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    /** How many threads wanted to run lately, this program's own included. */
    static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }

    private static String field(Path file, String name) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
