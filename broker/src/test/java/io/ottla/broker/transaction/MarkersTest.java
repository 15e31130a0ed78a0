package io.ottla.broker.transaction;

import static io.ottla.broker.transaction.Transactions.NEW_CLIENT;
import static io.ottla.broker.transaction.Transactions.OLD_CLIENT;
import static io.ottla.broker.transaction.Transactions.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.coordinator.runtime.DiaryTopic;
import io.ottla.broker.coordinator.transaction.MarkerWriter.Marker;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.broker.transaction.Transactions.Producer;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import io.ottla.wire.message.FetchResponse.PartitionData;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What markers do to partitions and to those who read committed records. */
class MarkersTest {
    private static final Producer ONE = new Producer(9, 0);
    private static final Producer OTHER = new Producer(7, 0);

    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);
    private final Transactions transactions =
            new Transactions(requests, new Markers(broker.service.partitions(), DiaryTopic.coordinators(broker)));

    @BeforeEach
    void createTopic() {
        broker.createTopic("topic", 3);
    }

    @Test
    void aMarkerIsAControlBatchOfItsProducer() {
        produce(ONE, 0);
        assertThat(transactions.end(Transactions.commit(ONE, 1), partition(0)))
                .isEqualTo(Map.of(partition(0), ErrorCode.NONE));

        RecordBatch marker =
                Records.batches(requests.read("topic", 0, 0).records()).getLast();
        assertThat(marker.isControl()).isTrue();
        assertThat(marker.isTransactional()).isTrue();
        assertThat(marker.producerId()).isEqualTo(9);
        assertThat(marker.baseSequence()).isEqualTo(-1);
        assertThat(marker.baseOffset()).isEqualTo(1);
        assertThat(marker.isCrcValid()).isTrue();
    }

    @Test
    void severalPartitionsAreAnsweredForOneByOne() {
        TopicPartition nowhere = new TopicPartition("nowhere", 0);
        assertThat(transactions.end(Transactions.abort(ONE, 1), partition(0), partition(1), partition(2), nowhere))
                .containsEntry(partition(0), ErrorCode.NONE)
                .containsEntry(partition(1), ErrorCode.NONE)
                .containsEntry(partition(2), ErrorCode.NONE)
                .containsEntry(nowhere, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void aPartitionThatKnowsNothingOfTheProducerTakesItsMarker() {
        assertThat(transactions.end(Transactions.commit(ONE, 2), partition(0)))
                .containsEntry(partition(0), ErrorCode.NONE);
        assertThat(broker.partition("topic", 0).log().lastStableOffset()).isEqualTo(1);
    }

    @Test
    void aMarkerOfACoordinatorThatWasReplacedIsRefused() {
        produce(ONE, 0);
        transactions.end(new Marker(9, (short) 0, true, 8, (short) 1), partition(0));
        produce(ONE, 1);

        assertThat(transactions.end(new Marker(9, (short) 0, false, 7, (short) 1), partition(0)))
                .containsEntry(partition(0), ErrorCode.TRANSACTION_COORDINATOR_FENCED);
    }

    @Test
    void obligation1_aZombiesMarkerDoesNotEndTheNextTransaction() {
        Producer next = new Producer(9, 1);
        transactions.produce(NEW_CLIENT, 0, ONE, 0, "first");
        transactions.end(Transactions.commit(next, 2), partition(0));
        transactions.produce(NEW_CLIENT, 0, next, 0, "second");

        assertThat(transactions.end(Transactions.abort(next, 2), partition(0)))
                .containsEntry(partition(0), ErrorCode.INVALID_PRODUCER_EPOCH);

        assertThat(broker.partition("topic", 0).log().lastStableOffset()).isEqualTo(2);
    }

    @Test
    void obligation4_aMarkerThatIsSentAgainDoesNoHarm() {
        Producer next = new Producer(9, 1);
        transactions.produce(NEW_CLIENT, 0, ONE, 0, "first");
        transactions.end(Transactions.commit(next, 2), partition(0));
        assertThat(transactions.end(Transactions.commit(next, 2), partition(0)))
                .containsEntry(partition(0), ErrorCode.NONE);
        assertThat(committed(0).abortedTransactions()).isEmpty();
    }

    @Test
    void trap36_whoWaitsForCommittedRecordsIsWokenByTheMarker() {
        produce(ONE, 0);
        Answered<FetchResponse> fetch = requests.sendFetch(reading(0).maxWaitMs(500));
        broker.settle();
        produce(ONE, 1);
        assertThat(fetch.isAnswered()).isFalse();

        transactions.end(Transactions.commit(ONE, 1), partition(0));

        assertThat(fetch.isAnswered()).isTrue();
        PartitionData read = Requests.only(fetch.response());
        assertThat(Records.batches(read.records())).hasSize(3);
        assertThat(read.lastStableOffset()).isEqualTo(3);
    }

    @Test
    void trap35_abortedTransactionsAreListedByTheirFirstOffset() {
        produce(ONE, 0);
        produce(OTHER, 0);
        transactions.end(Transactions.abort(OTHER, 1), partition(0));
        transactions.end(Transactions.abort(ONE, 1), partition(0));

        assertThat(committed(0).abortedTransactions())
                .extracting(one -> one.producerId() + " from " + one.firstOffset())
                .containsExactly("9 from 0", "7 from 1");
    }

    @Test
    void anOpenTransactionHoldsCommittedReadersBackAndNoOthers() {
        requests.append("topic", 0, Records.batch(broker.nowMs(), "before"));
        produce(ONE, 0);
        requests.append("topic", 0, Records.batch(broker.nowMs(), "after"));

        assertThat(Records.values(committed(0).records())).containsExactly("0:before");
        assertThat(Records.values(requests.read("topic", 0, 0).records())).hasSize(3);
    }

    private void produce(Producer producer, int sequence) {
        transactions.produce(OLD_CLIENT, 0, producer, sequence, "value");
    }

    private PartitionData committed(long offset) {
        return Requests.only(broker.call(requests.fetch, Requests.FETCH, reading(offset)));
    }

    private static FetchRequest reading(long offset) {
        return Requests.fetchRequest("topic", Requests.at(0, offset)).isolationLevel((byte) 1);
    }
}
