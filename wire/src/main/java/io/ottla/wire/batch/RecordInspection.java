package io.ottla.wire.batch;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.MalformedMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at each record of a batch: that there are as many as the header states and no more, that each holds together, has a
 * key where one is asked for, and a time that is allowed. Allocates nothing for records that are right.
 */
final class RecordInspection {
    private final RecordBatch batch;
    private final BatchRules rules;
    private final long nowMs;
    private final List<RecordFault> faults = new ArrayList<>(0);
    private boolean timestampFault;
    private long maxTimestamp = RecordBatch.NO_TIMESTAMP;
    private boolean offsetsInOrder = true;

    RecordInspection(RecordBatch batch, BatchRules rules, long nowMs) {
        this.batch = batch;
        this.rules = rules;
        this.nowMs = nowMs;
    }

    /** Goes through all records, and says why the batch cannot be admitted, or null. */
    Admission.Refused run() {
        try (RecordBytes bytes = new RecordBytes(batch, rules.unpackedBytesMax())) {
            inspectAll(bytes);
        } catch (UnpackException e) {
            return new Admission.Refused(ErrorCode.UNKNOWN_SERVER_ERROR, e.getMessage());
        } catch (MalformedMessage e) {
            return new Admission.Refused(ErrorCode.INVALID_RECORD, e.getMessage());
        }
        if (faults.isEmpty()) {
            return null;
        }
        ErrorCode error = timestampFault ? ErrorCode.INVALID_TIMESTAMP : ErrorCode.INVALID_RECORD;
        return new Admission.Refused(error, "records of the batch are not allowed on this topic", List.copyOf(faults));
    }

    /** The largest timestamp that the records have. */
    long maxTimestamp() {
        return maxTimestamp;
    }

    /** Whether the offsets count up one by one from the batch's first. */
    boolean offsetsInOrder() {
        return offsetsInOrder;
    }

    private void inspectAll(RecordBytes bytes) throws UnpackException {
        RecordFrame frame = new RecordFrame();
        boolean stampedByBroker = batch.timestampType() == TimestampType.LOG_APPEND_TIME;
        long baseTimestamp = batch.baseTimestamp();
        int recordCount = batch.recordCount();
        for (int index = 0; index < recordCount; index++) {
            bytes.next(frame);
            long timestamp = stampedByBroker ? batch.maxTimestamp() : baseTimestamp + frame.timestampDelta();
            maxTimestamp = Math.max(maxTimestamp, timestamp);
            offsetsInOrder &= frame.offsetDelta() == index;
            if (rules.keysRequired() && !frame.hasKey()) {
                blame(index, "has no key, which a compacted topic needs");
            } else {
                inspectTimestamp(index, timestamp, stampedByBroker);
            }
        }
        if (!bytes.isAtEnd()) {
            throw new MalformedMessage("a batch holds more than the " + recordCount + " records it states");
        }
    }

    private void inspectTimestamp(int index, long timestamp, boolean stampedByBroker) {
        boolean claimsTime =
                rules.timestampType() == TimestampType.CREATE_TIME && timestamp != RecordBatch.NO_TIMESTAMP;
        if (claimsTime && isOutOfRange(timestamp)) {
            timestampFault = true;
            blame(
                    index,
                    "has the timestamp " + timestamp + ", which is more than " + rules.timestampBeforeMaxMs()
                            + " ms before or " + rules.timestampAfterMaxMs() + " ms after the broker's " + nowMs);
        } else if (!claimsTime && stampedByBroker) {
            timestampFault = true;
            blame(index, "states that a broker has set its time, which producers may not");
        }
    }

    private boolean isOutOfRange(long timestamp) {
        long ageMs = nowMs - timestamp;
        return ageMs > rules.timestampBeforeMaxMs() || -ageMs > rules.timestampAfterMaxMs();
    }

    private void blame(int index, String reason) {
        if (faults.size() < Admission.Refused.FAULTS_MAX) {
            faults.add(new RecordFault(index, "record " + index + " " + reason));
        }
    }
}
