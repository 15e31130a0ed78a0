package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
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
 * {@code kill -9} at the stages of a transaction's end: the transaction spans many partitions, and the broker is killed ever
 * later after the commit was asked for. Whenever that is, all partitions agree in the end, and a commit that was confirmed is
 * one.
 */
class StageKillTest {
    private static final int PARTITIONS = 40;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void allPartitionsAgree(TargetKind kind) throws Exception {
        long[] delaysUs = kind == TargetKind.OTTLA ? new long[] {0, 1_000, 4_000} : new long[] {3_000};
        run(kind, delaysUs);
    }

    @LongRun
    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void allPartitionsAgreeWheneverItIs(TargetKind kind) throws Exception {
        long[] delaysUs = new long[kind == TargetKind.OTTLA ? 60 : 12];
        for (int i = 0; i < delaysUs.length; i++) {
            delaysUs[i] = i * 12_000L / delaysUs.length;
        }
        run(kind, delaysUs);
    }

    private void run(TargetKind kind, long[] delaysUs) throws Exception {
        Set<String> expected = new HashSet<>();
        try (Target target = kind.create(TargetSettings.in(folder))) {
            target.start();
            Clients.createTopic(target, "topic", PARTITIONS, Map.of());
            for (int round = 0; round < delaysUs.length; round++) {
                String value = "round-" + round;
                boolean confirmed = commitAndKill(target, value, delaysUs[round]);
                target.start();
                if (isCommitted(target, value)) {
                    expected.add(value);
                } else {
                    assertThat(confirmed).as(value + " was confirmed").isFalse();
                }
                assertAllAgree(target, expected);
            }
        }
    }

    /** Whether the commit was confirmed before the broker was gone. */
    private static boolean commitAndKill(Target target, String value, long delayUs) throws InterruptedException {
        Producer<String, String> producer =
                Transactional.producer(target, "tx", Map.of("max.block.ms", 20_000, "transaction.timeout.ms", 60_000));
        try {
            producer.initTransactions();
            producer.beginTransaction();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                Transactional.send(producer, "topic", partition, value);
            }
            producer.flush();
            boolean[] confirmed = new boolean[1];
            Thread committing = new Thread(() -> confirmed[0] = commit(producer), "committing");
            committing.start();
            TimeUnit.MICROSECONDS.sleep(delayUs);
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

    /** What the coordinator says, once it has finished what it had begun; what it had not is ended by the producer's successor. */
    private static boolean isCommitted(Target target, String value) {
        TransactionState[] found = new TransactionState[1];
        try (Admin admin = Clients.admin(target)) {
            Await.until(Transactional.SOON, () -> "the end of " + value + ", which is " + found[0], () -> {
                found[0] = Clients.get(admin.describeTransactions(List.of("tx")).description("tx"))
                        .state();
                return found[0] == TransactionState.COMPLETE_COMMIT
                        || found[0] == TransactionState.COMPLETE_ABORT
                        || found[0] == TransactionState.ONGOING;
            });
        }
        if (found[0] == TransactionState.ONGOING) {
            Transactional.ready(target, "tx").close();
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
