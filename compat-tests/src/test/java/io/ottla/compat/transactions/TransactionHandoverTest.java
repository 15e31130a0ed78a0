package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OwnTarget;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A data folder goes from broker to broker with transactions in it: committed, aborted, open with records and offsets, and
 * such as the broker was killed over while it ended them. Each finds them as they were, and ends what the other began.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TransactionHandoverTest {
    private static final int WIDE_PARTITIONS = 30;
    private static final TopicPartition OFFSET = new TopicPartition("topic", 0);

    @TempDir
    private Path folder;

    private final List<String> expected = new ArrayList<>();
    private final List<String> wideExpected = new ArrayList<>();

    static Stream<Arguments> handovers() {
        List<TargetKind> kinds = OwnTarget.kinds().toList();
        TargetKind one = kinds.getFirst();
        TargetKind other = kinds.getLast();
        return Stream.of(
                        Arguments.of(List.of(one, other, one), false),
                        Arguments.of(List.of(other, one, other), false),
                        Arguments.of(List.of(one, other, one, other), true))
                .limit(kinds.size() > 1 ? 3 : 1);
    }

    @ParameterizedTest
    @MethodSource("handovers")
    void obligation4_eachBrokerEndsWhatTheOneBeforeLeftOpen(List<TargetKind> chain, boolean killed) throws Exception {
        TargetSettings settings = TargetSettings.in(folder).with("offsets.topic.num.partitions", "2");
        Producer<String, String> left = null;
        try {
            for (int step = 0; step < chain.size(); step++) {
                try (Target target = chain.get(step).create(settings)) {
                    target.start();
                    if (step == 0) {
                        Clients.createTopic(target, "topic", 1, Map.of());
                        Clients.createTopic(target, "wide", WIDE_PARTITIONS, Map.of());
                    } else {
                        takeOver(target, left, step);
                    }
                    left = leave(target, step, killed);
                    if (killed) {
                        target.kill();
                    } else {
                        target.stop();
                    }
                }
            }
        } finally {
            if (left != null) {
                left.close(Duration.ZERO);
            }
        }
    }

    /** A committed, an aborted and an open transaction; and one that spans many partitions and is being ended as we go. */
    private Producer<String, String> leave(Target target, int step, boolean killed) throws Exception {
        try (Producer<String, String> producer = Transactional.ready(target, "ended")) {
            producer.beginTransaction();
            producer.send(Transactional.record("topic", 0, "committed-" + step)).get();
            producer.commitTransaction();
            expected.add("committed-" + step);
            producer.beginTransaction();
            producer.send(Transactional.record("topic", 0, "aborted-" + step)).get();
            producer.abortTransaction();
        }
        Producer<String, String> open = Transactional.producer(
                target, "open", Map.of("transaction.timeout.ms", 600_000, "max.block.ms", 60_000));
        open.initTransactions();
        open.beginTransaction();
        open.send(Transactional.record("topic", 0, "open-" + step)).get();
        try (Consumer<String, String> nobody = Clients.consumer(target, Map.of("group.id", "group"))) {
            open.sendOffsetsToTransaction(Map.of(OFFSET, new OffsetAndMetadata(100 + step)), nobody.groupMetadata());
        }
        if (killed) {
            try (Producer<String, String> wide = Transactional.ready(target, "wide")) {
                wide.beginTransaction();
                for (int partition = 0; partition < WIDE_PARTITIONS; partition++) {
                    Transactional.send(wide, "wide", partition, "wide-" + step);
                }
                wide.commitTransaction();
                wideExpected.add("wide-" + step);
                target.kill();
                wide.close(Duration.ZERO);
            }
        }
        return open;
    }

    /** The producer of the open transaction, which has seen one broker go and another come, goes on with it. */
    private void takeOver(Target target, Producer<String, String> open, int step) {
        try (Admin admin = Clients.admin(target)) {
            awaitState(admin, "open", TransactionState.ONGOING);
            awaitState(admin, "ended", TransactionState.COMPLETE_ABORT);
            assertThat(Transactional.committed(target, "topic")).containsExactlyElementsOf(expected);
            if (step % 2 == 1) {
                open.commitTransaction();
                // It lies before what the broker before this one committed last only in time, not in the log.
                expected.add("open-" + (step - 1));
            } else {
                open.abortTransaction();
            }
            open.close();
            awaitDecided(admin, OFFSET);
            assertThat(Transactional.committed(target, "topic")).containsExactlyElementsOf(expected);
            assertThat(committedOffset(admin)).isEqualTo(step % 2 == 1 ? 100L + step - 1 : 100L + step - 2);
        }
        assertWide(target);
    }

    private static void awaitState(Admin admin, String transactionalId, TransactionState state) {
        TransactionState[] found = new TransactionState[1];
        Await.until(Transactional.SOON, () -> transactionalId + " to be " + state + "; it is " + found[0], () -> {
            found[0] = Clients.get(
                            admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
                    .state();
            return found[0] == state;
        });
    }

    private static void awaitDecided(Admin admin, TopicPartition partition) {
        Await.until(
                Transactional.SOON,
                () -> partition + " to be decided",
                () -> Transactional.end(admin, partition, IsolationLevel.READ_COMMITTED)
                        == Transactional.end(admin, partition, IsolationLevel.READ_UNCOMMITTED));
    }

    private static long committedOffset(Admin admin) {
        return Clients.get(admin.listConsumerGroupOffsets(
                                "group", new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata())
                .get(OFFSET)
                .offset();
    }

    private void assertWide(Target target) {
        try (Admin admin = Clients.admin(target);
                Consumer<String, String> consumer = Transactional.consumer(target, "read_committed")) {
            for (int partition = 0; partition < WIDE_PARTITIONS; partition++) {
                TopicPartition name = new TopicPartition("wide", partition);
                awaitDecided(admin, name);
                assertThat(Transactional.read(consumer, name)).containsExactlyElementsOf(wideExpected);
            }
        }
    }
}
