package io.ottla.storage.segment;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * The open files of all logs of one owner, and the memory that they share. At most {@link #maxOpen} are kept open; when one
 * more is needed, the one that was not used for longest is closed.
 */
public final class FilePool {
    /** Enough for the batches between two entries of an index. */
    private static final int BLOCK_BYTES = 8 * 1024;

    private final Disk disk;
    private final int maxOpen;
    private final IntFunction<ByteBuffer> memory;
    private ByteBuffer block;
    private BatchWalk walk;
    private LogFile newest;
    private LogFile oldest;
    private int open;

    public FilePool(Disk disk, int maxOpen) {
        this(disk, maxOpen, ByteBuffer::allocateDirect);
    }

    /** A pool for the length of one task: the memory that it needs is of a kind that is cheap to make and to drop. */
    public static FilePool passing(Disk disk, int maxOpen) {
        return new FilePool(disk, maxOpen, ByteBuffer::allocate);
    }

    private FilePool(Disk disk, int maxOpen, IntFunction<ByteBuffer> memory) {
        if (maxOpen < 1) {
            throw new IllegalArgumentException("no file could be open");
        }
        this.disk = disk;
        this.maxOpen = maxOpen;
        this.memory = memory;
    }

    public Disk disk() {
        return disk;
    }

    public int maxOpen() {
        return maxOpen;
    }

    /** How many files this pool keeps open now. */
    public int open() {
        return open;
    }

    /** Memory for the length of one call, cleared. */
    ByteBuffer block() {
        if (block == null) {
            block = memory.apply(BLOCK_BYTES);
        }
        return block.clear();
    }

    /** The walker over batches, for the length of one call. */
    BatchWalk walk() {
        if (walk == null) {
            walk = new BatchWalk(memory.apply(BLOCK_BYTES));
        }
        return walk;
    }

    PinnedFile open(Path path) throws IOException {
        DiskFile file = disk.open(path, Disk.Mode.WRITE);
        return new PinnedFile(file, path.toString());
    }

    /** Notes that {@code file}, which is open, was used now; makes room for it when it was not open before. */
    void used(LogFile file) {
        if (file == newest) {
            return;
        }
        if (file.listed) {
            unlink(file);
        } else {
            if (open == maxOpen) {
                oldest.close();
            }
            file.listed = true;
            open++;
        }
        file.older = newest;
        if (newest == null) {
            oldest = file;
        } else {
            newest.newer = file;
        }
        newest = file;
    }

    /** Forgets a file that is no longer open. */
    void closed(LogFile file) {
        unlink(file);
        file.listed = false;
        open--;
    }

    private void unlink(LogFile file) {
        if (file.newer == null) {
            newest = file.older;
        } else {
            file.newer.older = file.older;
        }
        if (file.older == null) {
            oldest = file.newer;
        } else {
            file.older.newer = file.newer;
        }
        file.newer = null;
        file.older = null;
    }
}
