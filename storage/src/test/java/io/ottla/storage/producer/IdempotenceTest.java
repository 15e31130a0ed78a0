package io.ottla.storage.producer;

import static io.ottla.storage.producer.ProducerTableBed.PRODUCER;
import static io.ottla.storage.producer.ProducerTableBed.assertAccepted;
import static io.ottla.storage.producer.ProducerTableBed.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import org.junit.jupiter.api.Test;

class IdempotenceTest {
    private final ProducerTableBed bed = new ProducerTableBed();

    @Test
    void aProducerThatIsNotKnownMayStartAnywhere() {
        assertAccepted(bed.append(PRODUCER, 3, 41, 2));
        assertAccepted(bed.append(PRODUCER, 3, 43, 1));
    }

    @Test
    void gapsAndStepsBackAreOutOfOrder() {
        assertAccepted(bed.append(PRODUCER, 0, 0, 5));
        assertRejected(bed.append(PRODUCER, 0, 6, 1), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertRejected(bed.append(PRODUCER, 0, 1, 4), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertRejected(bed.append(PRODUCER, 0, 0, 4), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertAccepted(bed.append(PRODUCER, 0, 5, 1));
    }

    @Test
    void theLastFiveBatchesAreKnownAgain() {
        for (int batch = 0; batch < 7; batch++) {
            assertAccepted(bed.append(PRODUCER, 0, batch * 10, 10));
            bed.nowMs++;
        }
        for (int batch = 2; batch < 7; batch++) {
            assertThat(bed.append(PRODUCER, 0, batch * 10, 10))
                    .isEqualTo(new AppendVerdict.Duplicate(batch * 10L, batch * 10L + 9, 1_000_000 + batch));
        }
        assertRejected(bed.append(PRODUCER, 0, 10, 10), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(bed.nextOffset()).isEqualTo(70);
    }

    @Test
    void aBatchOfOtherSizeIsNoDuplicate() {
        assertAccepted(bed.append(PRODUCER, 0, 0, 10));
        assertRejected(bed.append(PRODUCER, 0, 0, 9), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }

    @Test
    void sequencesGoOnAtZeroAfterTheLargest() {
        assertAccepted(bed.append(PRODUCER, 0, Integer.MAX_VALUE - 1, 2));
        assertAccepted(bed.append(PRODUCER, 0, 0, 1));
        assertAccepted(bed.append(PRODUCER, 0, 1, 1));
    }

    @Test
    void aBatchMayWrapInItsMiddle() {
        assertAccepted(bed.append(PRODUCER, 0, Integer.MAX_VALUE - 1, 4));
        assertThat(bed.append(PRODUCER, 0, Integer.MAX_VALUE - 1, 4))
                .isEqualTo(new AppendVerdict.Duplicate(0, 3, bed.nowMs));
        assertAccepted(bed.append(PRODUCER, 0, 2, 1));
    }

    @Test
    void anEpochThatHasEndedIsFenced() {
        assertAccepted(bed.append(PRODUCER, 5, 0, 1));
        assertRejected(bed.append(PRODUCER, 4, 1, 1), ErrorCode.INVALID_PRODUCER_EPOCH);
        assertRejected(bed.append(PRODUCER, 4, 0, 1), ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void aNewEpochStartsAtSequenceZero() {
        assertAccepted(bed.append(PRODUCER, 0, 0, 5));
        assertRejected(bed.append(PRODUCER, 1, 5, 1), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertAccepted(bed.append(PRODUCER, 1, 0, 5));
        assertThat(bed.append(PRODUCER, 1, 0, 5)).isInstanceOf(AppendVerdict.Duplicate.class);
    }

    @Test
    void batchesOfAnOldEpochAreForgottenWithIt() {
        assertAccepted(bed.append(PRODUCER, 0, 0, 5));
        assertAccepted(bed.append(PRODUCER, 1, 0, 5));
        assertRejected(bed.append(PRODUCER, 0, 0, 5), ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void producersDoNotMeetEachOther() {
        assertAccepted(bed.append(1, 0, 0, 5));
        assertAccepted(bed.append(2, 0, 0, 5));
        assertAccepted(bed.append(1, 0, 5, 5));
        assertAccepted(bed.append(2, 0, 5, 5));
    }

    @Test
    void replicatedRecordsAreTakenAsTheyAre() {
        assertAccepted(bed.append(PRODUCER, 5, 0, 1));
        ProducerAppend.Records older = bed.records(PRODUCER, 4, 17, 1, false);
        assertAccepted(bed.table.decide(older, AppendOrigin.REPLICATION));
    }

    @Test
    void coordinatorsHaveNoSequencesButEpochs() {
        assertAccepted(bed.append(PRODUCER, 5, 0, 1));
        ProducerAppend.Records withoutSequence =
                new ProducerAppend.Records(PRODUCER, (short) 5, -1, -1, 1, 1, 0, false);
        assertAccepted(bed.table.decide(withoutSequence, AppendOrigin.COORDINATOR));
        ProducerAppend.Records fenced = new ProducerAppend.Records(PRODUCER, (short) 4, -1, -1, 1, 1, 0, false);
        assertRejected(bed.table.decide(fenced, AppendOrigin.COORDINATOR), ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void decidingChangesNothing() {
        assertAccepted(bed.append(PRODUCER, 0, 0, 5));
        ProducerSnapshot before = bed.table.snapshot();
        bed.table.decide(bed.records(PRODUCER, 0, 5, 1, true), AppendOrigin.CLIENT);
        bed.table.decide(bed.records(9, 0, 5, 1, true), AppendOrigin.CLIENT);
        assertThat(bed.table.snapshot()).isEqualTo(before);
        assertThat(bed.table.firstUnstableOffset()).isEmpty();
    }

    @Test
    void reasonsSayWhoWhereAndWhy() {
        assertAccepted(bed.append(PRODUCER, 0, 0, 5));
        AppendVerdict.Rejected rejected = (AppendVerdict.Rejected) bed.append(PRODUCER, 0, 9, 1);
        assertThat(rejected.reason()).contains("producer 7", "offset 5", "topic-0", "9", "the last sequence is 4");
    }
}
