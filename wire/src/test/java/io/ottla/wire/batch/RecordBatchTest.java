package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchTest {
    private static final int POSITION = 11;

    /** Any 61 bytes are some header: each field has to be read as the reference reads it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void gettersReadWhatTheReferenceReads(long seed) {
        byte[] header = new byte[RecordBatch.HEADER_SIZE];
        new Random(seed).nextBytes(header);
        ByteBuffer bytes = ByteBuffer.wrap(header)
                .putInt(RecordBatch.LENGTH, RecordBatch.HEADER_SIZE - RecordBatch.LENGTH_PREFIX_SIZE)
                .put(RecordBatch.MAGIC_AT, RecordBatch.MAGIC);
        int knownCompression = (int) (seed % Compression.values().length);
        bytes.put(RecordBatch.ATTRIBUTES + 1, (byte)
                ((bytes.get(RecordBatch.ATTRIBUTES + 1) & ~RecordBatch.COMPRESSION_MASK) | knownCompression));
        ByteBuffer room =
                ByteBuffer.allocate(POSITION + RecordBatch.HEADER_SIZE).put(POSITION, header);

        RecordBatch ours = RecordBatch.at(room, POSITION);
        var reference = (MutableRecordBatch) ReferenceBatches.batch(bytes);

        assertThat(ours.baseOffset()).isEqualTo(reference.baseOffset());
        assertThat(ours.sizeInBytes()).isEqualTo(reference.sizeInBytes());
        assertThat(ours.partitionLeaderEpoch()).isEqualTo(reference.partitionLeaderEpoch());
        assertThat(ours.magic()).isEqualTo(reference.magic());
        assertThat(Integer.toUnsignedLong(ours.crc())).isEqualTo(reference.checksum());
        assertThat(ours.isCrcValid()).isEqualTo(reference.isValid());
        assertThat(ours.compressionId()).isEqualTo((int) reference.compressionType().id);
        assertThat(ours.isCompressed()).isEqualTo(reference.isCompressed());
        assertThat(ours.timestampType().name())
                .isEqualTo(reference.timestampType().name());
        assertThat(ours.isTransactional()).isEqualTo(reference.isTransactional());
        assertThat(ours.isControl()).isEqualTo(reference.isControlBatch());
        assertThat(ours.deleteHorizonMs()).isEqualTo(reference.deleteHorizonMs());
        assertThat(ours.lastOffset()).isEqualTo(reference.lastOffset());
        assertThat(ours.nextOffset()).isEqualTo(reference.nextOffset());
        assertThat(ours.maxTimestamp()).isEqualTo(reference.maxTimestamp());
        assertThat(ours.producerId()).isEqualTo(reference.producerId());
        assertThat(ours.hasProducerId()).isEqualTo(reference.hasProducerId());
        assertThat(ours.producerEpoch()).isEqualTo(reference.producerEpoch());
        assertThat(ours.baseSequence()).isEqualTo(reference.baseSequence());
        assertThat(ours.recordCount()).isEqualTo(reference.countOrNull());
    }

    @Test
    void theLastSequenceWrapsAndIsNoneWithoutAFirst() {
        ByteBuffer wrapping = new BatchBuilder()
                .producer(1, (short) 0, Integer.MAX_VALUE)
                .append(0, null, new byte[1])
                .append(0, null, new byte[1])
                .build();
        assertThat(RecordBatch.at(wrapping, 0).lastSequence()).isZero();
        ByteBuffer none = new BatchBuilder().append(0, null, new byte[1]).build();
        assertThat(RecordBatch.at(none, 0).lastSequence()).isEqualTo(RecordBatch.NO_SEQUENCE);
    }

    @Test
    void offsetAndEpochAreStampedWithoutTouchingTheCrc() {
        ByteBuffer bytes = oneRecord(Compression.NONE);
        RecordBatch batch = RecordBatch.at(bytes, 0);
        int crc = batch.crc();

        batch.stampBaseOffset(1_000_000_000_000L);
        batch.stampLeaderEpoch(12);

        assertThat(batch.baseOffset()).isEqualTo(1_000_000_000_000L);
        assertThat(batch.partitionLeaderEpoch()).isEqualTo(12);
        assertThat(batch.crc()).isEqualTo(crc);
        assertThat(batch.isCrcValid()).isTrue();
        assertThat(ReferenceBatches.batch(bytes).lastOffset()).isEqualTo(1_000_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource
    void timestampsAreStampedAsTheReferenceDoes(TimestampType type) {
        for (Compression compression : Compression.values()) {
            ByteBuffer ours = oneRecord(compression);
            ByteBuffer theirs = ByteBuffer.wrap(ReferenceBatches.bytes(ours));

            RecordBatch.at(ours, 0).stampMaxTimestamp(type, 8_888);
            ((MutableRecordBatch) ReferenceBatches.batch(theirs))
                    .setMaxTimestamp(ReferenceBatches.timestampType(type), 8_888);

            assertThat(ours).isEqualTo(theirs);
            assertThat(RecordBatch.at(ours, 0).isCrcValid()).isTrue();
        }
    }

    @Test
    void aTimestampThatIsRightAlreadyIsLeftAlone() {
        ByteBuffer bytes = oneRecord(Compression.NONE);
        RecordBatch batch = RecordBatch.at(bytes, 0);
        bytes.putInt(RecordBatch.CRC, 0);
        batch.stampMaxTimestamp(TimestampType.CREATE_TIME, batch.maxTimestamp());
        assertThat(batch.crc()).isZero();
    }

    @Test
    void aChangedBitIsNoticedWhereverTheCrcCovers() {
        ByteBuffer bytes = oneRecord(Compression.NONE);
        for (int at = RecordBatch.ATTRIBUTES; at < bytes.limit(); at++) {
            bytes.put(at, (byte) (bytes.get(at) ^ 1));
            assertThat(RecordBatch.at(bytes, 0).isCrcValid()).as("byte %d", at).isFalse();
            bytes.put(at, (byte) (bytes.get(at) ^ 1));
        }
        assertThat(RecordBatch.at(bytes, 0).isCrcValid()).isTrue();
    }

    private static ByteBuffer oneRecord(Compression compression) {
        return new BatchBuilder()
                .compression(compression)
                .append(5_000, new byte[] {1, 2}, new byte[] {3})
                .build();
    }
}
