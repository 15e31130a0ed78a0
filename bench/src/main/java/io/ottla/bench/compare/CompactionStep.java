package io.ottla.bench.compare;

import io.ottla.bench.load.BrokerClient;
import io.ottla.bench.load.KeyedBatches;
import io.ottla.bench.proc.ProcessUsage;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One compaction of a log: held back until the log is filled, and over when the broker's checkpoint says so. Another one goes
 * before, for brokers compact all the time, and what is measured is not to be how their JIT compilers begin to.
 */
final class CompactionStep implements Step {
    private static final String CHECKPOINT = "cleaner-offset-checkpoint";
    private static final int MEBI = 1 << 20;
    private static final int BATCHES = 768;
    private static final int RECORDS = 1_000;
    private static final int RECORD_BYTES = 1_000;
    /** So that somewhat less than half of what is measured stays. */
    private static final int KEYS = 400_000;

    private static final double MEGA = 1e6;
    private static final long PAUSE_MS = 5;
    private static final long WITHIN_NANOS = 300_000_000_000L;

    /** Nothing is compacted while all of it is younger than this. */
    private static final Map<String, String> TOPIC = Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", Integer.toString(64 * MEBI),
            "min.cleanable.dirty.ratio", "0.01",
            "min.compaction.lag.ms", "86400000");

    @Override
    public Map<Measure, Double> measure(Turn turn) throws IOException, InterruptedException {
        // The cleaner looks for work so often that its waiting does not count.
        Target target = turn.fresh(Map.of("log.cleaner.backoff.ms", "100"));
        Brokers.start(target);
        compact(target, "warm");
        return compact(target, "measured");
    }

    private static Map<Measure, Double> compact(Target target, String name) throws IOException, InterruptedException {
        try (BrokerClient client = Brokers.client(target)) {
            BrokerClient.Topic topic = client.topic(name, 1, TOPIC);
            KeyedBatches content = new KeyedBatches(KEYS, RECORDS, RECORD_BYTES);
            for (int i = 0; i < BATCHES; i++) {
                client.append(topic, 0, content.next());
            }
            Path folder = target.dataFolder().resolve(name + "-0");
            long end = lastSegment(folder);
            double megabytes = closedBytes(folder, end) / MEGA;
            ProcessUsage before = ProcessUsage.of(target.pid());
            long startNanos = System.nanoTime();
            client.configure(topic, "min.compaction.lag.ms", "0");
            await(target, name, end);
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            Map<Measure, Double> values = new EnumMap<>(Measure.class);
            values.put(Measure.MB_PER_S, megabytes / seconds);
            values.put(Measure.CPU_MS_PER_MB, (ProcessUsage.of(target.pid()).cpuMs() - before.cpuMs()) / megabytes);
            return values;
        }
    }

    /** The base offset of the segment that is written, which is never compacted. */
    private static long lastSegment(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                    .max()
                    .orElseThrow();
        }
    }

    private static long closedBytes(Path folder, long lastSegment) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .filter(file -> !file.getFileName().toString().equals("%020d.log".formatted(lastSegment)))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void await(Target target, String topic, long end) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + WITHIN_NANOS;
        while (!isCompactedTo(target.dataFolder().resolve(CHECKPOINT), topic, end)) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException("the log was not compacted in time: " + target.logFile());
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private static boolean isCompactedTo(Path checkpoint, String topic, long end) throws IOException {
        if (!Files.exists(checkpoint)) {
            return false;
        }
        for (String line : Files.readAllLines(checkpoint)) {
            List<String> words = List.of(line.split(" ", -1));
            if (words.size() == 3 && words.getFirst().equals(topic) && Long.parseLong(words.getLast()) >= end) {
                return true;
            }
        }
        return false;
    }
}
