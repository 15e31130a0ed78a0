package io.ottla.wire.batch;

import io.ottla.wire.api.ErrorCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.PrimitiveRef;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.storage.internals.log.AppendOrigin;
import org.apache.kafka.storage.internals.log.LogValidator;
import org.apache.kafka.storage.internals.log.RecordValidationException;
import org.xerial.snappy.SnappyError;

/** What the reference makes of a produced batch, from the request to the log. */
final class ReferenceValidator {
    static final int LEADER_EPOCH = 6;

    private ReferenceValidator() {}

    /**
     * The reference's verdict.
     *
     * @param batch what it would append, or null
     */
    record Outcome(ErrorCode error, List<Integer> faultyRecords, ByteBuffer batch, Throwable cause) {
        @Override
        public String toString() {
            return error + " " + faultyRecords + " " + cause;
        }
    }

    static Outcome validate(ByteBuffer bytes, int produceVersion, BatchRules rules, long nowMs) {
        try {
            MemoryRecords records = MemoryRecords.readableRecords(bytes);
            ProduceRequest.validateRecords((short) produceVersion, records);
            CompressionType source = analyze(records, rules);
            return new Outcome(ErrorCode.NONE, List.of(), append(records, source, rules, nowMs), null);
        } catch (RecordValidationException e) {
            List<Integer> faults =
                    e.recordErrors().stream().map(error -> error.batchIndex).toList();
            return new Outcome(code(e.invalidException()), faults, null, e);
        } catch (RuntimeException | SnappyError e) {
            return new Outcome(code(e), List.of(), null, e);
        }
    }

    private static ErrorCode code(Throwable error) {
        return ErrorCode.forCode(Errors.forException(error).code());
    }

    /** The steps of the reference's log before its validator, which cannot be called by themselves. */
    private static CompressionType analyze(MemoryRecords records, BatchRules rules) {
        MutableRecordBatch batch = records.batches().iterator().next();
        if (batch.baseOffset() != 0) {
            throw new InvalidRecordException("base offset");
        }
        if (batch.sizeInBytes() > rules.batchBytesMax()) {
            throw new RecordTooLargeException("size");
        }
        if (!batch.isValid()) {
            throw new CorruptRecordException("crc");
        }
        return CompressionType.forId(batch.compressionType().id);
    }

    private static ByteBuffer append(MemoryRecords records, CompressionType source, BatchRules rules, long nowMs) {
        Compression packing = rules.packing()
                .map(BatchRules.Packing::compression)
                .orElse(Compression.forId(source.id).orElseThrow());
        LogValidator validator = new LogValidator(
                records,
                new TopicPartition("topic", 0),
                new FixedTime(nowMs),
                source,
                ReferenceBatches.compression(packing, packing.defaultLevel()),
                rules.keysRequired(),
                RecordBatch.MAGIC,
                ReferenceBatches.timestampType(rules.timestampType()),
                rules.timestampBeforeMaxMs(),
                rules.timestampAfterMaxMs(),
                LEADER_EPOCH,
                AppendOrigin.CLIENT);
        LogValidator.ValidationResult result = validator.validateMessagesAndAssignOffsets(
                PrimitiveRef.ofLong(0), new NoMetrics(), BufferSupplier.NO_CACHING);
        MemoryRecords validated = result.validatedRecords();
        if (validated.sizeInBytes() > rules.batchBytesMax()) {
            throw new RecordTooLargeException("size after packing");
        }
        return validated.buffer().slice(0, validated.batches().iterator().next().sizeInBytes());
    }

    private record FixedTime(long milliseconds) implements Time {
        @Override
        public long nanoseconds() {
            return 0;
        }

        @Override
        public void sleep(long ms) {
            throw new IllegalStateException("nothing waits here");
        }

        @Override
        public void waitObject(Object lock, Supplier<Boolean> condition, long deadlineMs) {
            throw new IllegalStateException("nothing waits here");
        }
    }

    private static final class NoMetrics implements LogValidator.MetricsRecorder {
        @Override
        public void recordInvalidMagic() {}

        @Override
        public void recordInvalidOffset() {}

        @Override
        public void recordInvalidSequence() {}

        @Override
        public void recordInvalidChecksums() {}

        @Override
        public void recordNoKeyCompactedTopic() {}
    }
}
