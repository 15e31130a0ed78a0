package io.ottla.storage.log;

import io.ottla.storage.producer.AppendOrigin;
import io.ottla.wire.batch.BatchCursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A copy of a log that goes on being written, on its way to another data folder. Slices of the one are added to the other, in
 * order, until it has all of them. Used by one thread at a time.
 */
public final class LogCopy {
    /** A replicated batch has its own. */
    private static final int NO_EPOCH = -1;

    private final PartitionLog copy;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** @param copy an empty log, or one that has a part of the other */
    public LogCopy(PartitionLog copy) {
        this.copy = copy;
    }

    /** The offset up to which the log was copied. */
    public long endOffset() {
        return copy.logEndOffset();
    }

    public long sizeBytes() {
        return copy.sizeBytes();
    }

    public Path folder() {
        return copy.folder();
    }

    /** Whether there is room for {@code bytes} more where the copy is. */
    public boolean hasRoomFor(long bytes, long nowMs) {
        return copy.hasRoomFor(bytes, nowMs);
    }

    /**
     * Adds the whole batches of a slice that was read from {@link #endOffset} or later; when it is later, what was copied is
     * no part of the log any more, and the copy begins anew.
     *
     * @param fromOffset where the slice was asked to begin
     * @throws IOException when the log cannot be read
     * @throws StorageFailure when the copy cannot be written
     */
    public void add(LogSlice slice, long fromOffset, long nowMs) throws IOException {
        if (slice.isEmpty()) {
            if (fromOffset > endOffset()) {
                restartAt(fromOffset, nowMs);
            }
            return;
        }
        BatchCursor batches = new BatchCursor(read(slice));
        boolean anew = fromOffset > endOffset() || copy.sizeBytes() == 0;
        while (batches.advance()) {
            ByteBuffer batch = batches.batch().bytes();
            if (anew) {
                restartAt(batches.batch().baseOffset(), nowMs);
                anew = false;
            }
            if (copy.stage(batch, AppendOrigin.REPLICATION, NO_EPOCH, nowMs) instanceof StageResult.Rejected rejected) {
                throw new IllegalStateException("A batch of " + copy.partition() + " at offset "
                        + batches.batch().baseOffset() + " cannot be copied: " + rejected.message());
            }
        }
        copy.write();
    }

    private ByteBuffer read(LogSlice slice) throws IOException {
        if (buffer.capacity() < slice.sizeInBytes()) {
            buffer = ByteBuffer.allocate(slice.sizeInBytes());
        }
        buffer.clear();
        slice.copyTo(buffer);
        return buffer.flip();
    }

    /** Drops what was copied; the copy goes on at {@code offset}. */
    public void restartAt(long offset, long nowMs) {
        if (copy.logEndOffset() != offset || copy.sizeBytes() > 0) {
            copy.truncateFullyAndStartAt(offset, nowMs);
        }
    }

    /** Makes all that was copied durable. */
    public void flush() {
        copy.flush();
    }

    /** Ends the copy in good order; everything is durable. */
    public void close() {
        copy.close();
    }

    /** Ends the copy as it is. */
    public void abandon() {
        copy.abandon();
    }
}
