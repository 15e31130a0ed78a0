package io.ottla.compat.badinput;

import io.ottla.compat.process.TargetKind;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;

/** A batch that must not be appended, and the error the reference answers it with. */
enum BadBatch {
    BAD_CRC(Errors.CORRUPT_MESSAGE, () -> plain().putInt(Batches.CRC, 1)),
    BAD_CRC_COMPRESSED(Errors.CORRUPT_MESSAGE, () -> zstd().putInt(Batches.CRC, 1)),
    FLIPPED_BIT_IN_A_RECORD(Errors.CORRUPT_MESSAGE, () -> {
        ByteBuffer batch = plain();
        int last = batch.limit() - 1;
        return batch.put(last, (byte) (batch.get(last) ^ 1));
    }),
    MAGIC_0(Errors.INVALID_RECORD, () -> plain().put(Batches.MAGIC, (byte) 0)),
    MAGIC_1(Errors.INVALID_RECORD, () -> plain().put(Batches.MAGIC, (byte) 1)),
    MAGIC_3(Errors.CORRUPT_MESSAGE, () -> plain().put(Batches.MAGIC, (byte) 3)),
    LENGTH_TOO_LONG(Errors.INVALID_RECORD, () -> plain().putInt(Batches.LENGTH, 100_000)),
    LENGTH_TOO_SHORT(Errors.CORRUPT_MESSAGE, () -> plain().putInt(Batches.LENGTH, 60)),
    LENGTH_TINY(Errors.CORRUPT_MESSAGE, () -> plain().putInt(Batches.LENGTH, 5)),
    LENGTH_NEGATIVE(Errors.CORRUPT_MESSAGE, () -> plain().putInt(Batches.LENGTH, -1)),
    TWO_BATCHES(Errors.INVALID_RECORD, () -> Batches.concatenated(plain(), plain())),
    ONLY_HALF_A_HEADER(Errors.INVALID_RECORD, () -> plain().limit(30)),
    BASE_OFFSET_NOT_ZERO(Errors.INVALID_RECORD, () -> plain().putLong(Batches.BASE_OFFSET, 5)),
    COUNT_TOO_HIGH(Errors.INVALID_RECORD, () -> count(plain(), 6)),
    COUNT_TOO_LOW(Errors.INVALID_RECORD, () -> count(plain(), 4)),
    COUNT_ZERO(Errors.INVALID_RECORD, () -> count(plain(), 0)),
    COUNT_NEGATIVE(Errors.INVALID_RECORD, () -> count(plain(), -1)),
    COUNT_HUGE(Errors.INVALID_RECORD, () -> count(plain(), Integer.MAX_VALUE)),
    COUNT_TOO_HIGH_COMPRESSED(Errors.INVALID_RECORD, () -> count(zstd(), 6)),
    COUNT_TOO_LOW_COMPRESSED(Errors.INVALID_RECORD, () -> count(zstd(), 4)),
    COUNT_HUGE_COMPRESSED(Errors.INVALID_RECORD, () -> count(zstd(), Integer.MAX_VALUE)),
    COUNT_AND_DELTA_TOO_HIGH(Errors.INVALID_RECORD, () -> countAndDelta(plain(), 6)),
    COUNT_AND_DELTA_TOO_LOW(Errors.INVALID_RECORD, () -> countAndDelta(plain(), 4)),
    COUNT_AND_DELTA_TOO_HIGH_COMPRESSED(Errors.INVALID_RECORD, () -> countAndDelta(zstd(), 6)),
    COUNT_AND_DELTA_TOO_LOW_COMPRESSED(Errors.INVALID_RECORD, () -> countAndDelta(zstd(), 4)),
    COUNT_AND_DELTA_HUGE(Errors.INVALID_RECORD, () -> countAndDelta(plain(), Integer.MAX_VALUE)),
    LAST_OFFSET_DELTA_TOO_HIGH(
            Errors.INVALID_RECORD, () -> Batches.changed(plain(), b -> b.putInt(Batches.LAST_OFFSET_DELTA, 9))),
    LAST_OFFSET_DELTA_NEGATIVE(
            Errors.INVALID_RECORD, () -> Batches.changed(plain(), b -> b.putInt(Batches.LAST_OFFSET_DELTA, -1))),
    UNKNOWN_COMPRESSION(Errors.UNKNOWN_SERVER_ERROR, () -> attributes(plain(), 5)),
    COMPRESSED_BYTES_THAT_ARE_NOT(Errors.UNKNOWN_SERVER_ERROR, () -> attributes(plain(), 4)),
    CONTROL_MARKER(Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, Batches::endOfTransaction),
    CONTROL_BATCH(Errors.INVALID_RECORD, () -> attributes(plain(), 0x20)),
    TRANSACTIONAL_WITHOUT_A_TRANSACTION(
            Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
            () -> Batches.changed(plain(), b -> {
                b.putShort(Batches.ATTRIBUTES, (short) 0x10);
                b.putLong(Batches.PRODUCER_ID, 1000);
                b.putShort(Batches.PRODUCER_EPOCH, (short) 0);
                b.putInt(Batches.BASE_SEQUENCE, 0);
            })),
    PRODUCER_WITHOUT_A_SEQUENCE(
            Errors.INVALID_RECORD,
            () -> Batches.changed(plain(), b -> {
                b.putLong(Batches.PRODUCER_ID, 1000);
                b.putShort(Batches.PRODUCER_EPOCH, (short) 0);
            })),
    RECORD_LENGTH_TOO_LONG(
            Errors.INVALID_RECORD, () -> Batches.changed(plain(), b -> b.put(Batches.RECORDS, (byte) 0x7e))),
    RECORD_LENGTH_NEGATIVE(
            Errors.INVALID_RECORD, () -> Batches.changed(plain(), b -> b.put(Batches.RECORDS, (byte) 0x01))),
    EMPTY(Errors.INVALID_RECORD, () -> ByteBuffer.allocate(0)),
    TOO_LARGE(Errors.MESSAGE_TOO_LARGE, () -> Batches.good(CompressionType.NONE, 100_000));

