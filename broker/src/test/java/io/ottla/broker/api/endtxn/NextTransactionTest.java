package io.ottla.broker.api.endtxn;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.TransactionBroker;
import io.ottla.broker.coordinator.transaction.TransactionalProducer;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client with an epoch per transaction writes to its next transaction before the markers of the last are there. */
class NextTransactionTest {
    private static final TopicPartition PARTITION = new TopicPartition("accounts", 0);

    private final TransactionBroker transactions = new TransactionBroker();
    private final List<Map<TopicPartition, ErrorCode>> answers = new ArrayList<>();

    private void add(int epoch) {
        transactions.coordinators.add(
                new TransactionalProducer(TransactionBroker.ID, 4_000, (short) epoch),
                List.of(PARTITION),
                answers::add);
        transactions.broker.settle();
    }

    private void endFirst() {
        transactions.init(5);
        add(0);
        answers.clear();
        transactions.holdMarkers = true;
        assertThat(transactions.end(5, 4_000, 0, true).errorCode()).isZero();
    }

    @Test
    void itIsLetInWithTheLastMarker() {
        endFirst();
        add(1);
        assertThat(answers).isEmpty();

        transactions.writeHeldMarkers();
        transactions.broker.settle();

        assertThat(answers).containsExactly(Map.of(PARTITION, ErrorCode.NONE));
        transactions.end(5, 4_000, 1, true);
        assertThat(transactions.markers).containsExactly("commit 4000/1 on accounts-0", "commit 4000/2 on accounts-0");
    }

    @Test
    void itDoesNotWaitForEver() {
        endFirst();
        add(1);
        transactions.broker.advance(200);
        assertThat(answers).containsExactly(Map.of(PARTITION, ErrorCode.CONCURRENT_TRANSACTIONS));
    }

    @Test
    void whatBelongsToTheLastTransactionIsFenced() {
        endFirst();
        add(0);
        transactions.writeHeldMarkers();
        transactions.broker.settle();
        assertThat(answers).containsExactly(Map.of(PARTITION, ErrorCode.PRODUCER_FENCED));
    }
}
