package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.Compression;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a compaction leaves of a log. */
class CompactionTest {
    private static final String FIRST = "00000000000000000000";

    private final LogBed bed = LogBed.simulated(1)
            .with("cleanup.policy", "compact")
            .with("segment.bytes", 2000)
            .with("delete.retention.ms", 1000)
            .with("min.cleanable.dirty.ratio", 0);

    @BeforeEach
    void open() {
        bed.open();
        bed.log.producers().configure(new ProducerSettings(86_400_000, false, 900_000));
    }

    @Test
    void keepsTheLastRecordOfEachKey() {
        bed.append(bed.keyed("a", "1", "b", "1"));
        bed.append(bed.keyed("a", "2"));
        bed.append(bed.keyed("c", "1", "b", "2"));
        roll();
        assertThat(bed.compact()).isTrue();
        assertThat(bed.describe()).containsExactly("2..2 2:a=2", "3..4 3:c=1 4:b=2", "5..5 5:end=");
        assertThat(bed.log.cleanedOffset()).hasValue(5);
        assertThat(bed.log.logEndOffset()).isEqualTo(6);
        assertThat(bed.compact()).as("nothing is dirty").isFalse();
    }

    @Test
    void leavesTheActiveSegmentAlone() {
        bed.append(bed.keyed("a", "1"));
        bed.append(bed.keyed("a", "2"));
        assertThat(bed.compact()).isFalse();
    }

    @Test
    void keepsABatchesOffsetsWhateverItLoses() {
        bed.append(bed.keyed("a", "1", "b", "1", "a", "2", "b", "2", "c", "1", "d", "1", "c", "2"));
        bed.append(bed.keyed("c", "3", "d", "2"));
        roll();
        bed.compact();
        assertThat(bed.describe()).containsExactly("0..6 2:a=2 3:b=2", "7..8 7:c=3 8:d=2", "9..9 9:end=");
    }

    @Test
    void keepsTombstonesUntilTheirHorizonHasPassed() {
        bed.append(bed.keyed("a", "1", "b", "1"));
        bed.append(bed.keyed("a", null));
        roll();
        bed.compact();
        long horizonMs = bed.nowMs + 1000;
        assertThat(bed.describe()).containsExactly("0..1 1:b=1", "2..2 horizon " + horizonMs + " 2:a=", "3..3 3:end=");
        bed.nowMs = horizonMs - 1;
        compactAgain();
        assertThat(bed.describe()).contains("2..2 horizon " + horizonMs + " 2:a=");
        bed.nowMs = horizonMs;
        compactAgain();
        assertThat(bed.describe())
                .doesNotContain("2..2 horizon " + horizonMs + " 2:a=")
                .contains("0..1 1:b=1");
    }

    @Test
    void dropsWhatWasAbortedAndKeepsTheMarkerUntilItsHorizonHasPassed() {
        bed.append(bed.keyed("a", "1"));
        bed.append(bed.keyed("a", "2", "x", "1").producer(7, (short) 0, 0).transactional());
        mark(7, false);
        bed.append(bed.keyed("b", "1").producer(8, (short) 0, 0).transactional());
        mark(8, true);
        forget(7);
        roll();
        bed.compact();
        assertThat(bed.describe())
                .as("the record that the aborted one was to replace is there")
                .containsExactly("0..0 0:a=1", "3..3 control 3:=", "4..4 4:b=1", "5..5 control 5:=", "6..6 6:end=");
        assertThat(bed.log.abortedTransactions(0, 6)).hasSize(1);
        compactAgain();
        long horizonMs = bed.nowMs + 1000;
        assertThat(bed.describe()).contains("3..3 control horizon " + horizonMs + " 3:=", "5..5 control 5:=");
        assertThat(bed.log.abortedTransactions(0, 6))
                .as("nothing is left of it")
                .isEmpty();
        bed.nowMs = horizonMs;
        compactAgain();
        assertThat(bed.describe()).noneMatch(batch -> batch.startsWith("3..3"));
        assertThat(bed.describe()).contains("4..4 4:b=1", "5..5 control 5:=");
    }

    private void mark(long producer, boolean commit) {
        bed.log.stage(
                LogBed.marker(producer, (short) 0, commit, bed.nowMs),
                new AppendRequest(AppendOrigin.COORDINATOR, 0, bed.nowMs));
        bed.log.write();
    }

    /** Lets the producer's last batch be of no more use. */
    private void forget(long producer) {
        assertThat(bed.log.producers().producer(producer)).isPresent();
        long later = bed.nowMs + 100_000_000L;
        bed.log.producers().removeExpired(later);
        assertThat(bed.log.producers().producer(producer)).isEmpty();
    }

    @Test
    void keepsTheLastBatchOfEachProducerThoughItBeEmpty() {
        bed.append(bed.keyed("a", "1").producer(7, (short) 3, 0));
        bed.append(bed.keyed("a", "2").producer(7, (short) 3, 1));
        bed.append(bed.keyed("a", "3"));
        roll();
        bed.compact();
        assertThat(bed.describe()).containsExactly("1..1", "2..2 2:a=3", "3..3 3:end=");
        bed.disk = bed.simulatedDisk().afterKill();
        bed.open(0, 0, false);
        assertThat(bed.stage(bed.keyed("b", "1").producer(7, (short) 3, 2).build()))
                .isInstanceOf(StageResult.Appended.class);
    }