    private static final int COUNT = 5;

    /** Those whose header is sound and whose packed content is not what it says: see FINDINGS.md. */
    private static final Set<BadBatch> SEEN_ONLY_UNPACKED = EnumSet.of(
            COUNT_AND_DELTA_TOO_HIGH_COMPRESSED, COUNT_AND_DELTA_TOO_LOW_COMPRESSED, COMPRESSED_BYTES_THAT_ARE_NOT);

    private final Errors error;
    private final Supplier<ByteBuffer> bytes;

    BadBatch(Errors error, Supplier<ByteBuffer> bytes) {
        this.error = error;
        this.bytes = bytes;
    }

    /** Whether a broker of this kind takes it all the same. */
    boolean isTakenBy(TargetKind kind) {
        return kind == TargetKind.OTTLA && SEEN_ONLY_UNPACKED.contains(this);
    }

    /** What it is answered by who does not take it. */
    Errors error() {
        return error;
    }

    ByteBuffer bytes() {
        return bytes.get();
    }

    private static ByteBuffer plain() {
        return Batches.good(CompressionType.NONE, COUNT);
    }

    private static ByteBuffer zstd() {
        return Batches.good(CompressionType.ZSTD, COUNT);
    }

    private static ByteBuffer count(ByteBuffer batch, int count) {
        return Batches.changed(batch, b -> b.putInt(Batches.COUNT, count));
    }

    private static ByteBuffer countAndDelta(ByteBuffer batch, int count) {
        return Batches.changed(batch, b -> {
            b.putInt(Batches.COUNT, count);
            b.putInt(Batches.LAST_OFFSET_DELTA, count - 1);
        });
    }

    private static ByteBuffer attributes(ByteBuffer batch, int attributes) {
        return Batches.changed(batch, b -> b.putShort(Batches.ATTRIBUTES, (short) attributes));
    }
}
