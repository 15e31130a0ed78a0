package io.ottla.broker.api.writetxnmarkers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Requests;
import io.ottla.broker.api.describeproducers.DescribeProducersHandler;
import io.ottla.broker.coordinator.runtime.DiaryTopic;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.broker.transaction.Markers;
import io.ottla.broker.transaction.Transactions;
import io.ottla.broker.transaction.Transactions.Producer;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeProducersRequest;
import io.ottla.wire.message.DescribeProducersRequest.TopicRequest;
import io.ottla.wire.message.DescribeProducersResponse.ProducerState;
import io.ottla.wire.message.WriteTxnMarkersRequest;
import io.ottla.wire.message.WriteTxnMarkersRequest.WritableTxnMarker;
import io.ottla.wire.message.WriteTxnMarkersRequest.WritableTxnMarkerTopic;
import io.ottla.wire.message.WriteTxnMarkersResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WriteTxnMarkers, and what DescribeProducers tells before and after. */
class WriteTxnMarkersTest {
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final Producer ONE = new Producer(9, 0);
    private static final Producer OTHER = new Producer(7, 3);

    private final SimulatedBroker broker = SimulatedBroker.start(3);
    private final Requests requests = new Requests(broker);
    private final Markers markers = new Markers(broker.service.partitions(), DiaryTopic.coordinators(broker));
    private final Transactions transactions = new Transactions(requests, markers);
    private final WriteTxnMarkersHandler handler = new WriteTxnMarkersHandler(markers);
    private final DescribeProducersHandler describe = new DescribeProducersHandler(broker.service.partitions());

    @BeforeEach
    void createTopic() {
        broker.createTopic("topic", 4);
    }

    @Test
    void eachMarkerIsAnsweredForByProducerTopicAndPartition() {
        transactions.produce(Transactions.OLD_CLIENT, 0, ONE, 0, "a");
        transactions.produce(Transactions.OLD_CLIENT, 1, OTHER, 0, "a");

        WriteTxnMarkersResponse response =
                broker.call(handler, FIRST, request(marker(ONE, 0, 0, 1, 9), marker(OTHER, 0, 1)));

        assertThat(response.markers()).extracting(marker -> marker.producerId()).containsExactly(9L, 7L);
        assertThat(response.markers().getFirst().topics().getFirst().partitions())
                .extracting(answer -> answer.partitionIndex() + " " + ErrorCode.forCode(answer.errorCode()))
                .containsExactly("0 NONE", "1 NONE", "9 UNKNOWN_TOPIC_OR_PARTITION");
        assertThat(broker.partition("topic", 0).log().lastStableOffset()).isEqualTo(2);
        assertThat(broker.partition("topic", 1).log().lastStableOffset()).isEqualTo(3);
    }

    @Test
    void theSecondVersionSaysHowTheTransactionWasEnded() {
        transactions.produce(Transactions.NEW_CLIENT, 0, ONE, 0, "a");

        WriteTxnMarkersRequest sameEpoch = request(marker(ONE, 2, 0));

        assertThat(only(broker.call(handler, LAST, sameEpoch))).isEqualTo(ErrorCode.INVALID_PRODUCER_EPOCH);
        assertThat(only(broker.call(handler, LAST, request(marker(new Producer(9, 1), 2, 0)))))
                .isEqualTo(ErrorCode.NONE);
    }

    @Test
    void nothingAskedNothingAnswered() {
        assertThat(broker.call(handler, LAST, request()).markers()).isEmpty();
        assertThat(broker.call(handler, LAST, request(marker(ONE, 2))).markers())
                .hasSize(1);
    }

    @Test
    void producersAreDescribedWithTheirOpenTransactionAndTheirCoordinator() {
        transactions.produce(Transactions.OLD_CLIENT, 0, OTHER, 0, "a");
        broker.call(handler, FIRST, request(marker(OTHER, 0, 0)));
        broker.advance(1_000);
        transactions.produce(Transactions.OLD_CLIENT, 0, OTHER, 1, "b");

        ProducerState state = describe();

        assertThat(state.producerId()).isEqualTo(7);
        assertThat(state.producerEpoch()).isEqualTo(3);
        assertThat(state.lastSequence()).isEqualTo(1);
        assertThat(state.currentTxnStartOffset()).isEqualTo(2);
        assertThat(state.coordinatorEpoch()).isEqualTo(5);
        assertThat(state.lastTimestamp()).isEqualTo(broker.nowMs());
        broker.advance(1_000);
        broker.call(handler, FIRST, request(marker(OTHER, 0, 0)));
        assertThat(describe().currentTxnStartOffset()).isEqualTo(-1);
        assertThat(describe().lastTimestamp()).isEqualTo(broker.nowMs());
    }

    @Test
    void producersAreForgottenInTimeButNotWithATransactionOpen() {
        transactions.produce(Transactions.OLD_CLIENT, 0, OTHER, 0, "a");
        broker.advance(3 * 86_400_000L);
        assertThat(describe().currentTxnStartOffset()).isZero();

        broker.call(handler, FIRST, request(marker(OTHER, 0, 0)));
        broker.advance(3 * 86_400_000L);

        assertThat(broker.partition("topic", 0).log().producers().producerCount())
                .isZero();
    }

    private ProducerState describe() {
        DescribeProducersRequest request = new DescribeProducersRequest()
                .topics(List.of(new TopicRequest().name("topic").partitionIndexes(List.of(0))));
        return broker.call(describe, 0, request)
                .topics()
                .getFirst()
                .partitions()
                .getFirst()
                .activeProducers()
                .getFirst();
    }

    private static ErrorCode only(WriteTxnMarkersResponse response) {
        return ErrorCode.forCode(response.markers()
                .getFirst()
                .topics()
                .getFirst()
                .partitions()
                .getFirst()
                .errorCode());
    }

    private static WriteTxnMarkersRequest request(WritableTxnMarker... markers) {
        return new WriteTxnMarkersRequest().markers(List.of(markers));
    }

    private static WritableTxnMarker marker(Producer producer, int transactionVersion, Integer... partitions) {
        return new WritableTxnMarker()
                .producerId(producer.id())
                .producerEpoch((short) producer.epoch())
                .transactionResult(true)
                .coordinatorEpoch(5)
                .transactionVersion((byte) transactionVersion)
                .topics(
                        partitions.length == 0
                                ? List.of()
                                : List.of(new WritableTxnMarkerTopic()
                                        .name("topic")
                                        .partitionIndexes(List.of(partitions))));
    }
}
