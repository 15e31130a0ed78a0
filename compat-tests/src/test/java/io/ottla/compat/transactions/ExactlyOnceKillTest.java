package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.LeftOutMarkers;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9} of the broker at random, while workers carry records over: each arrives once. */
class ExactlyOnceKillTest {
    private static final int PARTITIONS = 3;
    private static final int OUTPUTS = 4;
    private static final int WORKERS = 2;
    private static final int RECORDS_PER_TRANSACTION = 50;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void obligation11_eachRecordArrivesOnce(TargetKind kind) throws Exception {
        run(kind, 4_000, kind == TargetKind.OTTLA ? 2 : 1);
    }

    @LongRun
    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void obligation11_eachOfAHundredThousandRecordsArrivesOnce(TargetKind kind) throws Exception {
        run(kind, 100_000, kind == TargetKind.OTTLA ? 40 : 10);
    }

    private void run(TargetKind kind, int records, int kills) throws Exception {
        TargetSettings settings = TargetSettings.in(folder).withQuickGroups().with("offsets.topic.num.partitions", "2");
        try (Target target = kind.create(settings)) {
            target.start();
            Clients.createTopic(target, "input", PARTITIONS, Map.of());
            Clients.createTopic(target, "output", OUTPUTS, Map.of());
            fill(target, records);
            LeftOutMarkers.excuse(target, () -> carryOverUnderKills(target, records, kills));
        }
    }

    private static void carryOverUnderKills(Target target, int records, int kills) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Worker> workers = new ArrayList<>();
        try {
            Worker.Route route = new Worker.Route("input", "output", OUTPUTS, RECORDS_PER_TRANSACTION);
            for (int i = 0; i < WORKERS; i++) {
                workers.add(new Worker(target, "worker-" + i, route));
            }
            for (int kill = 1; kill <= kills; kill++) {
                awaitCommitted(workers, (long) records * kill / (kills + 2));
                pause(random.nextInt(40));
                target.kill();
                target.start();
            }
            awaitOutput(target, workers, records);
        } finally {
            workers.forEach(Worker::close);
        }
        assertThat(workers).allSatisfy(worker -> assertThat(worker.complaints()).isEmpty());
        assertThat(output(target))
                .as("the output of the run with seed " + seed)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, records).mapToObj(Integer::toString).toList());
    }

    private static void fill(Target target, int records) {
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (int i = 0; i < records; i++) {
                Transactional.send(producer, "input", i % PARTITIONS, Integer.toString(i));
            }
        }
    }

    private static void awaitCommitted(List<Worker> workers, long count) {
        Await.until(
                Duration.ofMinutes(2),
                () -> count + " records; committed " + committed(workers),
                () -> committed(workers) >= count);
    }

    private static long committed(List<Worker> workers) {
        return workers.stream().mapToLong(Worker::committed).sum();
    }

    /** A commit that was not confirmed may have been made, so that what workers know of says too little. */
    private static void awaitOutput(Target target, List<Worker> workers, int records) {
        Await.until(
                Duration.ofMinutes(5),
                () -> records + " records; confirmed " + committed(workers) + ", in the output "
                        + output(target).size(),
                () -> committed(workers) >= records - WORKERS * 3L * RECORDS_PER_TRANSACTION
                        && output(target).size() >= records);
    }

    private static List<String> output(Target target) {
        List<String> values = new ArrayList<>();
        for (int partition = 0; partition < OUTPUTS; partition++) {
            values.addAll(Transactional.read(target, "read_committed", "output", partition));
        }
        return values;
    }

    /** So that the broker is not always killed right after a commit. */
    private static void pause(int ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
