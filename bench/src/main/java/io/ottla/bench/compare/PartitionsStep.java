package io.ottla.bench.compare;

import io.ottla.bench.load.BrokerClient;
import io.ottla.bench.load.LoadOptions;
import io.ottla.bench.load.LoadReport;
import io.ottla.bench.load.LoadRun;
import io.ottla.bench.proc.ProcessUsage;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Many partitions on a broker of their own: made, written to one after the other, and there again after the broker is
 * stopped, and after it is killed while it is being written to.
 */
final class PartitionsStep implements Step {
    private static final String TOPIC = "many";
    private static final String SMALL_BATCHES = " --producers=4 --depth=16 --records=10 --record-size=100";
    private static final double KIB_PER_MIB = 1024;
    private static final int SECONDS_TO_CALM_DOWN = 2;

    private final int partitions;
    private final Optional<String> withoutReference;

    PartitionsStep(int partitions) {
        this(partitions, Optional.empty());
    }

    private PartitionsStep(int partitions, Optional<String> withoutReference) {
        this.partitions = partitions;
        this.withoutReference = withoutReference;
    }

    /** So many that only Ottla is measured. */
    static PartitionsStep withoutReference(int partitions, String why) {
        return new PartitionsStep(partitions, Optional.of(why));
    }

    @Override
    public Optional<String> withoutReference() {
        return withoutReference;
    }

    @Override
    public Map<Measure, Double> measure(Turn turn) throws IOException, InterruptedException {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        Target target = turn.fresh();
        Brokers.start(target);
        // What the first topic costs is not charged to the many.
        turn.load(target, "--producers=1 --depth=8 --records=10 --record-size=100");
        Thread.sleep(SECONDS_TO_CALM_DOWN * 1_000L);
        double before = ProcessUsage.of(target.pid()).residentKib() / KIB_PER_MIB;

        long startNanos = System.nanoTime();
        try (BrokerClient client = Brokers.client(target)) {
            client.topic(TOPIC, partitions, Map.of());
        }
        values.put(Measure.CREATE_S, secondsSince(startNanos));

        LoadReport report =
                produce(target, turn.scale().settleSeconds(), turn.scale().seconds());
        values.putAll(Loads.values(report));
        double after = ProcessUsage.of(target.pid()).residentKib() / KIB_PER_MIB;
        values.put(Measure.MIB_PER_1000_PARTITIONS, (after - before) * 1_000 / partitions);

        target.stop();
        values.put(Measure.CLEAN_RESTART_S, restart(target));
        produce(target, 0, 1);
        target.kill();
        values.put(Measure.KILLED_RESTART_S, restart(target));
        return values;
    }

    /** Writes to all partitions, each at least once. */
    private LoadReport produce(Target target, double settleSeconds, double seconds)
            throws IOException, InterruptedException {
        String options = "--broker=" + target.bootstrap() + " --pid=" + target.pid() + " --topic=" + TOPIC
                + " --partitions=" + partitions + " --warm-up=3 --settle=" + settleSeconds + " --seconds=" + seconds
                + SMALL_BATCHES;
        return LoadRun.of(LoadOptions.parse(options.split(" ", -1)));
    }

    /** Starts the broker again; returns after how many seconds all partitions answer. */
    private double restart(Target target) throws InterruptedException {
        long startNanos = System.nanoTime();
        target.launch();
        Brokers.await(target, client -> client.awaitLeaders(TOPIC, partitions));
        return secondsSince(startNanos);
    }

    private static double secondsSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
