package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our batches and the reference's are the same thing. */
class BatchConformanceTest {
    private static final long SEEDS = 12;
    private static final int UNPACKED_BYTES_MAX = 64 * 1024 * 1024;
    private static final long BASE_OFFSET = 5_000_000_000L;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    static Stream<Arguments> compressionsAndSeeds() {
        return Stream.of(Compression.values())
                .flatMap(compression -> seeds().mapToObj(seed -> Arguments.of(compression, seed)));
    }

    @ParameterizedTest
    @MethodSource("compressionsAndSeeds")
    void theReferenceReadsOurBatches(Compression compression, long seed) {
        List<BatchRecord> records = new SeededRecords(seed).consecutive(BASE_OFFSET);
        ByteBuffer batch = ours(compression, records);

        ReferenceBatches.batch(batch).ensureValid();
        assertThat(ReferenceBatches.batch(batch).compressionType().id).isEqualTo((byte) compression.id());
        assertThat(ReferenceBatches.read(batch)).isEqualTo(records);
    }

    @ParameterizedTest
    @MethodSource("compressionsAndSeeds")
    void weReadTheReferencesBatches(Compression compression, long seed) {
        List<BatchRecord> records = new SeededRecords(seed).consecutive(BASE_OFFSET);
        ByteBuffer bytes = ReferenceBatches.build(compression, BASE_OFFSET, records);

        RecordBatch batch = RecordBatch.at(bytes, 0);
        assertThat(batch.isCrcValid()).isTrue();
        assertThat(batch.compressionId()).isEqualTo(compression.id());
        assertThat(read(batch)).isEqualTo(records);
    }

    @ParameterizedTest
    @MethodSource("compressionsAndSeeds")
    void buffersOutsideTheHeapAreReadTheSame(Compression compression, long seed) {
        List<BatchRecord> records = new SeededRecords(seed).consecutive(BASE_OFFSET);
        ByteBuffer batch = ours(compression, records);
        int position = 7;
        ByteBuffer direct = ByteBuffer.allocateDirect(batch.remaining() + position);
        direct.put(position, batch, 0, batch.remaining());

        RecordBatch view = RecordBatch.at(direct, position);
        assertThat(view.isCrcValid()).isTrue();
        assertThat(read(view)).isEqualTo(records);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void uncompressedBatchesHaveTheReferencesBytes(long seed) {
        List<BatchRecord> records = new SeededRecords(seed).consecutive(BASE_OFFSET);
        assertThat(ours(Compression.NONE, records))
                .isEqualTo(ReferenceBatches.build(Compression.NONE, BASE_OFFSET, records));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void headersOfEveryKindHaveTheReferencesBytes(long seed) {
        BatchRecord record = new BatchRecord(3, 1_000, null, ByteBuffer.wrap(new byte[] {1}), List.of());
        for (boolean transactional : new boolean[] {false, true}) {
            for (TimestampType type : TimestampType.values()) {
                int leaderEpoch = (int) seed - 1;
                int sequence = Integer.MAX_VALUE - (int) seed;
                MemoryRecordsBuilder reference = MemoryRecords.builder(
                        ByteBuffer.allocate(256),
                        RecordBatch.MAGIC,
                        org.apache.kafka.common.compress.Compression.NONE,
                        ReferenceBatches.timestampType(type),
                        2,
                        9_999,
                        77,
                        (short) 5,
                        sequence,
                        transactional,
                        leaderEpoch);
                ReferenceBatches.append(reference, record);
                BatchBuilder builder = new BatchBuilder()
                        .baseOffset(2)
                        .leaderEpoch(leaderEpoch)
                        .producer(77, (short) 5, sequence);
                if (transactional) {
                    builder.transactional();
                }
                if (type == TimestampType.LOG_APPEND_TIME) {
                    builder.appendTime(9_999);
                }
                assertThat(builder.append(record).build())
                        .isEqualTo(reference.build().buffer());
            }
        }
    }

    private static ByteBuffer ours(Compression compression, List<BatchRecord> records) {
        BatchBuilder builder = new BatchBuilder()
                .compression(compression)
                .baseOffset(records.getFirst().offset());
        records.forEach(builder::append);
        return builder.build();
    }

    private static List<BatchRecord> read(RecordBatch batch) {
        List<BatchRecord> records = new ArrayList<>();
        try (RecordReader reader = RecordReader.open(batch, UNPACKED_BYTES_MAX)) {
            reader.forEachRemaining(records::add);
        }
        return records;
    }
}
