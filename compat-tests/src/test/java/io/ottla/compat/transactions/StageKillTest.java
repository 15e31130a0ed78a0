package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.LeftOutMarkers;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} at each stage of a transaction's end. The broker's files are watched from outside, and it is killed as soon as
 * one of them has grown by what the stage aimed at begins with; where it really was is told by the logs that it leaves. So it goes on
 * until each stage was met. Whatever the stage, all partitions agree in the end: nothing is committed that was not
 * decided, and everything that was.
 */
class StageKillTest {
    private static final int PARTITIONS = 60;
    private static final int ROUNDS_MAX = 80;
    private static final long GROWTH_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final String ID = "tx";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void obligation4_allPartitionsAgree(TargetKind kind) throws Exception {
        run(kind, 1);
    }

    @LongRun
    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void obligation4_allPartitionsAgreeTimeAndAgain(TargetKind kind) throws Exception {
        run(kind, kind == TargetKind.OTTLA ? 10 : 3);
    }

    private void run(TargetKind kind, int timesEach) throws Exception {
        TargetSettings settings = TargetSettings.in(folder).with("transaction.state.log.num.partitions", "1");
        try (Target target = kind.create(settings)) {
            target.start();
            Clients.createTopic(target, "topic", PARTITIONS, Map.of());
            LeftOutMarkers.excuse(target, () -> killAtEachStage(target, timesEach));
        }
    }

    private static void killAtEachStage(Target target, int timesEach) throws Exception {
        Map<Stage, Integer> met = new EnumMap<>(Stage.class);
        Arrays.stream(Stage.values()).forEach(stage -> met.put(stage, 0));
        met.remove(Stage.COMPLETE);
        Set<String> expected = new HashSet<>();
        for (int round = 0; lowest(met) < timesEach; round++) {
            assertThat(round).as("rounds until each stage was met; met " + met).isLessThan(ROUNDS_MAX);
            String value = "round-" + round;
            boolean confirmed = commitAndKill(target, value, rarest(met));
            Stage stage = new BrokerLogs(target, "topic", PARTITIONS).stage(ID);
            met.computeIfPresent(stage, (any, count) -> count + 1);
            target.start();
            assertThat(isCommitted(target, value))
                    .as(value + ", killed " + stage)
                    .isEqualTo(stage != Stage.BEFORE_PREPARE);
            if (stage == Stage.BEFORE_PREPARE) {
                assertThat(confirmed).as(value + " was confirmed").isFalse();
            } else {
                expected.add(value);
            }
            assertAllAgree(target, expected);
        }
    }

    private static int lowest(Map<Stage, Integer> met) {
        return met.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
    }

    private static Stage rarest(Map<Stage, Integer> met) {
        return met.entrySet().stream()
                .min(Comparator.comparingInt(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    /** Whether the commit was confirmed before the broker was gone. */
    private static boolean commitAndKill(Target target, String value, Stage aim)
            throws InterruptedException, IOException {
        Producer<String, String> producer =
                Transactional.producer(target, ID, Map.of("max.block.ms", 20_000, "transaction.timeout.ms", 60_000));
        try {
            producer.initTransactions();
            producer.beginTransaction();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                Transactional.send(producer, "topic", partition, value);
            }
            producer.flush();
            BrokerLogs logs = new BrokerLogs(target, "topic", PARTITIONS);
            BrokerLogs.Lengths before = logs.lengths();
            boolean[] confirmed = new boolean[1];
            Thread committing = new Thread(() -> confirmed[0] = commit(producer), "committing");
            committing.start();
            awaitBeginning(logs, before, aim);
            target.kill();
            committing.interrupt();
            committing.join();
            return confirmed[0];
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static boolean commit(Producer<String, String> producer) {
        try {
            producer.commitTransaction();
            return true;
        } catch (RuntimeException unknown) {
            return false;
        }
    }

    /** Looks without a pause: a stage may last for less than a millisecond. */
    private static void awaitBeginning(BrokerLogs logs, BrokerLogs.Lengths before, Stage stage) throws IOException {
        if (stage == Stage.BEFORE_PREPARE) {
            return;
        }
        long deadlineNanos = System.nanoTime() + GROWTH_PATIENCE_NANOS;
        while (!logs.coordinatorHasGrown(before)) {
            checkNotLate(deadlineNanos, stage);
        }
        int marked = switch (stage) {
            case BEFORE_PREPARE, BEFORE_MARKERS -> 0;
            case SOME_MARKERS -> 1;
            case BEFORE_COMPLETE, COMPLETE -> PARTITIONS;
        };
        for (int partition = 0; partition < marked; partition++) {
            while (!logs.hasGrown(partition, before)) {
                checkNotLate(deadlineNanos, stage);
            }
        }
    }

    private static void checkNotLate(long deadlineNanos, Stage stage) {
        Thread.onSpinWait();
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new AssertionError(stage + " does not come");
        }
    }

    /** What the coordinator says, once it has finished what it had begun; what it had not is ended by the producer's successor. */
    private static boolean isCommitted(Target target, String value) {
        TransactionState[] found = new TransactionState[1];
        try (Admin admin = Clients.admin(target)) {
            Await.until(Transactional.SOON, () -> "the end of " + value + ", which is " + found[0], () -> {
                found[0] = Clients.get(admin.describeTransactions(List.of(ID)).description(ID))
                        .state();
                return found[0] == TransactionState.COMPLETE_COMMIT
                        || found[0] == TransactionState.COMPLETE_ABORT
                        || found[0] == TransactionState.ONGOING;
            });
        }
        if (found[0] == TransactionState.ONGOING) {
            Transactional.ready(target, ID).close();
        }
        return Transactional.read(target, "read_committed", "topic", 0).contains(value);
    }

    private static void assertAllAgree(Target target, Set<String> expected) {
        List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition("topic", partition))
                .toList();
        try (Admin admin = Clients.admin(target)) {
            for (TopicPartition name : all) {
                long end = Transactional.end(admin, name, IsolationLevel.READ_UNCOMMITTED);
                Await.until(
                        Transactional.SOON,
                        () -> name + " to be decided up to " + end,
                        () -> Transactional.end(admin, name, IsolationLevel.READ_COMMITTED) >= end);
            }
        }
        try (var consumer = Transactional.consumer(target, "read_committed")) {
            assertThat(Transactional.read(consumer, all).values())
                    .hasSize(PARTITIONS)
                    .allSatisfy(values -> assertThat(values).containsExactlyInAnyOrderElementsOf(expected));
        }
    }
}
