package io.ottla.storage.producer;

import static io.ottla.storage.producer.ProducerTableBed.PRODUCER;
import static io.ottla.storage.producer.ProducerTableBed.assertAccepted;
import static io.ottla.storage.producer.ProducerTableBed.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import org.junit.jupiter.api.Test;

class TransactionStateTest {
    private static final short EPOCH_BUMP_TRANSACTIONS = 2;

    private final ProducerTableBed bed = new ProducerTableBed();

    @Test
    void anOpenTransactionHoldsTheLastStableOffsetAtItsFirstRecord() {
        bed.append(1, 0, 0, 10);
        bed.appendInTransaction(PRODUCER, 0, 0, 5);
        bed.appendInTransaction(PRODUCER, 0, 5, 5);
        assertThat(bed.table.firstUnstableOffset()).hasValue(10);
        assertThat(bed.table.firstUndecidedOffset()).hasValue(10);
        assertThat(bed.table.hasOpenTransaction(PRODUCER, (short) 0)).isTrue();
    }

    @Test
    void anEndedTransactionHoldsItUntilTheMarkerIsReplicated() {
        bed.appendInTransaction(PRODUCER, 0, 0, 5);
        CompletedTransaction ended = bed.end(PRODUCER, 0, true);
        assertThat(ended).isEqualTo(new CompletedTransaction(PRODUCER, 0, 5, false, 6));
        assertThat(bed.table.firstUndecidedOffset()).isEmpty();
        assertThat(bed.table.firstUnstableOffset()).hasValue(0);
        bed.table.highWatermarkAdvanced(5);
        assertThat(bed.table.firstUnstableOffset()).hasValue(0);
        bed.table.highWatermarkAdvanced(6);
        assertThat(bed.table.firstUnstableOffset()).isEmpty();
    }

    @Test
    void theOldestTransactionOfAllCounts() {
        bed.appendInTransaction(1, 0, 0, 5);
        bed.appendInTransaction(2, 0, 0, 5);
        CompletedTransaction second = bed.end(2, 0, false);
        assertThat(second.aborted()).isTrue();
        assertThat(second.firstOffset()).isEqualTo(5);
        assertThat(second.lastStableOffset()).isZero();
        CompletedTransaction first = bed.end(1, 0, true);
        assertThat(first.lastStableOffset()).isEqualTo(12);
    }

    @Test
    void aMarkerWithoutATransactionEndsNothing() {
        assertThat(bed.end(PRODUCER, 0, true)).isNull();
        assertThat(bed.table.firstUnstableOffset()).isEmpty();
    }

    @Test
    void recordsOutsideOfTheOpenTransactionAreRefused() {
        bed.appendInTransaction(PRODUCER, 0, 0, 1);
        assertRejected(bed.append(PRODUCER, 0, 1, 1), ErrorCode.INVALID_TXN_STATE);
        bed.end(PRODUCER, 0, true);
        assertAccepted(bed.append(PRODUCER, 0, 1, 1));
    }

    @Test
    void sequencesGoOnAcrossTransactionsOfOneEpoch() {
        bed.appendInTransaction(PRODUCER, 0, 0, 3);
        bed.end(PRODUCER, 0, true);
        assertRejected(bed.appendInTransaction(PRODUCER, 0, 0, 1), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertAccepted(bed.appendInTransaction(PRODUCER, 0, 3, 1));
    }

    @Test
    void aMarkerOfAHigherEpochFencesAndStartsSequencesAnew() {
        bed.appendInTransaction(PRODUCER, 0, 0, 3);
        bed.end(PRODUCER, 1, false);
        assertRejected(bed.appendInTransaction(PRODUCER, 0, 3, 1), ErrorCode.INVALID_PRODUCER_EPOCH);
        assertRejected(bed.appendInTransaction(PRODUCER, 1, 3, 1), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertAccepted(bed.appendInTransaction(PRODUCER, 1, 0, 1));
    }

    @Test
    void markersOfAReplacedCoordinatorAreRefused() {
        bed.appendInTransaction(PRODUCER, 0, 0, 3);
        bed.table.apply(new ProducerAppend.Marker(PRODUCER, (short) 0, 9, true, 3, 0));
        ProducerAppend.Marker zombie = new ProducerAppend.Marker(PRODUCER, (short) 0, 8, true, 4, 0);
        assertRejected(
                bed.table.decide(zombie, AppendOrigin.COORDINATOR, (short) 0),
                ErrorCode.TRANSACTION_COORDINATOR_FENCED);
        assertAccepted(bed.table.decide(zombie, AppendOrigin.REPLICATION, (short) 0));
    }

    @Test
    void whereEachTransactionHasItsEpochAMarkerMustBeAboveItsRecords() {
        bed.appendInTransaction(PRODUCER, 4, 0, 3);
        assertRejected(decide(4), ErrorCode.INVALID_PRODUCER_EPOCH);
        assertRejected(decide(3), ErrorCode.INVALID_PRODUCER_EPOCH);
        assertAccepted(decide(5));
    }

    @Test
    void aMarkerSentAgainIsHarmless() {
        bed.appendInTransaction(PRODUCER, 4, 0, 3);
        bed.end(PRODUCER, 5, true);
        assertAccepted(decide(5));
        assertRejected(decide(4), ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void atTheHighestEpochAMarkerHasNoHigherOneToTake() {
        bed.appendInTransaction(PRODUCER, Short.MAX_VALUE, 0, 3);
        assertAccepted(decide(Short.MAX_VALUE));
    }

    private AppendVerdict decide(int epoch) {
        ProducerAppend.Marker marker =
                new ProducerAppend.Marker(PRODUCER, (short) epoch, 0, true, bed.nextOffset(), bed.nowMs);
        return bed.table.decide(marker, AppendOrigin.COORDINATOR, EPOCH_BUMP_TRANSACTIONS);
    }

    @Test
    void aTransactionIsLateWhenItOutlivesEveryTimeout() {
        bed.appendInTransaction(PRODUCER, 0, 0, 3);
        long longest = 900_000 + 300_000;
        assertThat(bed.table.hasLateTransaction(bed.nowMs + longest)).isFalse();
        assertThat(bed.table.hasLateTransaction(bed.nowMs + longest + 1)).isTrue();
        bed.end(PRODUCER, 0, true);
        assertThat(bed.table.hasLateTransaction(bed.nowMs + 10 * longest)).isFalse();
    }

    @Test
    void transactionsBelowTheLogsStartNoLongerCount() {
        bed.appendInTransaction(PRODUCER, 0, 0, 3);
        bed.end(PRODUCER, 0, true);
        bed.table.logStartAdvanced(4);
        assertThat(bed.table.firstUnstableOffset()).isEmpty();
    }
}
