package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchAdmissionTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final int VERSION = 13;
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);
    private static final BatchRules RULES = BatchRules.DEFAULTS;

    @ParameterizedTest
    @EnumSource
    void aPlainBatchIsAdmittedAsItIs(Compression compression) {
        ByteBuffer bytes = threeRecords(compression);
        byte[] before = ReferenceBatches.bytes(bytes);
        Admission.Admitted admitted = admitted(bytes, RULES);
        assertThat(admitted.repacked()).isFalse();
        assertThat(admitted.batch().buffer()).isSameAs(bytes);
        assertThat(ReferenceBatches.bytes(bytes)).isEqualTo(before);
    }

    @Test
    void nothingAndPiecesAreNoBatch() {
        assertRefused(ByteBuffer.allocate(0), ErrorCode.INVALID_RECORD);
        ByteBuffer piece = threeRecords(Compression.NONE);
        assertRefused(piece.limit(piece.limit() - 1), ErrorCode.INVALID_RECORD);
    }

    @Test
    void aPieceBehindTheBatchIsLeftOut() {
        ByteBuffer one = threeRecords(Compression.NONE);
        ByteBuffer more = twice(one).limit(2 * one.limit() - 1);
        assertThat(admitted(more, RULES).batch().bytes()).isEqualTo(one);
    }

    @Test
    void twoBatchesAreOneTooMany() {
        assertRefused(twice(threeRecords(Compression.NONE)), ErrorCode.INVALID_RECORD);
    }

    @Test
    void otherFormatsAreRefused() {
        assertRefused(threeRecords(Compression.NONE).put(RecordBatch.MAGIC_AT, (byte) 1), ErrorCode.INVALID_RECORD);
        assertRefused(threeRecords(Compression.NONE).put(RecordBatch.MAGIC_AT, (byte) 3), ErrorCode.CORRUPT_MESSAGE);
    }

    @Test
    void zstdNeedsANewEnoughRequest() {
        ByteBuffer bytes = threeRecords(Compression.ZSTD);
        assertThat(refused(BatchAdmission.decide(bytes, 6, RULES, NOW)).error())
                .isEqualTo(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
        assertThat(BatchAdmission.decide(bytes, 7, RULES, NOW)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aFirstOffsetOtherThanZeroIsRefused() {
        assertRefused(threeRecords(Compression.NONE).putLong(RecordBatch.BASE_OFFSET, 1), ErrorCode.INVALID_RECORD);
    }

    @Test
    void aBatchMayBeAsLargeAsTheTopicAllows() {
        ByteBuffer bytes = threeRecords(Compression.NONE);
        assertThat(decide(bytes, withBatchBytesMax(bytes.limit()))).isInstanceOf(Admission.Admitted.class);
        assertThat(refused(decide(bytes, withBatchBytesMax(bytes.limit() - 1))).error())
                .isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    }

    @Test
    void aWrongCrcIsCorruption() {
        ByteBuffer bytes = threeRecords(Compression.NONE);
        bytes.put(bytes.limit() - 1, (byte) 5);
        assertRefused(bytes, ErrorCode.CORRUPT_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource
    void countsAndOffsetsThatDisagreeAreRefused(Compression compression) {
        assertRefused(edited(compression, RecordBatch.RECORD_COUNT, 4), ErrorCode.INVALID_RECORD);
        assertRefused(edited(compression, RecordBatch.RECORD_COUNT, 0), ErrorCode.INVALID_RECORD);
        assertRefused(edited(compression, RecordBatch.RECORD_COUNT, -1), ErrorCode.INVALID_RECORD);
        assertRefused(edited(compression, RecordBatch.LAST_OFFSET_DELTA, 1), ErrorCode.INVALID_RECORD);
        assertRefused(edited(compression, RecordBatch.LAST_OFFSET_DELTA, -1), ErrorCode.INVALID_RECORD);
    }

    @Test
    void aHeaderThatAgreesWithItselfButNotWithTheRecordsIsRefused() {
        for (int count : new int[] {1, 2, 4, 1_000_000}) {
            ByteBuffer bytes = withCount(Compression.NONE, count);
            assertThat(refused(decide(bytes, RULES)).error())
                    .as("%d records", count)
                    .isEqualTo(ErrorCode.INVALID_RECORD);
        }
    }

    /** What the bytes could not unpack to is noticed without unpacking them; what they could, only when they are. */
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aCompressedBatchMayNotStateMoreThanItCouldHold(Compression compression) {
        assertRefused(withCount(compression, Integer.MAX_VALUE), ErrorCode.INVALID_RECORD);
        assertThat(decide(withCount(compression, 4), RULES)).isInstanceOf(Admission.Admitted.class);
        assertThat(refused(decide(withCount(compression, 4), unpackingAlways())).error())
                .isEqualTo(ErrorCode.INVALID_RECORD);
    }

    @Test
    void clientsWriteNoControlRecords() {
        ByteBuffer bytes = new BatchBuilder()
                .control()
                .append(NOW, ControlType.COMMIT.key(), null)
                .build();
        assertRefused(bytes, ErrorCode.INVALID_RECORD);
    }

    @Test
    void anIdempotentBatchNeedsASequence() {
        ByteBuffer without = new BatchBuilder()
                .producer(1, (short) 0, RecordBatch.NO_SEQUENCE)
                .append(NOW, null, VALUE)
                .build();
        assertRefused(without, ErrorCode.INVALID_RECORD);
    }

    @Test
    void compressionsWithoutANameAreTheReferencesUnknownError() {
        assertRefused(edited(Compression.NONE, RecordBatch.ATTRIBUTES, 5 << 16 | 2), ErrorCode.UNKNOWN_SERVER_ERROR);
    }

    @ParameterizedTest
    @EnumSource
    void aCompactedTopicNamesTheRecordsWithoutKeys(Compression compression) {
        ByteBuffer bytes = new BatchBuilder()
                .compression(compression)
                .append(NOW, VALUE, VALUE)
                .append(NOW, null, VALUE)
                .append(NOW, VALUE, null)
                .append(NOW, (byte[]) null, null)
                .build();
        Admission.Refused refused = refused(decide(bytes, requiringKeys()));
        assertThat(refused.error()).isEqualTo(ErrorCode.INVALID_RECORD);
        assertThat(refused.faults()).extracting(RecordFault::index).containsExactly(1, 3);
    }

    @Test
    void faultsAreNamedUpToALimit() {
        BatchBuilder builder = new BatchBuilder().compression(Compression.ZSTD);
        for (int i = 0; i < 5_000; i++) {
            builder.append(NOW, null, VALUE);
        }
        assertThat(refused(decide(builder.build(), requiringKeys())).faults()).hasSize(Admission.Refused.FAULTS_MAX);
    }

    @ParameterizedTest
    @EnumSource
    void timestampsOutOfRangeAreNamed(Compression compression) {
        BatchRules rules = rules(TimestampType.CREATE_TIME, 1_000, 1_000, Optional.empty());
        ByteBuffer bytes = batch(compression, NOW, NOW - 1_001, NOW + 1_000, NOW + 1_001, NOW - 1_000, -1);
        Admission.Refused refused = refused(decide(bytes, rules));
        assertThat(refused.error()).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
        assertThat(refused.faults()).extracting(RecordFault::index).containsExactly(1, 3);
    }

    @ParameterizedTest
    @EnumSource
    void theBrokersTimeMakesTheProducersNoMatter(Compression compression) {
        BatchRules rules = rules(TimestampType.LOG_APPEND_TIME, 1_000, 1_000, Optional.empty());
        assertThat(decide(batch(compression, NOW - 5_000, NOW + 5_000), rules)).isInstanceOf(Admission.Admitted.class);
    }

    @ParameterizedTest
    @EnumSource
    void producersMayNotClaimTheBrokersTime(Compression compression) {
        ByteBuffer bytes = new BatchBuilder()
                .compression(compression)
                .appendTime(NOW)
                .append(NOW, VALUE, VALUE)
                .append(NOW, VALUE, VALUE)
                .build();
        BatchRules brokersTime = rules(TimestampType.LOG_APPEND_TIME, Long.MAX_VALUE, 1_000, Optional.empty());
        Admission.Refused refused = refused(decide(bytes, brokersTime));
        assertThat(refused.error()).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
        assertThat(refused.faults()).hasSize(2);
    }

    /** A header that states a largest timestamp the records do not have is put right, when it gives itself away. */
    @ParameterizedTest
    @EnumSource
    void aWrongLargestTimestampIsPutRight(Compression compression) {
        for (long claim : new long[] {NOW - 500, -1, NOW + 10_000_000}) {
            ByteBuffer bytes = batch(compression, NOW, NOW + 7, NOW + 3);
            bytes.putLong(RecordBatch.MAX_TIMESTAMP, claim);
            RecordBatch.at(bytes, 0).stampCrc();

            RecordBatch batch = admitted(bytes, RULES).batch();
            assertThat(batch.maxTimestamp()).as("claimed %d", claim).isEqualTo(NOW + 7);
            assertThat(batch.isCrcValid()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBatchIsRepackedAsTheTopicAsks(Compression target) {
        for (Compression source : Compression.values()) {
            ByteBuffer bytes = new BatchBuilder()
                    .compression(source)
                    .producer(8, (short) 1, 55)
                    .transactional()
                    .append(NOW, VALUE, VALUE)
                    .append(NOW + 5, null, ByteBuffer.wrap(VALUE), List.of(new RecordHeader("h", null)))
                    .build();
            List<BatchRecord> records = ReferenceBatches.read(bytes);
            BatchRules.Packing packing = new BatchRules.Packing(target, target.defaultLevel());
            Admission.Admitted admitted =
                    admitted(bytes, rules(TimestampType.CREATE_TIME, Long.MAX_VALUE, 1_000, Optional.of(packing)));

            assertThat(admitted.repacked()).isEqualTo(source != target);
            RecordBatch batch = admitted.batch();
            assertThat(batch.compressionId()).isEqualTo(target.id());
            assertThat(batch.producerId()).isEqualTo(8);
            assertThat(batch.producerEpoch()).isEqualTo((short) 1);
            assertThat(batch.baseSequence()).isEqualTo(55);
            assertThat(batch.isTransactional()).isTrue();
            assertThat(batch.maxTimestamp()).isEqualTo(NOW + 5);
            assertThat(ReferenceBatches.read(batch.bytes())).isEqualTo(records);
        }
    }

    @Test
    void offsetsOutOfOrderAreCountedAnew() {
        BatchBuilder builder = new BatchBuilder();
        for (long offset : new long[] {0, 2, 3}) {
            builder.append(new BatchRecord(offset, NOW, null, ByteBuffer.wrap(VALUE), List.of()));
        }
        ByteBuffer bytes = builder.build().putInt(RecordBatch.LAST_OFFSET_DELTA, 2);
        RecordBatch.at(bytes, 0).stampCrc();

        Admission.Admitted admitted = admitted(bytes, RULES);
        assertThat(admitted.repacked()).isTrue();
        assertThat(ReferenceBatches.read(admitted.batch().bytes()))
                .extracting(BatchRecord::offset)
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void aBatchThatGrowsTooLargeByRepackingIsRefused() {
        ByteBuffer bytes = new BatchBuilder()
                .compression(Compression.GZIP)
                .append(NOW, VALUE, new byte[10_000])
                .build();
        BatchRules rules = new BatchRules(
                1_000,
                false,
                TimestampType.CREATE_TIME,
                Long.MAX_VALUE,
                1_000,
                Optional.of(new BatchRules.Packing(Compression.NONE, 0)),
                1_000_000,
                false);
        assertThat(refused(decide(bytes, rules)).error()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    }

    private static Admission decide(ByteBuffer bytes, BatchRules rules) {
        return BatchAdmission.decide(bytes, VERSION, rules, NOW);
    }

    private static Admission.Admitted admitted(ByteBuffer bytes, BatchRules rules) {
        Admission admission = decide(bytes, rules);
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        return (Admission.Admitted) admission;
    }

    private static Admission.Refused refused(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Refused.class);
        return (Admission.Refused) admission;
    }

    private static void assertRefused(ByteBuffer bytes, ErrorCode error) {
        assertThat(refused(decide(bytes, RULES)).error()).isEqualTo(error);
    }

    private static ByteBuffer threeRecords(Compression compression) {
        return batch(compression, NOW, NOW + 1, NOW + 2);
    }

    private static ByteBuffer batch(Compression compression, long... timestamps) {
        BatchBuilder builder = new BatchBuilder().compression(compression);
        for (long timestamp : timestamps) {
            builder.append(timestamp, VALUE, VALUE);
        }
        return builder.build();
    }

    private static ByteBuffer edited(Compression compression, int field, int value) {
        ByteBuffer bytes = threeRecords(compression).putInt(field, value);
        RecordBatch.at(bytes, 0).stampCrc();
        return bytes;
    }

    /** Three records under a header that states another number of them, and offsets to match. */
    private static ByteBuffer withCount(Compression compression, int count) {
        ByteBuffer bytes = threeRecords(compression)
                .putInt(RecordBatch.RECORD_COUNT, count)
                .putInt(RecordBatch.LAST_OFFSET_DELTA, count - 1);
        RecordBatch.at(bytes, 0).stampCrc();
        return bytes;
    }

    private static ByteBuffer twice(ByteBuffer one) {
        return ByteBuffer.allocate(2 * one.limit())
                .put(one.duplicate())
                .put(one.duplicate())
                .flip();
    }

    private static BatchRules withBatchBytesMax(int batchBytesMax) {
        return rules(batchBytesMax, false, false);
    }

    private static BatchRules unpackingAlways() {
        return rules(RULES.batchBytesMax(), false, true);
    }

    private static BatchRules requiringKeys() {
        return rules(RULES.batchBytesMax(), true, false);
    }

    private static BatchRules rules(int batchBytesMax, boolean keysRequired, boolean unpackAlways) {
        return new BatchRules(
                batchBytesMax,
                keysRequired,
                RULES.timestampType(),
                RULES.timestampBeforeMaxMs(),
                RULES.timestampAfterMaxMs(),
                RULES.packing(),
                RULES.unpackedBytesMax(),
                unpackAlways);
    }

    private static BatchRules rules(
            TimestampType type, long beforeMaxMs, long afterMaxMs, Optional<BatchRules.Packing> packing) {
        return new BatchRules(
                RULES.batchBytesMax(), false, type, beforeMaxMs, afterMaxMs, packing, RULES.unpackedBytesMax(), false);
    }
}
