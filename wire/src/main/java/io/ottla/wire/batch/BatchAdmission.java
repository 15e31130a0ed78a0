package io.ottla.wire.batch;

import static io.ottla.wire.api.ErrorCode.CORRUPT_MESSAGE;
import static io.ottla.wire.api.ErrorCode.INVALID_RECORD;
import static io.ottla.wire.api.ErrorCode.MESSAGE_TOO_LARGE;
import static io.ottla.wire.api.ErrorCode.UNKNOWN_SERVER_ERROR;
import static io.ottla.wire.api.ErrorCode.UNSUPPORTED_COMPRESSION_TYPE;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.MalformedMessage;
import java.nio.ByteBuffer;

/**
 * Decides on what a client sends for one partition: whether it is one batch that may be appended there. Errors are those of
 * the reference, in its order. Pure, so that it can run on any thread before the partition's own sees the batch.
 *
 * <p>An uncompressed batch is looked through record by record, which costs little. A compressed one is taken by its header,
 * and unpacked only when
 *
 * <ul>
 *   <li>the topic needs it: records must have keys, may not be older than so much, or are stored in another packing;
 *   <li>the header casts doubt on itself: it states a largest timestamp below the first record's, one that is too far in the
 *       future, or one that a broker has set. Then the records have the last word, as they always have in the reference.
 * </ul>
 *
 * <p>A compressed batch whose content betrays a header that could be true is therefore admitted, where the reference would
 * refuse it; {@link BatchRules#unpackAlways} closes that gap at the price of unpacking everything.
 *
 * <p>In an admitted batch the largest timestamp is that of the records, as far as they were looked at: a client's mistake
 * there is put right in place.
 */
public final class BatchAdmission {
    /** From this version on a Produce request may hold batches packed by Zstandard (KIP-110). */
    private static final int PRODUCE_VERSION_WITH_ZSTD = 7;
    /** Size of a record without key, value and headers, its size field included. */
    private static final int SMALLEST_RECORD = 7;

    private BatchAdmission() {}

    /**
     * Decides on what lies between the position and the limit of {@code records}.
     *
     * @param produceVersion version of the request that it came with
     * @param nowMs the broker's time
     */
    public static Admission decide(ByteBuffer records, int produceVersion, BatchRules rules, long nowMs) {
        RecordBatch batch = RecordBatch.at(records, records.position());
        Admission.Refused refused = checkFrame(records, produceVersion);
        if (refused == null) {
            refused = checkHeader(batch, rules);
        }
        return refused == null ? decideOnRecords(batch, rules, nowMs) : refused;
    }

    /** One whole batch of the right format, and nothing but a piece of another behind it. */
    private static Admission.Refused checkFrame(ByteBuffer records, int produceVersion) {
        try {
            BatchCursor cursor = new BatchCursor(records);
            if (!cursor.advance()) {
                return refuse(INVALID_RECORD, "there is no whole batch in " + records.remaining() + " bytes");
            }
            RecordBatch batch = cursor.batch();
            if (batch.magic() != RecordBatch.MAGIC) {
                return refuse(
                        INVALID_RECORD,
                        "messages of format v" + batch.magic() + " are not accepted any more, only v"
                                + RecordBatch.MAGIC);
            }
            if (produceVersion < PRODUCE_VERSION_WITH_ZSTD && batch.compressionId() == Compression.ZSTD.id()) {
                return refuse(
                        UNSUPPORTED_COMPRESSION_TYPE,
                        "Produce requests of version " + produceVersion + " cannot hold zstd batches");
            }
            if (cursor.advance()) {
                return refuse(INVALID_RECORD, "there is more than one batch for a partition");
            }
            return null;
        } catch (MalformedMessage e) {
            return refuse(CORRUPT_MESSAGE, e.getMessage());
        }
    }

    private static Admission.Refused checkHeader(RecordBatch batch, BatchRules rules) {
        if (batch.baseOffset() != 0) {
            return refuse(INVALID_RECORD, "the batch's first offset is " + batch.baseOffset() + ", not 0");
        }
        if (batch.sizeInBytes() > rules.batchBytesMax()) {
            return tooLarge(batch, rules);
        }
        if (!batch.isCrcValid()) {
            return refuse(CORRUPT_MESSAGE, "the batch's CRC does not match its bytes");
        }
        if (Compression.forId(batch.compressionId()).isEmpty()) {
            return refuse(UNKNOWN_SERVER_ERROR, "no compression has the number " + batch.compressionId());
        }
        if (batch.lastOffsetDelta() < 0
                || batch.recordCount() <= 0
                || batch.recordCount() - 1 != batch.lastOffsetDelta()) {
            return refuse(
                    INVALID_RECORD,
                    "the batch states " + batch.recordCount() + " records, and offsets up to "
                            + batch.lastOffsetDelta());
        }
        if (batch.isControl()) {
            return refuse(INVALID_RECORD, "clients may not write control records");
        }
        if (batch.hasProducerId() && batch.baseSequence() < 0) {
            return refuse(INVALID_RECORD, "an idempotent batch has the sequence " + batch.baseSequence());
        }
        return null;
    }

