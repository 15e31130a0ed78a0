package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.transactions.RawTransactions.Committer;
import io.ottla.compat.transactions.RawTransactions.Identity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients from before each transaction had its own epoch: they have partitions and offsets added before they write, and keep
 * their epoch. By their requests, since the stock client of today speaks to a new broker in new words.
 */
class OldProtocolTest extends OnBothTargets {
    private static final int INIT = 3;
    private static final int ADD = 3;
    private static final int PRODUCE = 11;
    private static final int END = 4;

    private String topic;
    private RawTransactions raw;

    @BeforeEach
    void createTopic() throws IOException {
        topic = uniqueTopic("old-protocol");
        Clients.createTopic(target, topic, 1, Map.of());
        raw = new RawTransactions(target, topic);
    }

    @AfterEach
    void closeConnection() throws IOException {
        raw.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 3, 0", "2, 1, 8, 1", "3, 3, 10, 3", "5, 3, 11, 4"})
    void committedAndAbortedOverAndOver(int init, int add, int produce, int end) {
        Identity identity = raw.init(init);
        for (int round = 0; round < 4; round++) {
            int sequence = round;
            assertThat(patiently(() -> raw.addPartition(add, identity, topic))).isEqualTo(Errors.NONE);
            assertThat(patiently(() -> raw.produce(produce, identity, topic, sequence, "value-" + sequence)))
                    .isEqualTo(Errors.NONE);
            assertThat(raw.ended(end, identity, round % 2 == 0)).isEqualTo(Errors.NONE);
        }
        awaitCommitted("value-0", "value-2");
    }

    @Test
    void obligation2_whatIsProducedWithoutBeingAddedIsRefused() {
        Identity identity = raw.init(INIT);
        assertThat(raw.produce(10, identity, topic, 0, "value")).isEqualTo(Errors.INVALID_TXN_STATE);
        assertThat(raw.produce(11, identity, topic, 0, "value")).isEqualTo(Errors.TRANSACTION_ABORTABLE);
        assertThat(Transactional.uncommitted(target, topic)).isEmpty();
    }

    @Test
    void obligation2_whatIsProducedAfterTheEndIsRefusedAndNothingHangs() {
        Identity identity = raw.init(INIT);
        raw.addPartition(ADD, identity, topic);
        raw.produce(PRODUCE, identity, topic, 0, "in time");
        assertThat(raw.ended(END, identity, true)).isEqualTo(Errors.NONE);
        awaitCommitted("in time");

        assertThat(raw.produce(PRODUCE, identity, topic, 1, "late")).isEqualTo(Errors.TRANSACTION_ABORTABLE);

        assertThat(Transactional.uncommitted(target, topic)).containsExactly("in time");
    }

    @ParameterizedTest
    @CsvSource({"1, INVALID_PRODUCER_EPOCH", "2, PRODUCER_FENCED", "3, PRODUCER_FENCED"})
    void trap58_theErrorOfAFencedProducerIsOneItsVersionKnows(int version, Errors told) {
        Identity old = raw.init(INIT);
        raw.init(INIT);
        assertThat(raw.addPartition(version, old, topic)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"1, INVALID_PRODUCER_EPOCH", "2, PRODUCER_FENCED", "4, PRODUCER_FENCED", "5, PRODUCER_FENCED"})
    void trap58_nobodyEndsWhatASuccessorHasBegun(int version, Errors told) {
        Identity old = raw.init(INIT);
        Identity successor = raw.init(INIT);
        raw.addPartition(ADD, successor, topic);
        assertThat(raw.ended(version, old, true)).isEqualTo(told);
    }

    /** The transaction on the way is aborted before it is found out that who asks has been replaced. */
    @Test
    void whoSaysThatItWasAnotherIsFencedWhenItComesAgain() {
        Identity old = raw.init(INIT);
        Identity successor = raw.init(INIT);
        raw.addPartition(ADD, successor, topic);
        raw.produce(PRODUCE, successor, topic, 0, "value");

        assertThat(goOn(old)).isEqualTo(Errors.CONCURRENT_TRANSACTIONS);
        assertThat(patiently(() -> goOn(old))).isEqualTo(Errors.PRODUCER_FENCED);

        assertThat(raw.ended(END, successor, true)).isEqualTo(Errors.PRODUCER_FENCED);
        assertThat(Transactional.committed(target, topic)).isEmpty();
    }

    private Errors goOn(Identity known) {
        return Errors.forCode(raw.init(4, known, 60_000).errorCode());
    }

    @Test
    void anEndThatIsAskedForTwiceIsConfirmedTwiceAndNotTurnedRound() {
        Identity identity = raw.init(INIT);
        raw.addPartition(ADD, identity, topic);
        raw.produce(PRODUCE, identity, topic, 0, "value");
        assertThat(raw.ended(END, identity, true)).isEqualTo(Errors.NONE);
        assertThat(patiently(() -> raw.ended(END, identity, true))).isEqualTo(Errors.NONE);
        assertThat(raw.ended(END, identity, false)).isEqualTo(Errors.INVALID_TXN_STATE);
        awaitCommitted("value");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 1", "4, 4"})
    void offsetsAreAddedAndCommitted(int commit, int add) {
        Identity identity = raw.init(INIT);
        String group = topic + "-group";
        raw.findGroupCoordinator(group);
        assertThat(patiently(() -> raw.addOffsets(add, identity, group))).isEqualTo(Errors.NONE);
        assertThat(patiently(() -> raw.commitOffset(commit, identity, Committer.nobody(group), topic, 5)))
                .isEqualTo(Errors.NONE);
        assertThat(committedOffset(group)).isEqualTo(-1);
        assertThat(raw.ended(END, identity, true)).isEqualTo(Errors.NONE);
        Await.until(Transactional.SOON, () -> "the offset", () -> committedOffset(group) == 5);
    }

    @Test
    void offsetsThatWereNotAddedAreRefused() {
        Identity identity = raw.init(INIT);
        String group = topic + "-group";
        raw.findGroupCoordinator(group);
        assertThat(patiently(() -> raw.commitOffset(3, identity, Committer.nobody(group), topic, 5)))
                .isEqualTo(Errors.INVALID_TXN_STATE);
        assertThat(patiently(() -> raw.commitOffset(4, identity, Committer.nobody(group), topic, 5)))
                .isEqualTo(Errors.TRANSACTION_ABORTABLE);
    }

    @Test
    void offsetsOfAMemberThatTheGroupDoesNotHaveAreRefused() {
        Identity identity = raw.init(INIT);
        String group = topic + "-group";
        raw.findGroupCoordinator(group);
        patiently(() -> raw.addOffsets(3, identity, group));
        assertThat(patiently(() -> raw.commitOffset(3, identity, new Committer(group, "nobody", 4), topic, 5)))
                .isEqualTo(Errors.ILLEGAL_GENERATION);
    }

    /** Coordinators may be starting, or at work on the transaction before: stock clients ask again then. */
    private static Errors patiently(Supplier<Errors> request) {
        Errors[] answer = new Errors[1];
        Await.until(Transactional.SOON, () -> "an answer other than " + answer[0], () -> {
            answer[0] = request.get();
            return !List.of(
                            Errors.CONCURRENT_TRANSACTIONS,
                            Errors.COORDINATOR_LOAD_IN_PROGRESS,
                            Errors.COORDINATOR_NOT_AVAILABLE,
                            Errors.NOT_ENOUGH_REPLICAS,
                            Errors.NOT_COORDINATOR)
                    .contains(answer[0]);
        });
        return answer[0];
    }

    private long committedOffset(String group) {
        try (Admin admin = Clients.admin(target)) {
            OffsetAndMetadata offset = Clients.get(
                            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .get(new TopicPartition(topic, 0));
            return offset == null ? -1 : offset.offset();
        }
    }

    private void awaitCommitted(String... values) {
        Await.until(
                Transactional.SOON,
                () -> "the values " + List.of(values),
                () -> Transactional.committed(target, topic).equals(List.of(values)));
    }
}
