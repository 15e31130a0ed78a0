package io.ottla.broker.api.addpartitionstotxn;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.TransactionBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.AddPartitionsToTxnRequest;
import io.ottla.wire.message.AddPartitionsToTxnRequest.AddPartitionsToTxnTopic;
import io.ottla.wire.message.AddPartitionsToTxnRequest.AddPartitionsToTxnTransaction;
import io.ottla.wire.message.AddPartitionsToTxnResponse;
import io.ottla.wire.message.AddPartitionsToTxnResponse.AddPartitionsToTxnTopicResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddPartitionsToTxnTest {
    private final TransactionBroker transactions = new TransactionBroker();

    private List<String> add(int version, int epoch, Integer... partitions) {
        AddPartitionsToTxnRequest request = new AddPartitionsToTxnRequest()
                .v3AndBelowTransactionalId(TransactionBroker.ID)
                .v3AndBelowProducerId(4_000)
                .v3AndBelowProducerEpoch((short) epoch)
                .v3AndBelowTopics(
                        List.of(new AddPartitionsToTxnTopic().name("accounts").partitions(List.of(partitions))));
        return codes(transactions
                .broker
                .call(transactions.addPartitions, version, request)
                .resultsByTopicV3AndBelow());
    }

    private static List<String> codes(List<AddPartitionsToTxnTopicResult> topics) {
        List<String> codes = new ArrayList<>();
        topics.forEach(topic -> topic.resultsByPartition()
                .forEach(partition -> codes.add(topic.name() + "-" + partition.partitionIndex() + " "
                        + ErrorCode.forCode(partition.partitionErrorCode()))));
        return codes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aClientAddsWhatItIsGoingToWriteTo(int version) {
        transactions.init(4);
        assertThat(add(version, 0, 0, 1)).containsExactly("accounts-0 NONE", "accounts-1 NONE");
        assertThat(transactions.end(3, 4_000, 0, true).errorCode()).isZero();
        assertThat(transactions.markers).containsExactly("commit 4000/0 on accounts-0", "commit 4000/0 on accounts-1");
    }

    @Test
    void aPartitionThatIsNotThereKeepsAllOut() {
        transactions.init(4);
        assertThat(add(3, 0, 1, 2))
                .containsExactly("accounts-1 OPERATION_NOT_ATTEMPTED", "accounts-2 UNKNOWN_TOPIC_OR_PARTITION");
        assertThat(ErrorCode.forCode(transactions.end(3, 4_000, 0, true).errorCode()))
                .isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    /** Clients of earlier versions do not know that they can be fenced. */
    @ParameterizedTest
    @CsvSource({"0, INVALID_PRODUCER_EPOCH", "1, INVALID_PRODUCER_EPOCH", "2, PRODUCER_FENCED", "3, PRODUCER_FENCED"})
    void whoIsFencedIsToldInWordsThatItKnows(int version, ErrorCode expected) {
        transactions.init(4);
        transactions.init(4);
        assertThat(add(version, 0, 0)).containsExactly("accounts-0 " + expected);
    }

    @Test
    void obligation3_whileTheLastTransactionIsBeingEndedTheNextHasToWait() {
        transactions.init(4);
        add(3, 0, 0);
        transactions.holdMarkers = true;
        transactions.end(3, 4_000, 0, true);
        assertThat(add(3, 0, 1)).containsExactly("accounts-1 CONCURRENT_TRANSACTIONS");
    }

    private List<String> ofBroker(int version, boolean verifyOnly, String id, int partition) {
        AddPartitionsToTxnRequest request = new AddPartitionsToTxnRequest()
                .transactions(List.of(
                        new AddPartitionsToTxnTransaction()
                                .transactionalId("nobody's")
                                .producerId(9)
                                .verifyOnly(verifyOnly)
                                .topics(List.of(new AddPartitionsToTxnTopic()
                                        .name("accounts")
                                        .partitions(List.of(0)))),
                        new AddPartitionsToTxnTransaction()
                                .transactionalId(id)
                                .producerId(4_000)
                                .verifyOnly(verifyOnly)
                                .topics(List.of(new AddPartitionsToTxnTopic()
                                        .name("accounts")
                                        .partitions(List.of(partition))))));
        AddPartitionsToTxnResponse response = transactions.broker.call(transactions.addPartitions, version, request);
        List<String> results = new ArrayList<>();
        response.resultsByTransaction()
                .forEach(result -> results.add(result.transactionalId() + ": " + codes(result.topicResults())));
        return results;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void brokersAskAboutManyTransactionsAtOnce(int version) {
        transactions.init(4);
        add(3, 0, 0);
        assertThat(ofBroker(version, true, TransactionBroker.ID, 0))
                .containsExactly("nobody's: [accounts-0 INVALID_PRODUCER_ID_MAPPING]", "transfer: [accounts-0 NONE]");
        assertThat(ofBroker(version, true, TransactionBroker.ID, 1))
                .contains("transfer: [accounts-1 TRANSACTION_ABORTABLE]");
        assertThat(ofBroker(version, false, TransactionBroker.ID, 1)).contains("transfer: [accounts-1 NONE]");
        assertThat(ofBroker(version, true, TransactionBroker.ID, 1)).contains("transfer: [accounts-1 NONE]");
    }

    @Test
    void anEmptyIdIsNobodys() {
        assertThat(ofBroker(5, false, "", 0)).contains(": [accounts-0 INVALID_REQUEST]");
    }
}
