package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.producer.AppendOrigin;
import io.ottla.wire.batch.BatchRecord;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadTest {
    private final LogBed bed = LogBed.simulated(1).with("index.interval.bytes", 100);

    @Test
    void givesTheWholeBatchThatAnOffsetIsIn() {
        bed.open();
        bed.append("a", "b", "c");
        bed.append("d");
        assertThat(offsets(bed.read(2, 1, 4))).containsExactly(0L, 1L, 2L);
        assertThat(offsets(bed.read(3, 1000, 4))).containsExactly(3L);
    }

    @Test
    void givesTheFirstBatchEvenWhenItIsLarger() {
        bed.open();
        bed.append("x".repeat(500));
        bed.append("y");
        assertThat(size(0, 10, AtLeast.ONE_BATCH, 2)).isGreaterThan(500);
        assertThat(offsets(bed.read(0, 10, 2))).containsExactly(0L);
        assertThat(size(0, 10, AtLeast.NOTHING, 2)).isZero();
        assertThat(size(0, 0, AtLeast.NOTHING, 2)).isZero();
    }

    @Test
    void givesNoMoreBytesThanAllowed() {
        bed.open();
        for (int i = 0; i < 20; i++) {
            bed.append("value " + i);
        }
        assertThat(size(0, 300, AtLeast.ONE_BATCH, 20)).isEqualTo(300);
        assertThat(bed.read(0, 300, 20)).hasSizeBetween(2, 4);
        assertThat(bed.read(0, 1 << 20, 20)).hasSize(20);
    }

    @Test
    void endsBeforeTheBound() {
        bed.open();
        for (int i = 0; i < 20; i++) {
            bed.append("value " + i);
        }
        assertThat(offsets(bed.read(5, 1 << 20, 8))).containsExactly(5L, 6L, 7L);
        assertThat(bed.read(8, 1 << 20, 8)).isEmpty();
        assertThat(bed.read(9, 1 << 20, 8)).isEmpty();
        assertThat(offsets(bed.read(7, 1 << 20, 9)))
                .as("a bound that has moved")
                .containsExactly(7L, 8L);
    }

    @Test
    void givesNothingAtTheEndAndAnErrorBeyond() {
        bed.open();
        bed.append("a");
        assertThat(((LogSlice) bed.log.read(1, 100, AtLeast.ONE_BATCH, 1)).isEmpty())
                .isTrue();
        assertThat(bed.log.read(2, 100, AtLeast.ONE_BATCH, 1)).isEqualTo(new ReadResult.OffsetOutOfRange(2, 0, 1));
        bed.log.updateHighWatermark(1);
        bed.log.advanceLogStartOffset(1);
        assertThat(bed.log.read(0, 100, AtLeast.ONE_BATCH, 1)).isEqualTo(new ReadResult.OffsetOutOfRange(0, 1, 1));
    }

    @Test
    void goesOnInTheNextSegment() {
        bed.with("segment.bytes", 300).open();
        for (int i = 0; i < 20; i++) {
            bed.append("value " + i);
        }
        assertThat(bed.log.segmentCount()).isGreaterThan(5);
        assertThat(bed.readAll(0)).hasSize(20);
        assertThat(bed.readAll(13)).hasSize(7);
        assertThat(bed.read(0, 1 << 20, 20))
                .as("at most to the end of a segment")
                .hasSizeLessThan(20);
    }

    @Test
    void passesOverASegmentWhoseEndIsMissing() {
        bed.with("segment.bytes", 300).open();
        bed.append("a");
        ByteBuffer later = bed.replicated(10, 0, "b");
        bed.log.roll(bed.nowMs);
        bed.stage(later, AppendOrigin.REPLICATION);
        bed.log.write();
        assertThat(offsets(bed.read(5, 1000, 11))).containsExactly(10L);
    }

    @Test
    void letsASliceOutliveItsSegment() throws IOException {
        bed.with("segment.bytes", 300)
                .with("retention.bytes", 0)
                .with("file.delete.delay.ms", 0)
                .open();
        for (int i = 0; i < 10; i++) {
            bed.append("value " + i);
        }
        LogSlice slice = (LogSlice) bed.log.read(0, 1000, AtLeast.ONE_BATCH, 10);
        bed.log.updateHighWatermark(10);
        bed.log.applyRetention(bed.nowMs);
        bed.deleteDue();
        assertThat(bed.log.logStartOffset()).isEqualTo(10);
        assertThat(bed.names()).noneMatch(name -> name.startsWith("00000000000000000000."));
        int before = bed.simulatedDisk().openFiles();
        assertThat(LogBed.records(LogBed.bytes(slice))).isNotEmpty();
        slice.release();
        assertThat(bed.simulatedDisk().openFiles()).isEqualTo(before - 1);
    }

    @Test
    void sendsInPieces() throws IOException {
        bed.open();
        bed.append("a", "b");
        bed.append("c");
        LogSlice slice = (LogSlice) bed.log.read(0, 1000, AtLeast.ONE_BATCH, 3);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        WritableByteChannel target = narrow(Channels.newChannel(sent), 40);
        long done = 0;
        while (done < slice.sizeInBytes()) {
            done += slice.transferTo(done, target);
        }
        assertThat(slice.transferTo(done, target)).isZero();
        slice.release();
        assertThat(LogBed.records(ByteBuffer.wrap(sent.toByteArray()))).hasSize(3);
    }

    @Test
    void tellsWhenTheLogWasCutUnderASlice() {
        bed.open();
        bed.append("a");
        bed.append("b");
        LogSlice slice = (LogSlice) bed.log.read(0, 1000, AtLeast.ONE_BATCH, 2);
        bed.log.truncateTo(0, bed.nowMs);
        assertThatThrownBy(() -> slice.copyTo(ByteBuffer.allocate(1000))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> slice.transferTo(0, Channels.newChannel(new ByteArrayOutputStream())))
                .isInstanceOf(EOFException.class);
        slice.release();
    }

    @Test
    void readsTheTailInOneOrTwoReads() {
        bed.with("index.interval.bytes", 4096).open();
        for (int i = 0; i < 2000; i++) {
            bed.append("value " + i);
        }
        long[] reads = {0};
        bed.simulatedDisk().inject((operation, path) -> {
            reads[0]++;
            return Optional.empty();
        });
        LogSlice slice = (LogSlice) bed.log.read(1999, 1000, AtLeast.ONE_BATCH, 2000);
        slice.release();
        assertThat(reads[0]).isLessThanOrEqualTo(2);
    }

    private int size(long offset, int maxBytes, AtLeast atLeast, long bound) {
        LogSlice slice = (LogSlice) bed.log.read(offset, maxBytes, atLeast, bound);
        slice.release();
        return slice.sizeInBytes();
    }

    private static List<Long> offsets(List<BatchRecord> records) {
        return records.stream().map(BatchRecord::offset).toList();
    }

    /** A channel that takes only a few bytes at a time. */
    private static WritableByteChannel narrow(WritableByteChannel target, int most) {
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) throws IOException {
                int count = Math.min(most, source.remaining());
                target.write(source.slice(source.position(), count));
                source.position(source.position() + count);
                return count;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                // Nothing of its own.
            }
        };
    }
}