    private static Admission decideOnRecords(RecordBatch batch, BatchRules rules, long nowMs) {
        Compression source = Compression.forId(batch.compressionId()).orElseThrow();
        BatchRules.Packing packing = rules.packing().orElse(new BatchRules.Packing(source, source.defaultLevel()));
        boolean repack = packing.compression() != source;
        if (source == Compression.NONE || repack || mustUnpack(batch, rules, nowMs)) {
            RecordInspection inspection = new RecordInspection(batch, rules, nowMs);
            Admission.Refused refused = inspection.run();
            if (refused != null) {
                return refused;
            }
            if (repack || !inspection.offsetsInOrder()) {
                return repack(batch, packing, rules);
            }
            stampTimestamp(batch, rules, inspection.maxTimestamp());
        } else {
            if (cannotHoldItsRecords(batch, source)) {
                return refuse(
                        INVALID_RECORD,
                        "the batch states " + batch.recordCount() + " records, which its bytes cannot unpack to");
            }
            stampTimestamp(batch, rules, batch.maxTimestamp());
        }
        return new Admission.Admitted(batch, false);
    }

    private static boolean mustUnpack(RecordBatch batch, BatchRules rules, long nowMs) {
        if (rules.unpackAlways() || rules.keysRequired() || batch.timestampType() == TimestampType.LOG_APPEND_TIME) {
            return true;
        }
        if (rules.timestampType() == TimestampType.LOG_APPEND_TIME) {
            return false;
        }
        return rules.timestampBeforeMaxMs() != Long.MAX_VALUE
                || batch.maxTimestamp() < batch.baseTimestamp()
                || batch.maxTimestamp() - nowMs > rules.timestampAfterMaxMs();
    }

    /** A count beyond all that the bytes could unpack to; it would burn as many offsets. */
    private static boolean cannotHoldItsRecords(RecordBatch batch, Compression source) {
        long packedBytes = batch.sizeInBytes() - RecordBatch.HEADER_SIZE;
        return (long) batch.recordCount() * SMALLEST_RECORD > packedBytes * source.growthMax();
    }

    /** Puts the timestamp right; the append time, where the topic wants it, is set when the batch is appended. */
    private static void stampTimestamp(RecordBatch batch, BatchRules rules, long maxTimestamp) {
        if (rules.timestampType() == TimestampType.CREATE_TIME) {
            batch.stampMaxTimestamp(TimestampType.CREATE_TIME, maxTimestamp);
        }
    }

    /** The same records in a batch made anew, their offsets counted up one by one. */
    private static Admission repack(RecordBatch batch, BatchRules.Packing packing, BatchRules rules) {
        if (!hasConsistentProducer(batch)) {
            return refuse(UNKNOWN_SERVER_ERROR, "the batch's producer lacks its id, its epoch or its sequence");
        }
        BatchBuilder builder = new BatchBuilder()
                .compression(packing.compression(), packing.level())
                .producer(batch.producerId(), batch.producerEpoch(), batch.baseSequence());
        if (batch.isTransactional()) {
            builder.transactional();
        }
        try (RecordReader records = RecordReader.open(batch, rules.unpackedBytesMax())) {
            while (records.hasNext()) {
                BatchRecord record = records.next();
                if (record.timestamp() < RecordBatch.NO_TIMESTAMP) {
                    return refuse(UNKNOWN_SERVER_ERROR, "a record has the timestamp " + record.timestamp());
                }
                builder.append(record.timestamp(), record.key(), record.value(), record.headers());
            }
        }
        RecordBatch repacked = RecordBatch.at(builder.build(), 0);
        if (repacked.sizeInBytes() > rules.batchBytesMax()) {
            return tooLarge(repacked, rules);
        }
        return new Admission.Admitted(repacked, true);
    }

    private static boolean hasConsistentProducer(RecordBatch batch) {
        return batch.producerId() == RecordBatch.NO_PRODUCER_ID
                ? !batch.isTransactional()
                : batch.producerEpoch() != RecordBatch.NO_PRODUCER_EPOCH && batch.baseSequence() >= 0;
    }

    private static Admission.Refused tooLarge(RecordBatch batch, BatchRules rules) {
        return refuse(
                MESSAGE_TOO_LARGE,
                "the batch has " + batch.sizeInBytes() + " bytes, and may have " + rules.batchBytesMax());
    }

    private static Admission.Refused refuse(ErrorCode error, String reason) {
        return new Admission.Refused(error, reason);
    }
}
