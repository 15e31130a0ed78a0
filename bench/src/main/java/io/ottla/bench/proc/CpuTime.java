package io.ottla.bench.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What became of the time of all of the machine's CPUs since it started, in the system's ticks.
 *
 * @param withheld in which something was ready to run, and the host let others run instead ("steal")
 * @param total all of it
 */
public record CpuTime(long withheld, long total) {
    /** user, nice, system, idle, iowait, irq, softirq, steal; what follows is counted in these already. */
    private static final int FIELDS = 8;

    /** Asks the system. */
    public static CpuTime now() {
        try {
            return parse(Files.readAllLines(Path.of("/proc/stat")).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException("the machine cannot be looked at", e);
        }
    }

    static CpuTime parse(String firstLine) {
        long[] ticks = Stream.of(firstLine.strip().split(" +", -1))
                .skip(1)
                .limit(FIELDS)
                .mapToLong(Long::parseLong)
                .toArray();
        if (!firstLine.startsWith("cpu ") || ticks.length < FIELDS) {
            throw new IllegalArgumentException("not the times of all CPUs: " + firstLine);
        }
        long total = 0;
        for (long each : ticks) {
            total += each;
        }
        return new CpuTime(ticks[FIELDS - 1], total);
    }

    /** Which share of the time since {@code earlier} was withheld: 0 to 1. */
    public double withheldSince(CpuTime earlier) {
        long passed = total - earlier.total;
        return passed == 0 ? 0 : (double) (withheld - earlier.withheld) / passed;
    }
}
