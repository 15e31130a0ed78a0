package io.ottla.storage.log;

import io.ottla.storage.segment.PinnedFile;
import io.ottla.wire.io.Records;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * A stretch of a segment's file, from the start of a batch on. It holds the file open until {@link #release}, whatever
 * becomes of the segment meanwhile, and can be sent from any thread, by one at a time.
 *
 * <p>It ends with a whole batch where the bound of the read ended it; where the number of bytes did, the last batch may be
 * cut, which readers expect (as they do of the reference).
 */
public final class LogSlice implements Records, ReadResult {
    private final PinnedFile file;
    private final long segmentBaseOffset;
    private final long position;
    private final int sizeInBytes;

    LogSlice(PinnedFile pinned, long segmentBaseOffset, long position, int sizeInBytes) {
        this.file = pinned;
        this.segmentBaseOffset = segmentBaseOffset;
        this.position = position;
        this.sizeInBytes = sizeInBytes;
    }

    /** A slice of nothing. It need not be released. */
    static LogSlice empty(long segmentBaseOffset, long position) {
        return new LogSlice(null, segmentBaseOffset, position, 0);
    }

    @Override
    public int sizeInBytes() {
        return sizeInBytes;
    }

    public boolean isEmpty() {
        return sizeInBytes == 0;
    }

    /** Base offset of the segment that the slice is of. */
    public long segmentBaseOffset() {
        return segmentBaseOffset;
    }

    /** Where in the segment's file the slice starts. */
    public long position() {
        return position;
    }

    /** The channel to hand to the kernel, together with {@link #position}; none on a simulated disk or of an empty slice. */
    public Optional<FileChannel> fileChannel() {
        return file == null ? Optional.empty() : file.file().channel();
    }

    /**
     * Sends what is left after {@code alreadySent} bytes, or a part of it. Returns how many bytes {@code target} took.
     * Throws when the log was truncated under the slice.
     */
    public long transferTo(long alreadySent, WritableByteChannel target) throws IOException {
        long left = sizeInBytes - alreadySent;
        if (left <= 0) {
            return 0;
        }
        long start = position + alreadySent;
        long sent = file.file().transferTo(start, left, target);
        if (sent <= 0 && file.file().size() <= start) {
            throw new EOFException("the log was truncated while a slice of it was being sent");
        }
        return sent;
    }

    /** Copies the bytes into {@code target}, which must have room for all of them. */
    public void copyTo(ByteBuffer target) throws IOException {
        if (sizeInBytes == 0) {
            return;
        }
        int limit = target.limit();
        target.limit(target.position() + sizeInBytes);
        int count = file.file().read(position, target);
        target.limit(limit);
        if (count < sizeInBytes) {
            throw new EOFException("the log was truncated while a slice of it was being read");
        }
    }

    /** Lets go of the file; once, from any thread. The slice is of no use afterwards. */
    public void release() {
        if (file != null) {
            file.unpin();
        }
    }
}
