package io.ottla.bench.compare;

import io.ottla.bench.load.LoadOptions;
import io.ottla.bench.load.LoadRun;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * A broker that is killed with gigabytes in segments that it has not flushed: how long it takes until all of that is served
 * again. The records are in the page cache still, so that the disk does not count.
 */
final class RecoveryStep implements Step {
    private static final String TOPIC = "unflushed";
    private static final int PARTITIONS = 2;
    /** A little less in each partition than makes a new segment, since one that is done with is flushed. */
    private static final int MEGABYTES = 2_000;

    private static final double MEGABYTES_PER_GIGABYTE = 1_000;

    @Override
    public Map<Measure, Double> measure(Turn turn) throws IOException, InterruptedException {
        Target target = turn.fresh();
        Brokers.start(target);
        String options = "--broker=" + target.bootstrap() + " --topic=" + TOPIC + " --partitions=" + PARTITIONS
                + " --fill=" + MEGABYTES + " --warm-up=0 --seconds=0";
        var unused = LoadRun.of(LoadOptions.parse(options.split(" ", -1)));
        target.kill();
        long startNanos = System.nanoTime();
        target.launch();
        Brokers.await(target, client -> client.awaitLeaders(TOPIC, PARTITIONS));
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.KILLED_RESTART_S, seconds);
        values.put(Measure.RECOVERY_S_PER_GB, seconds / MEGABYTES * MEGABYTES_PER_GIGABYTE);
        return values;
    }
}
