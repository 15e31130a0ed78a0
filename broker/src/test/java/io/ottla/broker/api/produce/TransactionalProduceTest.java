package io.ottla.broker.api.produce;

import static io.ottla.broker.transaction.Transactions.NEW_CLIENT;
import static io.ottla.broker.transaction.Transactions.OLD_CLIENT;
import static io.ottla.broker.transaction.Transactions.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.coordinator.runtime.Coordinators;
import io.ottla.broker.coordinator.runtime.DiaryTopic;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.broker.transaction.Markers;
import io.ottla.broker.transaction.Transactions;
import io.ottla.broker.transaction.Transactions.Producer;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.ProduceResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is appended to a transaction that its coordinator does not know the partition to take part in (KIP-890). */
class TransactionalProduceTest {
    private static final Producer PRODUCER = new Producer(9, 4);

    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);
    private final Coordinators<?, ?, ?> groups = DiaryTopic.coordinators(broker);
    private final Transactions transactions =
            new Transactions(requests, new Markers(broker.service.partitions(), groups));

    @BeforeEach
    void createTopic() {
        broker.createTopic("topic", 2);
    }

    @Test
    void theCoordinatorIsAskedOnceForEachTransaction() {
        assertThat(produced(OLD_CLIENT, 0)).isEqualTo(ErrorCode.NONE);
        assertThat(produced(OLD_CLIENT, 1)).isEqualTo(ErrorCode.NONE);
        assertThat(requests.transactions.asked).containsExactly("verify tx 9/4 [topic-0]");

        transactions.end(Transactions.commit(PRODUCER, 1), partition(0));
        assertThat(produced(OLD_CLIENT, 2)).isEqualTo(ErrorCode.NONE);
        assertThat(requests.transactions.asked).hasSize(2);
    }

    @Test
    void newClientsHaveTheirPartitionsAdded() {
        assertThat(produced(NEW_CLIENT, 0)).isEqualTo(ErrorCode.NONE);
        assertThat(requests.transactions.asked).containsExactly("add tx 9/4 [topic-0]");
    }

    @Test
    void verificationIsSwitchedOffAndOnWhileGuardsAreAtWork() {
        requests.guards.configure(false);
        assertThat(produced(OLD_CLIENT, 0)).isEqualTo(ErrorCode.NONE);
        assertThat(requests.transactions.asked).isEmpty();
        transactions.end(Transactions.commit(PRODUCER, 1), partition(0));

        requests.guards.configure(true);
        assertThat(produced(OLD_CLIENT, 1)).isEqualTo(ErrorCode.NONE);
        assertThat(requests.transactions.asked).containsExactly("verify tx 9/4 [topic-0]");
    }

    @Test
    void clientsThatHaveTheirPartitionsAddedByWritingAreVerifiedAllTheSame() {
        requests.guards.configure(false);
        assertThat(produced(NEW_CLIENT, 0)).isEqualTo(ErrorCode.NONE);
        assertThat(requests.transactions.asked).containsExactly("add tx 9/4 [topic-0]");
    }

    @Test
    void whatIsInNoTransactionIsNobodysBusiness() {
        requests.append("topic", 0, Records.batch(broker.nowMs(), "a"));
        assertThat(requests.transactions.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10, TRANSACTION_ABORTABLE, INVALID_TXN_STATE",
        "11, TRANSACTION_ABORTABLE, TRANSACTION_ABORTABLE",
        "12, TRANSACTION_ABORTABLE, TRANSACTION_ABORTABLE",
        "11, PRODUCER_FENCED, INVALID_PRODUCER_EPOCH",
        "12, PRODUCER_FENCED, INVALID_PRODUCER_EPOCH",
        "11, INVALID_PRODUCER_ID_MAPPING, INVALID_PRODUCER_ID_MAPPING",
        "11, CONCURRENT_TRANSACTIONS, NOT_ENOUGH_REPLICAS",
        "11, COORDINATOR_LOAD_IN_PROGRESS, NOT_ENOUGH_REPLICAS",
        "12, COORDINATOR_NOT_AVAILABLE, NOT_ENOUGH_REPLICAS",
        "12, NOT_COORDINATOR, NOT_ENOUGH_REPLICAS",
        "12, NETWORK_EXCEPTION, NOT_ENOUGH_REPLICAS"
    })
    void trap58_theCoordinatorsErrorIsToldInWordsThatTheClientKnows(int version, ErrorCode said, ErrorCode told) {
        requests.transactions.say(said);

        assertThat(produced(version, 0)).isEqualTo(told);

        assertThat(requests.read("topic", 0, 0).highWatermark()).isZero();
    }

    @Test
    void anErrorThatWillPassNamesItsCause() {
        requests.transactions.say(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        assertThat(transactions.produce(OLD_CLIENT, 0, PRODUCER, 0, "a").errorMessage())
                .contains("COORDINATOR_NOT_AVAILABLE");
        assertThat(requests.transactions.asked).hasSize(1);
    }

    @Test
    void aNewClientNeedNotWaitForTheEndOfItsLastTransaction() {
        requests.transactions.sayInTurn(ErrorCode.CONCURRENT_TRANSACTIONS, ErrorCode.CONCURRENT_TRANSACTIONS);
        Answered<ProduceResponse> answered = transactions.send(NEW_CLIENT, 0, PRODUCER, 0, "a");
        broker.settle();
        assertThat(answered.isAnswered()).isFalse();

        broker.advance(40);

        assertThat(Transactions.error(Transactions.only(answered))).isEqualTo(ErrorCode.NONE);
        assertThat(requests.transactions.asked).hasSize(3);
    }

    @Test
    void itIsToldToComeAgainWhenThatTakesLong() {
        requests.transactions.say(ErrorCode.CONCURRENT_TRANSACTIONS);
        Answered<ProduceResponse> answered = transactions.send(NEW_CLIENT, 0, PRODUCER, 0, "a");

        broker.advance(150);

        assertThat(Transactions.error(Transactions.only(answered))).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
    }

    @Test
    void batchesThatWaitKeepTheirOrder() {
        requests.transactions.hold();
        Answered<ProduceResponse> first = transactions.send(OLD_CLIENT, 0, PRODUCER, 0, "a");
        broker.settle();
        Answered<ProduceResponse> second = transactions.send(OLD_CLIENT, 0, PRODUCER, 1, "b");
        Answered<ProduceResponse> third = transactions.send(OLD_CLIENT, 0, PRODUCER, 2, "c");
        broker.settle();
        assertThat(first.isAnswered()).isFalse();

        requests.transactions.release();
        broker.settle();

        assertThat(Transactions.only(first).baseOffset()).isZero();
        assertThat(Transactions.only(second).baseOffset()).isEqualTo(1);
        assertThat(Transactions.only(third).baseOffset()).isEqualTo(2);
        assertThat(requests.transactions.asked).hasSize(1);
    }

    @Test
    void obligation2_aBatchThatIsLateForItsTransactionIsRefused() {
        requests.transactions.hold();
        Answered<ProduceResponse> late = transactions.send(OLD_CLIENT, 0, PRODUCER, 0, "a");
        broker.settle();
        transactions.end(Transactions.abort(PRODUCER, 1), partition(0));

        requests.transactions.release();
        broker.settle();

        assertThat(Transactions.error(Transactions.only(late))).isEqualTo(ErrorCode.INVALID_TXN_STATE);
        assertThat(broker.partition("topic", 0).log().lastStableOffset()).isEqualTo(1);
    }

    @Test
    void obligation2_aBatchOfAnEpochThatHasEndedIsRefused() {
        produced(NEW_CLIENT, 0);
        transactions.end(Transactions.commit(new Producer(9, 5), 2), partition(0));

        assertThat(produced(NEW_CLIENT, 1)).isEqualTo(ErrorCode.INVALID_PRODUCER_EPOCH);

        assertThat(requests.transactions.asked).hasSize(1);
        assertThat(broker.partition("topic", 0).log().lastStableOffset()).isEqualTo(2);
    }

    @Test
    void aPartitionThatMovesAwayMeanwhileIsLedElsewhere() {
        requests.transactions.hold();
        Answered<ProduceResponse> waiting = transactions.send(OLD_CLIENT, 0, PRODUCER, 0, "a");
        broker.settle();
        broker.elect(broker.partition("topic", 0).topicId(), 0, 2);

        requests.transactions.release();
        broker.settle();

        assertThat(Transactions.error(Transactions.only(waiting))).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
    }

    private ErrorCode produced(int version, int sequence) {
        return Transactions.error(transactions.produce(version, 0, PRODUCER, sequence, "value"));
    }
}
