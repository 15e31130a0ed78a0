package io.ottla.broker.coordinator.transaction;

import static io.ottla.broker.coordinator.transaction.CoordinatorRun.NEW;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.OLD;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P0;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AddPartitionsToTxn: what takes part in a transaction, and what does not. */
class PartitionAdmissionTest {
    private static final TransactionAnswer ADDED = new TransactionAnswer.PartitionsAdded();

    private final CoordinatorRun run = new CoordinatorRun(2);

    private static TransactionAnswer verified(ErrorCode ofFirst, ErrorCode ofSecond) {
        return new TransactionAnswer.Verified(new TreeMap<>(Map.of(P0, ofFirst, P1, ofSecond)));
    }

    @Test
    void theFirstPartitionBeginsATransaction() {
        ProducerIdAndEpoch producer = run.initialised();
        run.nowMs += 5;

        assertThat(run.add(producer, OLD, P0)).isEqualTo(ADDED);

        assertThat(run.state()).isEqualTo(TransactionState.ONGOING);
        assertThat(run.transaction().startedMs()).isEqualTo(run.nowMs);
    }

    @Test
    void othersJoinIt() {
        ProducerIdAndEpoch producer = run.initialised();
        run.add(producer, OLD, P0);
        long startedMs = run.nowMs;
        run.nowMs += 5;

        assertThat(run.add(producer, OLD, P1)).isEqualTo(ADDED);

        assertThat(run.transaction().partitions()).containsExactly(P0, P1);
        assertThat(run.transaction().startedMs()).isEqualTo(startedMs);
    }

    @Test
    void whatTakesPartAlreadyIsNotWrittenDownAgain() {
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        int before = run.logLength();

        assertThat(run.add(producer, OLD, P1)).isEqualTo(ADDED);

        assertThat(run.logLength()).isEqualTo(before);
    }

    @Test
    void nobodyIsLetInUnderAnotherId() {
        ProducerIdAndEpoch producer = run.initialised();
        ProducerIdAndEpoch other = new ProducerIdAndEpoch(producer.id() + 1, producer.epoch());
        assertThat(run.add(other, OLD, P0)).isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        assertThat(run.verify(other, P0)).isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
    }

    @Test
    void anIdThatNobodyHasInitialisedHasNoTransactions() {
        ProducerIdAndEpoch anybody = new ProducerIdAndEpoch(1, (short) 0);
        assertThat(run.add(anybody, OLD, P0)).isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        assertThat(run.verify(anybody, P0)).isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
    }

    @Test
    void whoAsksAfterPartitionsHearsOfEach() {
        ProducerIdAndEpoch producer = run.initialised();
        run.add(producer, OLD, P0);
        assertThat(run.verify(producer, P0, P1)).isEqualTo(verified(ErrorCode.NONE, ErrorCode.TRANSACTION_ABORTABLE));
    }

    /** What comes after its transaction's end would begin one that nobody ends. */
    @Test
    void obligation2_afterTheEndNothingTakesPart() {
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        run.endWholly(producer, true, OLD);
        assertThat(run.verify(producer, P0, P1))
                .isEqualTo(verified(ErrorCode.TRANSACTION_ABORTABLE, ErrorCode.TRANSACTION_ABORTABLE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void obligation3_whileTheLastTransactionIsBeingEndedTheNextHasToWait(boolean commit) {
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        run.end(producer, commit, OLD);

        assertThat(run.add(producer, OLD, P0)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(run.verify(producer, P0)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(run.state().isPreparing()).isTrue();

        run.writeAllMarkers();
        assertThat(run.add(producer, OLD, P0)).isEqualTo(ADDED);
    }

    @Test
    void obligation3_theSameForWhoHasBeenToldItsNextEpochAlready() {
        ProducerIdAndEpoch producer = run.ongoing(NEW);
        ProducerIdAndEpoch next = ((TransactionAnswer.Ended) run.end(producer, true, NEW)).next();

        assertThat(run.add(next, NEW, P0)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);

        run.writeAllMarkers();
        assertThat(run.add(next, NEW, P0)).isEqualTo(ADDED);
        assertThat(run.add(producer, NEW, P1)).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }
}
