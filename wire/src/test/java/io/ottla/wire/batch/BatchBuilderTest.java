package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {
    private static final byte[] VALUE = {1};

    @Test
    void offsetsMayHaveGapsButNotStepBack() {
        BatchBuilder builder =
                new BatchBuilder().baseOffset(10).append(record(12)).append(record(17));
        assertThatThrownBy(() -> builder.append(record(17))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.append(record(10L + Integer.MAX_VALUE + 1)))
                .isInstanceOf(IllegalArgumentException.class);

        ByteBuffer batch = builder.build();
        assertThat(RecordBatch.at(batch, 0).lastOffset()).isEqualTo(17);
        assertThat(ReferenceBatches.read(batch)).extracting(BatchRecord::offset).containsExactly(12L, 17L);
    }

    @Test
    void appendingDoesNotMoveTheCallersBuffers() {
        ByteBuffer key = ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1);
        ByteBuffer batch = new BatchBuilder().append(5, key, key).build();
        assertThat(key.position()).isEqualTo(1);
        assertThat(ReferenceBatches.read(batch).getFirst().key()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
    }

    @Test
    void aBatchThatLostItsLastRecordsKeepsItsEnd() {
        ByteBuffer batch = new BatchBuilder()
                .baseOffset(100)
                .append(5, null, VALUE)
                .lastOffset(109)
                .build();
        assertThat(ReferenceBatches.batch(batch).lastOffset()).isEqualTo(109);
        assertThat(ReferenceBatches.read(batch)).hasSize(1);
    }

    @Test
    void aBatchThatLostAllItsRecordsIsTheReferencesEmptyHeader() {
        ByteBuffer ours = new BatchBuilder()
                .compression(Compression.LZ4)
                .baseOffset(100)
                .leaderEpoch(3)
                .producer(44, (short) 2, 7)
                .transactional()
                .lastOffset(109)
                .maxTimestamp(5_555)
                .build();
        ByteBuffer reference = ByteBuffer.allocate(RecordBatch.HEADER_SIZE);
        DefaultRecordBatch.writeEmptyHeader(
                reference,
                RecordBatch.MAGIC,
                44,
                (short) 2,
                7,
                100,
                109,
                3,
                ReferenceBatches.timestampType(TimestampType.CREATE_TIME),
                5_555,
                true,
                false);
        assertThat(ours).isEqualTo(reference.flip());
        try (RecordReader records = RecordReader.open(RecordBatch.at(ours, 0), 0)) {
            assertThat(records.hasNext()).isFalse();
        }
    }

    @Test
    void recordTimesAreRelativeToTheDeleteHorizon() {
        ByteBuffer batch = new BatchBuilder()
                .deleteHorizonMs(90_000)
                .append(1_000, null, VALUE)
                .build();
        assertThat(ReferenceBatches.batch(batch).deleteHorizonMs()).hasValue(90_000);
        assertThat(ReferenceBatches.read(batch).getFirst().timestamp()).isEqualTo(1_000);
        try (RecordReader records = RecordReader.open(RecordBatch.at(batch, 0), 0)) {
            assertThat(records.next().timestamp()).isEqualTo(1_000);
        }
    }

    @Test
    void allRecordsHaveTheAppendTimeWhenThereIsOne() {
        ByteBuffer batch = new BatchBuilder()
                .appendTime(77_000)
                .append(1_000, null, VALUE)
                .append(2_000, null, VALUE)
                .build();
        try (RecordReader records = RecordReader.open(RecordBatch.at(batch, 0), 0)) {
            assertThat(records.next().timestamp()).isEqualTo(77_000);
            assertThat(records.next().timestamp()).isEqualTo(77_000);
        }
    }

    @Test
    void whatMakesNoBatchIsRefused() {
        assertThatThrownBy(() -> new BatchBuilder().build()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new BatchBuilder()
                        .transactional()
                        .append(1, null, VALUE)
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new BatchBuilder().append(-2, null, VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BatchBuilder().append(1, null, VALUE).baseOffset(3))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> new BatchBuilder().baseOffset(5).append(record(7)).lastOffset(6))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BatchRecord record(long offset) {
        return new BatchRecord(offset, 1, null, ByteBuffer.wrap(VALUE), List.of());
    }
}
