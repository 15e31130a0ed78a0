package io.ottla.broker.api.endtxn;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.TransactionBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.AddOffsetsToTxnRequest;
import io.ottla.wire.message.AddPartitionsToTxnRequest;
import io.ottla.wire.message.AddPartitionsToTxnRequest.AddPartitionsToTxnTopic;
import io.ottla.wire.message.EndTxnRequest;
import io.ottla.wire.message.EndTxnResponse;
import io.ottla.wire.message.InitProducerIdRequest;
import io.ottla.wire.message.InitProducerIdResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndTxnTest {
    private final TransactionBroker transactions = new TransactionBroker();

    private ErrorCode addOffsets(int version, int epoch) {
        AddOffsetsToTxnRequest request = new AddOffsetsToTxnRequest()
                .transactionalId(TransactionBroker.ID)
                .producerId(4_000)
                .producerEpoch((short) epoch)
                .groupId("group");
        return ErrorCode.forCode(transactions
                .broker
                .call(transactions.addOffsets, version, request)
                .errorCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void offsetsAreEndedOnThePartitionOfTheirGroup(int version) {
        transactions.init(4);
        assertThat(addOffsets(4, 0)).isEqualTo(ErrorCode.NONE);

        EndTxnResponse response = transactions.end(version, 4_000, 0, false);

        assertThat(response.errorCode()).isZero();
        assertThat(transactions.markers).isEqualTo(List.of("abort 4000/0 on __consumer_offsets-7"));
    }

    @Test
    void aClientWithAnEpochPerTransactionIsToldTheNext() {
        transactions.init(5);
        addOffsets(4, 0);

        EndTxnResponse response = transactions.end(5, 4_000, 0, true);

        assertThat(response.producerId()).isEqualTo(4_000);
        assertThat(response.producerEpoch()).isEqualTo((short) 1);
        assertThat(transactions.markers).containsExactly("commit 4000/1 on __consumer_offsets-7");
        EndTxnResponse again = transactions.end(5, 4_000, 0, true);
        assertThat(again.errorCode()).isZero();
        assertThat(again.producerEpoch()).isEqualTo((short) 1);
    }

    /** Clients of earlier versions do not know that they can be fenced. */
    @ParameterizedTest
    @CsvSource({"0, INVALID_PRODUCER_EPOCH", "1, INVALID_PRODUCER_EPOCH", "2, PRODUCER_FENCED", "5, PRODUCER_FENCED"})
    void whoIsFencedIsToldInWordsThatItKnows(int version, ErrorCode expected) {
        transactions.init(4);
        transactions.init(4);
        assertThat(ErrorCode.forCode(transactions.end(version, 4_000, 0, true).errorCode()))
                .isEqualTo(expected);
        assertThat(addOffsets(Math.min(version, 4), 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3, INVALID_PRODUCER_EPOCH", "4, PRODUCER_FENCED"})
    void soIsWhoGoesOnAfterAnError(int version, ErrorCode expected) {
        transactions.init(4);
        transactions.init(4);
        InitProducerIdResponse response = transactions.broker.call(
                transactions.init,
                version,
                new InitProducerIdRequest()
                        .transactionalId(TransactionBroker.ID)
                        .transactionTimeoutMs(60_000)
                        .producerId(4_000)
                        .producerEpoch((short) 0));
        assertThat(ErrorCode.forCode(response.errorCode())).isEqualTo(expected);
    }

    @Test
    void anEmptyIdIsNobodys() {
        EndTxnResponse response =
                transactions.broker.call(transactions.end, 5, new EndTxnRequest().transactionalId(""));
        assertThat(ErrorCode.forCode(response.errorCode())).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    /** A client that hears that of its commit could not tell whether it has committed. */
    @Test
    void obligation7_anErrorThatNobodyForesawIsWorthAnotherTry() {
        assertThat(transactions.end.failure(null, new EndTxnRequest(), ErrorCode.UNKNOWN_SERVER_ERROR))
                .hasValueSatisfying(response -> assertThat(ErrorCode.forCode(response.errorCode()))
                        .isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE));
    }

    @Test
    void ofATopicThatIsGoneNothingHasToBeEnded() {
        transactions.init(4);
        var topic = transactions.broker.createTopic("doomed", 1);
        var request = new AddPartitionsToTxnRequest()
                .v3AndBelowTransactionalId(TransactionBroker.ID)
                .v3AndBelowProducerId(4_000)
                .v3AndBelowTopics(
                        List.of(new AddPartitionsToTxnTopic().name("doomed").partitions(List.of(0))));
        transactions.broker.call(transactions.addPartitions, 3, request);
        transactions.broker.deleteTopic(topic);

        transactions.end(4, 4_000, 0, true);
        transactions.broker.settle();

        assertThat(transactions.markers).isEmpty();
        assertThat(transactions.end(4, 4_000, 0, true).errorCode()).isZero();
    }
}
