package io.ottla.wire.batch;

import io.ottla.wire.io.MalformedMessage;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Reads the records of one batch, in order. They are unpacked as the reading goes on. Keys, values and header values are
 * slices: of the batch's own buffer when it is not compressed, else of memory that is theirs to keep.
 *
 * <pre>{@code
 * try (RecordReader records = RecordReader.open(batch, unpackedBytesMax)) {
 *     while (records.hasNext()) {
 *         use(records.next());
 *     }
 * }
 * }</pre>
 *
 * <p>The batch's CRC is not checked. Whatever the bytes are, reading them ends, takes memory in proportion to the batch and
 * to what it truly unpacks to, and throws nothing but {@link MalformedMessage}.
 */
public final class RecordReader implements Iterator<BatchRecord>, AutoCloseable {
    private final RecordBytes bytes;
    private final RecordFrame frame = new RecordFrame();
    private final int recordCount;
    private final long baseOffset;
    private final long baseTimestamp;
    private final long appendTime;
    private final boolean stampedByBroker;
    private int recordsRead;

    private RecordReader(RecordBatch batch, RecordBytes bytes) {
        this.bytes = bytes;
        this.recordCount = batch.recordCount();
        this.baseOffset = batch.baseOffset();
        this.baseTimestamp = batch.baseTimestamp();
        this.appendTime = batch.maxTimestamp();
        this.stampedByBroker = batch.timestampType() == TimestampType.LOG_APPEND_TIME;
    }

    /**
     * Opens a batch of format v2 that lies whole in its buffer.
     *
     * @param unpackedBytesMax a compressed batch that unpacks to more than this is refused as malformed
     */
    public static RecordReader open(RecordBatch batch, int unpackedBytesMax) {
        if (batch.magic() != RecordBatch.MAGIC) {
            throw new MalformedMessage("messages of the legacy format v" + batch.magic() + " cannot be read");
        }
        if (batch.recordCount() < 0) {
            throw new MalformedMessage("a batch states " + batch.recordCount() + " records");
        }
        try {
            return new RecordReader(batch, new RecordBytes(batch, unpackedBytesMax));
        } catch (UnpackException e) {
            throw new MalformedMessage(e.getMessage(), e);
        }
    }

    @Override
    public boolean hasNext() {
        return recordsRead < recordCount;
    }

    @Override
    public BatchRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the batch has " + recordCount + " records");
        }
        try {
            bytes.next(frame);
            recordsRead++;
            if (recordsRead == recordCount && !bytes.isAtEnd()) {
                throw new MalformedMessage("a batch holds more than the " + recordCount + " records it states");
            }
        } catch (UnpackException e) {
            throw new MalformedMessage(e.getMessage(), e);
        }
        long timestamp = stampedByBroker ? appendTime : baseTimestamp + frame.timestampDelta();
        return new BatchRecord(
                baseOffset + frame.offsetDelta(), timestamp, frame.key(), frame.value(), frame.headers());
    }

    @Override
    public void close() {
        bytes.close();
    }
}