    @Test
    void keepsTheOffsetsAtTheEndOfWhatIsCompacted() {
        bed.append(bed.keyed("a", "1"));
        bed.append(bed.keyed("b", null));
        roll();
        bed.compact();
        bed.nowMs += 10_000;
        bed.append(bed.keyed("a", "2"));
        bed.append(bed.keyed("b", null));
        roll();
        bed.compact();
        bed.nowMs += 10_000;
        compactAgain();
        // Nothing but tombstones that are past their time: the batch stays, with no records.
        assertThat(bed.describe().getFirst()).startsWith("3..3 3:a=2");
        long next = bed.log.logStartOffset();
        while (next < bed.log.logEndOffset()) {
            LogSlice slice = (LogSlice) bed.log.read(next, 1, AtLeast.ONE_BATCH, bed.log.logEndOffset());
            assertThat(slice.sizeInBytes()).as("a reader at %d can go on", next).isPositive();
            slice.release();
            next++;
        }
    }

    @Test
    void makesOneSegmentOfSmallOnes() {
        for (int i = 0; i < 100; i++) {
            bed.append(bed.keyed("k" + i % 10, "value " + i));
        }
        roll();
        int before = bed.log.segmentCount();
        bed.compact();
        assertThat(before).isGreaterThan(3);
        assertThat(bed.log.segmentCount()).as("by their sizes, they were full").isEqualTo(before);
        compactAgain();
        assertThat(bed.log.segmentCount()).isEqualTo(2);
        assertThat(bed.describe()).hasSize(12);
        bed.nowMs += 60_000;
        bed.deleteDue();
        assertThat(bed.names()).noneMatch(name -> name.endsWith(".deleted") || name.endsWith(".cleaned"));
        assertThat(bed.restart().describe()).hasSize(12);
    }

    @Test
    void goesOnInAnotherRoundWhenThereIsNoRoomForMoreKeys() {
        for (int i = 0; i < 300; i++) {
            bed.append(bed.keyed("k" + i % 30, "value " + i));
        }
        roll();
        int rounds = 0;
        while (bed.compact(24L * 20)) {
            rounds++;
            assertThat(rounds).isLessThan(50);
        }
        assertThat(rounds).isGreaterThan(5);
        assertThat(bed.describe()).hasSize(31);
    }

    @Test
    void goesOnWithinABatchThatHasMoreKeysThanThereIsRoomFor() {
        BatchBuilder batch = new BatchBuilder();
        for (int i = 0; i < 60; i++) {
            batch.append(bed.nowMs, new byte[] {(byte) (i % 30)}, new byte[] {(byte) i});
        }
        bed.append(batch);
        roll();
        int rounds = 0;
        while (bed.compact(24L * 20)) {
            rounds++;
            assertThat(rounds).isLessThan(50);
        }
        assertThat(rounds).isGreaterThan(1);
        assertThat(bed.readAll(0)).hasSize(31).doesNotContainKeys(0L, 29L).containsKeys(30L, 59L);
    }

    @Test
    void compactsPackedBatchesAsTheyWerePacked() {
        for (Compression compression : Compression.values()) {
            bed.append(bed.keyed("a", "1", "b" + compression, "1").compression(compression));
            bed.append(bed.keyed("a", "2").compression(compression));
        }
        roll();
        bed.compact();
        assertThat(bed.readAll(0)).hasSize(Compression.values().length + 2);
    }

    @Test
    void doesNotCompactWhatIsTooYoung() {
        bed.with("min.compaction.lag.ms", 5000);
        bed.log.configure(bed.config());
        bed.append(bed.keyed("a", "1"));
        bed.append(bed.keyed("a", "2"));
        roll();
        assertThat(bed.compact()).isFalse();
        bed.nowMs += 5000;
        assertThat(bed.compact()).isTrue();
        assertThat(bed.describe()).first().isEqualTo("1..1 1:a=2");
    }

    @Test
    void compactsWhatIsTooOldWhateverTheRatio() {
        bed.with("min.cleanable.dirty.ratio", 1).with("max.compaction.lag.ms", 5000);
        bed.log.configure(bed.config());
        bed.append(bed.keyed("a", "1"));
        bed.append(bed.keyed("a", "2"));
        roll();
        assertThat(bed.compact()).isFalse();
        bed.nowMs += 5001;
        assertThat(bed.compact()).isTrue();
    }

    @Test
    void waitsForTransactionsToEnd() {
        bed.append(bed.keyed("a", "1"));
        roll();
        bed.append(bed.keyed("a", "2").producer(7, (short) 0, 0).transactional());
        roll();
        bed.append(bed.keyed("a", "3"));
        roll();
        bed.compact();
        assertThat(bed.log.cleanedOffset()).hasValue(1);
        assertThat(bed.describe()).hasSize(6);
    }

    @Test
    void dropsRecordsWithoutAKey() {
        bed.append("no key");
        bed.append(bed.keyed("a", "1"));
        roll();
        bed.compact();
        assertThat(bed.describe()).containsExactly("1..1 1:a=1", "2..2 2:end=");
    }

    @Test
    void leavesALogAloneThatIsDamaged() throws Exception {
        bed.append(bed.keyed("a", "1"));
        bed.append(bed.keyed("a", "2"));
        roll();
        bed.simulatedDisk().flipBit(bed.folder.resolve(FIRST + ".log"), 8 * 75);
        bed.flush();
        List<String> names = bed.names();
        assertThat(bed.compact()).isTrue();
        assertThat(bed.log.isUncleanable()).isTrue();
        assertThat(bed.compact()).isFalse();
        assertThat(bed.names()).isEqualTo(names);
        bed.append(bed.keyed("a", "3"));
        assertThat(bed.log.logEndOffset()).isEqualTo(4);
    }

    private void compactAgain() {
        bed.append(bed.keyed("end", null));
        roll();
        assertThat(bed.compact()).isTrue();
    }

    /** Ends the segment; the next one begins with a record that compaction does not see. */
    private void roll() {
        bed.log.roll(bed.nowMs);
        if (bed.log.logEndOffset() > 0) {
            bed.append(bed.keyed("end", ""));
        }
    }
}
