package io.ottla.bench.compare;

import io.ottla.compat.process.Target;
import java.io.IOException;
import java.util.Map;

/**
 * Load at a fixed rate while the broker has upkeep to do: one topic is written and compacted all the time, another one is
 * written and loses its oldest segments all the time.
 */
final class UpkeepStep implements Step {
    private static final String LOAD = "--producers=4 --partitions=4 --records=10 --record-size=100 --rate=2000";
    private static final int KEYS = 50_000;
    private static final double BYTES_PER_SECOND = 10e6;
    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "segment.bytes", "16777216", "min.cleanable.dirty.ratio", "0.1");
    private static final Map<String, String> SHORT = Map.of("retention.bytes", "33554432", "segment.bytes", "16777216");

    @Override
    public Map<Measure, Double> measure(Turn turn) throws IOException, InterruptedException {
        Target target = turn.fresh(Map.of(
                "log.cleaner.backoff.ms", "1000",
                "log.retention.check.interval.ms", "1000",
                "log.segment.delete.delay.ms", "1000"));
        Brokers.start(target);
        try (BackgroundWriter compacted = new BackgroundWriter(target, "compacted", COMPACTED, KEYS, BYTES_PER_SECOND);
                BackgroundWriter kept = new BackgroundWriter(target, "short", SHORT, KEYS, BYTES_PER_SECOND)) {
            return Loads.values(turn.load(target, LOAD));
        }
    }
}
