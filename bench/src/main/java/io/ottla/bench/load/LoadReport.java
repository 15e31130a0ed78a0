package io.ottla.bench.load;

import io.ottla.bench.proc.ProcessUsage;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param seconds how long was measured
 * @param produced what was appended
 * @param fetched what was read
 * @param broker what the broker used meanwhile, if it could be looked at
 * @param generatorCores CPU time of this program per time that went by: close to the number of its threads, it measures
 *     itself
 */
public record LoadReport(double seconds, Flow produced, Flow fetched, Optional<Usage> broker, double generatorCores) {
    private static final double MEGA = 1e6;

    /**
     * One direction.
     *
     * @param counts what was answered
     * @param latencyNanos from when a request was meant to be sent to when its answer was there
     */
    public record Flow(Counts counts, Histogram latencyNanos) {}

    /** CPU time a process used in the measured time, and its memory at the end of it. */
    public record Usage(double cpuMs, double residentMib, double residentPeakMib) {
        private static final double KIB_PER_MIB = 1024;

        static Usage between(ProcessUsage before, ProcessUsage after) {
            return new Usage(
                    after.cpuMs() - before.cpuMs(),
                    after.residentKib() / KIB_PER_MIB,
                    after.residentPeakKib() / KIB_PER_MIB);
        }
    }

    /** Both directions. */
    public Counts total() {
        return produced.counts().plus(fetched.counts());
    }

    public double megabytes() {
        return total().bytes() / MEGA;
    }

    /** Megabytes a second. */
    public double megabytesPerSecond() {
        return megabytes() / seconds;
    }

    public double requestsPerSecond() {
        return total().requests() / seconds;
    }

    public double recordsPerSecond() {
        return total().records() / seconds;
    }

    /** The broker's CPU time for each megabyte, in milliseconds; NaN if it was not looked at. */
    public double cpuMsPerMegabyte() {
        return cpuMs() / megabytes();
    }

    /** The broker's CPU time for each request, in microseconds; NaN if it was not looked at. */
    public double cpuMicrosPerRequest() {
        return cpuMs() * 1e3 / total().requests();
    }

    /** The broker's CPU time for each record, in microseconds; NaN if it was not looked at. */
    public double cpuMicrosPerRecord() {
        return cpuMs() * 1e3 / total().records();
    }

    private double cpuMs() {
        return broker.map(Usage::cpuMs).orElse(Double.NaN);
    }

    /** The latency below which {@code percentile} percent of a flow's requests were answered, in milliseconds. */
    public static double latencyMs(Flow flow, double percentile) {
        return flow.latencyNanos().getValueAtPercentile(percentile) / MEGA;
    }

    void print(PrintStream out) {
        print(out, "produced", produced);
        print(out, "fetched", fetched);
        broker.ifPresent(usage -> {
            out.printf(
                    Locale.ROOT,
                    "broker     %.2f cores, %.3f ms/MB, %.2f us/request, %.3f us/record%n",
                    usage.cpuMs() / 1e3 / seconds,
                    cpuMsPerMegabyte(),
                    cpuMicrosPerRequest(),
                    cpuMicrosPerRecord());
            out.printf(
                    Locale.ROOT,
                    "memory     %.0f MiB resident, %.0f MiB at most%n",
                    usage.residentMib(),
                    usage.residentPeakMib());
        });
        out.printf(Locale.ROOT, "generator  %.2f cores, %.1f s measured%n", generatorCores, seconds);
    }

    private void print(PrintStream out, String what, Flow flow) {
        Counts counts = flow.counts();
        if (counts.requests() == 0 && counts.errors() == 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "%-10s %.1f MB/s, %.0f records/s, %.0f requests/s, %d errors%n",
                what,
                counts.bytes() / MEGA / seconds,
                counts.records() / seconds,
                counts.requests() / seconds,
                counts.errors());
        if (flow.latencyNanos().getTotalCount() > 0) {
            out.printf(
                    Locale.ROOT,
                    "           latency ms: p50 %.3f, p99 %.3f, p99.9 %.3f, max %.3f%n",
                    latencyMs(flow, 50),
                    latencyMs(flow, 99),
                    latencyMs(flow, 99.9),
                    latencyMs(flow, 100));
        }
    }
}
