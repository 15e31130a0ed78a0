package io.ottla.bench.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process at one moment.
 *
 * @param cpuMs CPU time since its start, user and system, of all its threads; the system counts in steps of 10 ms
 * @param residentKib resident memory
 * @param residentPeakKib the most resident memory it ever had
 */
public record ProcessUsage(long cpuMs, long residentKib, long residentPeakKib) {
    /** {@code /proc} counts CPU time in ticks of this length on every Linux that Java runs on (USER_HZ is 100). */
    private static final long TICK_MS = 10;

    /** utime and stime are fields 14 and 15; the first one after the name in parentheses is field 3. */
    private static final int USER_TICKS = 14 - 3;

    private static final int SYSTEM_TICKS = 15 - 3;

    /** Asks about the process {@code pid}. */
    public static ProcessUsage of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            return parse(Files.readString(folder.resolve("stat")), Files.readAllLines(folder.resolve("status")));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be looked at", e);
        }
    }

    static ProcessUsage parse(String stat, List<String> status) {
        return new ProcessUsage(cpuMs(stat), kib(status, "VmRSS:"), kib(status, "VmHWM:"));
    }

    /** The CPU time in a {@code stat} file of a process or thread. */
    static long cpuMs(String stat) {
        // The name may hold blanks and parentheses of its own.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        return ticks * TICK_MS;
    }

    private static long kib(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).replace("kB", "").strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + field + " in " + status));
    }
}
