package io.ottla.bench.groups;

import io.ottla.bench.load.Conversation;
import io.ottla.bench.load.Counts;
import io.ottla.bench.load.Lane;
import io.ottla.bench.load.Tally;
import io.ottla.bench.load.Worker;
import io.ottla.bench.proc.ProcessUsage;
import io.ottla.bench.turns.Undisturbed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Requests at a fixed rate: once until the broker is warm, and then to measure. */
final class SteadyRate {
    private static final int DEPTH = 256;
    private static final double NANOS_PER_MS = 1e6;

    private final InetSocketAddress address;
    private final long pid;
    private final double rate;
    private final long warmUpMs;
    private final long measuredMs;

    SteadyRate(InetSocketAddress address, long pid, double rate, long warmUpMs, long measuredMs) {
        this.address = address;
        this.pid = pid;
        this.rate = rate;
        this.warmUpMs = warmUpMs;
        this.measuredMs = measuredMs;
    }

    /** What a request came to. */
    record Cost(double cpuMicros, double p50Ms, double p99Ms, double perSecond) {}

    /** A connection for each conversation. */
    Undisturbed<Cost> measure(List<? extends Conversation> conversations) throws IOException, InterruptedException {
        Tally tally = new Tally();
        List<Lane> lanes = new ArrayList<>();
        for (Conversation conversation : conversations) {
            lanes.add(Lane.open(address, conversation, DEPTH, tally, true));
        }
        try (Worker worker = new Worker(lanes, tally, new Tally(), rate)) {
            worker.start();
            Thread.sleep(warmUpMs);
            Undisturbed<Cost> cost = Undisturbed.of(() -> sample(tally));
            worker.drain();
            if (tally.firstError() != null) {
                throw new IllegalStateException(tally.counts().errors() + " errors: " + tally.firstError());
            }
            return cost;
        }
    }

    private Cost sample(Tally tally) throws InterruptedException {
        tally.takeLatencies();
        Counts countsBefore = tally.counts();
        ProcessUsage before = ProcessUsage.of(pid);
        long beginNanos = System.nanoTime();
        Thread.sleep(measuredMs);
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        ProcessUsage after = ProcessUsage.of(pid);
        Counts counts = tally.counts().minus(countsBefore);
        Histogram latencies = tally.takeLatencies();
        return new Cost(
                (after.cpuMs() - before.cpuMs()) * 1e3 / counts.requests(),
                latencies.getValueAtPercentile(50) / NANOS_PER_MS,
                latencies.getValueAtPercentile(99) / NANOS_PER_MS,
                counts.requests() / seconds);
    }
}
