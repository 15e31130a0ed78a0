package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.Verification;
import io.ottla.storage.producer.VerificationRequest;
import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private static final long A = 100;
    private static final long B = 200;

    private final LogBed bed = LogBed.simulated(1).with("segment.bytes", 1000).with("index.interval.bytes", 0);

    @BeforeEach
    void open() {
        bed.open();
    }

    @Test
    void holdsReadersOfCommittedRecordsBackUntilTheMarker() {
        bed.append("plain");
        transactional(A, 0, "a0", "a1");
        transactional(B, 0, "b0");
        bed.append("plain");
        bed.log.updateHighWatermark(5);
        assertThat(bed.log.lastStableOffset()).isEqualTo(1);
        end(A, true);
        bed.log.updateHighWatermark(6);
        assertThat(bed.log.lastStableOffset()).isEqualTo(3);
        end(B, false);
        bed.log.updateHighWatermark(7);
        assertThat(bed.log.lastStableOffset()).isEqualTo(7);
        assertThat(bed.log.abortedTransactions(0, 7)).containsExactly(new AbortedTransaction(B, 3, 6, 7));
    }

    @Test
    void lastStableOffsetIsNeverAboveTheHighWatermark() {
        transactional(A, 0, "a0");
        assertThat(bed.log.lastStableOffset()).isZero();
        end(A, true);
        assertThat(bed.log.lastStableOffset()).isZero();
        bed.log.updateHighWatermark(1);
        assertThat(bed.log.lastStableOffset())
                .as("the marker is not replicated yet")
                .isZero();
        bed.log.updateHighWatermark(2);
        assertThat(bed.log.lastStableOffset()).isEqualTo(2);
    }

    @Test
    void writesAMarkerAtOnceWithAllThatCameBefore() {
        stageTransactional(A, 0, "a0");
        assertThat(bed.log.logEndOffset()).isZero();
        stageEnd(A, false);
        assertThat(bed.log.hasStaged()).isFalse();
        assertThat(bed.log.logEndOffset()).isEqualTo(2);
        assertThat(bed.log.abortedTransactions(0, 2)).hasSize(1);
    }

    @Test
    void takesTheNextTransactionInTheSameBurst() {
        stageTransactional(A, 0, "a0");
        stageEnd(A, false);
        stageTransactional(A, 1, "a1");
        stageEnd(A, true);
        stageTransactional(A, 2, "a2");
        bed.log.write();
        bed.log.updateHighWatermark(5);
        assertThat(bed.log.logEndOffset()).isEqualTo(5);
        assertThat(bed.log.lastStableOffset()).isEqualTo(4);
        assertThat(bed.log.abortedTransactions(0, 5)).containsExactly(new AbortedTransaction(A, 0, 1, 2));
    }

    @Test
    void obligation5_listsAbortedTransactionsOfASliceAndOfLaterSegments() {
        transactional(A, 0, "a".repeat(300));
        transactional(B, 0, "b".repeat(300));
        long plain = bed.append("x".repeat(800));
        end(A, false);
        end(B, true);
        transactional(A, 1, "again");
        end(A, false);
        assertThat(bed.log.segmentCount()).isGreaterThan(2);
        LogSlice slice = (LogSlice) bed.log.read(0, 10_000, AtLeast.ONE_BATCH, bed.log.logEndOffset());
        assertThat(bed.log.abortedTransactions(0, slice))
                .as("the marker is in a later segment")
                .containsExactly(new AbortedTransaction(A, 0, 3, 1));
        slice.release();
        assertThat(bed.log.abortedTransactions(plain, plain + 1))
                .as("a transaction that spans the range")
                .extracting(AbortedTransaction::firstOffset)
                .containsExactly(0L);
        assertThat(bed.log.abortedTransactions(4, bed.log.logEndOffset()))
                .extracting(AbortedTransaction::firstOffset)
                .containsExactly(5L);
    }

    @Test
    void obligation5_rememberWhatWasAbortedOverARestart() {
        transactional(A, 0, "a0");
        end(A, false);
        List<AbortedTransaction> before = bed.log.abortedTransactions(0, 2);
        bed.restart();
        assertThat(bed.log.abortedTransactions(0, 2)).isEqualTo(before).hasSize(1);
        bed.disk = bed.simulatedDisk().afterKill();
        bed.open(0, 0, false);
        assertThat(bed.log.abortedTransactions(0, 2)).isEqualTo(before);
        transactional(A, 1, "a1");
        bed.disk = bed.simulatedDisk().afterKill();
        bed.open(0, 0, false);
        bed.log.updateHighWatermark(3);
        assertThat(bed.log.lastStableOffset()).as("a transaction that is open").isEqualTo(2);
    }

    @Test
    void obligation10_forgetsMarkersThatAreCutOff() {
        transactional(A, 0, "a0");
        end(A, false);
        bed.log.truncateTo(1, bed.nowMs);
        assertThat(bed.log.abortedTransactions(0, 2)).isEmpty();
        bed.log.updateHighWatermark(1);
        assertThat(bed.log.lastStableOffset()).isZero();
        end(A, true);
        bed.log.updateHighWatermark(2);
        assertThat(bed.log.lastStableOffset()).isEqualTo(2);
    }

    @Test
    void wantsATicketForTheFirstRecordsOfATransaction() {
        StageResult result = bed.stage(
                bed.builder("a").producer(A, (short) 0, 0).transactional().build());
        assertThat(result)
                .isInstanceOfSatisfying(
                        StageResult.Rejected.class,
                        rejected -> assertThat(rejected.error()).isEqualTo(ErrorCode.INVALID_TXN_STATE));
    }

    @Test
    void refusesTheMarkerOfAReplacedCoordinator() {
        transactional(A, 0, "a0");
        StageResult result = bed.log.stage(
                LogBed.marker(A, (short) -1, true, bed.nowMs),
                new AppendRequest(AppendOrigin.COORDINATOR, 0, bed.nowMs));
        assertThat(result).isInstanceOf(StageResult.Rejected.class);
    }

    private void transactional(long producerId, int sequence, String... values) {
        stageTransactional(producerId, sequence, values);
        bed.log.write();
    }

    private void stageTransactional(long producerId, int sequence, String... values) {
        Verification verification =
                bed.log.producers().verify(new VerificationRequest(producerId, (short) 0, sequence, false), bed.nowMs);
        long ticket = verification instanceof Verification.Needed needed ? needed.ticket() : Verification.NO_TICKET;
        StageResult result = bed.log.stage(
                bed.builder(values)
                        .producer(producerId, (short) 0, sequence)
                        .transactional()
                        .build(),
                new AppendRequest(AppendOrigin.CLIENT, 0, bed.nowMs, ticket, (short) 0));
        assertThat(result).isInstanceOf(StageResult.Appended.class);
    }

    private void end(long producerId, boolean commit) {
        stageEnd(producerId, commit);
        bed.log.write();
    }

    private void stageEnd(long producerId, boolean commit) {
        StageResult result = bed.log.stage(
                LogBed.marker(producerId, (short) 0, commit, bed.nowMs),
                new AppendRequest(AppendOrigin.COORDINATOR, 0, bed.nowMs));
        assertThat(result).isInstanceOf(StageResult.Appended.class);
    }
}
