package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.transactions.RawTransactions.Identity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.EndTxnResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions that each have an epoch of their own (KIP-890), by their requests. */
class NewProtocolTest extends OnBothTargets {
    private static final int INIT = 5;
    private static final int PRODUCE = 12;
    private static final int END = 5;

    private String topic;
    private RawTransactions raw;

    @BeforeEach
    void createTopic() throws IOException {
        topic = uniqueTopic("new-protocol");
        Clients.createTopic(target, topic, 1, Map.of());
        raw = new RawTransactions(target, topic);
    }

    @AfterEach
    void closeConnection() throws IOException {
        raw.close();
    }

    @Test
    void eachEndRaisesTheEpoch() {
        Identity identity = raw.init(INIT);
        for (int round = 0; round < 3; round++) {
            assertThat(raw.produce(PRODUCE, identity, topic, 0, "value-" + round))
                    .isEqualTo(Errors.NONE);
            identity = ended(identity, round != 1);
        }
        awaitCommitted("value-0", "value-2");
    }

    @Test
    void obligation1_anEndThatIsAskedForAgainIsConfirmedAndAZombiesIsNot() {
        Identity first = raw.init(INIT);
        raw.produce(PRODUCE, first, topic, 0, "first");
        Identity second = ended(first, true);
        assertThat(ended(first, true)).isEqualTo(second);

        raw.produce(PRODUCE, second, topic, 0, "second");
        Identity third = ended(second, false);

        awaitCommitted("first");
        assertThat(raw.ended(END, first, true)).isEqualTo(Errors.PRODUCER_FENCED);
        assertThat(raw.ended(END, second, true)).isEqualTo(Errors.INVALID_TXN_STATE);
        assertThat(third.epoch()).isEqualTo(second.epoch() + 1);
    }

    @Test
    void obligation2_whatIsProducedUnderAnEpochThatHasEndedIsRefused() {
        Identity first = raw.init(INIT);
        raw.produce(PRODUCE, first, topic, 0, "in time");
        ended(first, true);
        awaitCommitted("in time");

        assertThat(raw.produce(PRODUCE, first, topic, 1, "late")).isEqualTo(Errors.INVALID_PRODUCER_EPOCH);
        assertThat(Transactional.uncommitted(target, topic)).containsExactly("in time");
    }

    @Test
    void aNewEpochBeginsItsSequencesAnew() {
        Identity first = raw.init(INIT);
        assertThat(raw.produce(PRODUCE, first, topic, 1, "not the first"))
                .isEqualTo(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(raw.produce(PRODUCE, first, topic, 0, "first")).isEqualTo(Errors.NONE);
    }

    @Test
    void nothingToAbortIsAbortedAndNothingToCommitIsNot() {
        Identity identity = raw.init(INIT);
        assertThat(raw.ended(END, identity, true)).isEqualTo(Errors.INVALID_TXN_STATE);
        Identity next = ended(identity, false);
        assertThat(next.epoch()).isEqualTo(identity.epoch() + 1);
    }

    private Identity ended(Identity identity, boolean commit) {
        EndTxnResponseData[] answer = new EndTxnResponseData[1];
        Await.until(Transactional.SOON, () -> "the end of a transaction", () -> {
            answer[0] = raw.end(END, identity, commit);
            return answer[0].errorCode() != Errors.CONCURRENT_TRANSACTIONS.code();
        });
        assertThat(Errors.forCode(answer[0].errorCode())).isEqualTo(Errors.NONE);
        return new Identity(answer[0].producerId(), answer[0].producerEpoch());
    }

    private void awaitCommitted(String... values) {
        Await.until(
                Transactional.SOON,
                () -> "the values " + List.of(values),
                () -> Transactional.committed(target, topic).equals(List.of(values)));
    }
}
