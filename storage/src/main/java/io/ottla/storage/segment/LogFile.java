package io.ottla.storage.segment;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.segment.SegmentFileName.Kind;
import io.ottla.storage.segment.SegmentFileName.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of a segment, open or not: each use opens it when it has to. The path is put together only then, since there may
 * be hundreds of thousands of these.
 */
final class LogFile {
    private final FilePool pool;
    private final Path folder;
    private final long baseOffset;
    private final Kind kind;
    private final Stage stage;
    private PinnedFile open;

    // The pool's list, from the file used last to the one not used for longest.
    LogFile newer;
    LogFile older;
    boolean listed;

    LogFile(FilePool pool, Path folder, long baseOffset, Kind kind) {
        this(pool, folder, new SegmentFileName(baseOffset, kind, Stage.LIVE));
    }

    LogFile(FilePool pool, Path folder, SegmentFileName name) {
        this.pool = pool;
        this.folder = folder;
        this.baseOffset = name.baseOffset();
        this.kind = name.kind();
        this.stage = name.stage();
    }

    FilePool pool() {
        return pool;
    }

    Path path() {
        return folder.resolve(SegmentFileName.of(baseOffset, kind, stage));
    }

    /** Makes the file, empty, whatever was there before. */
    void create() throws IOException {
        Path path = path();
        pool.disk().delete(path);
        pool.disk().open(path, Disk.Mode.CREATE).close();
    }

    boolean exists() throws IOException {
        return open != null || pool.disk().exists(path());
    }

    /** The open file. It is held for as long as the pool likes: {@link PinnedFile#pin} it to keep it. */
    PinnedFile opened() throws IOException {
        if (open == null) {
            open = pool.open(path());
        }
        pool.used(this);
        return open;
    }

    void write(long position, ByteBuffer[] buffers, int first, int count) throws IOException {
        opened().file().write(position, buffers, first, count);
    }

    void write(long position, ByteBuffer buffer) throws IOException {
        opened().file().write(position, buffer);
    }

    int read(long position, ByteBuffer target) throws IOException {
        return opened().file().read(position, target);
    }

    /** Cuts the file to {@code sizeBytes} when it is longer. */
    void truncate(long sizeBytes) throws IOException {
        opened().file().truncate(sizeBytes);
    }

    /**
     * Cuts the file to {@code sizeBytes}, durably: were the power to bring back what was there once the log has grown again,
     * it could be taken for a part of it.
     */
    void cut(long sizeBytes) throws IOException {
        truncate(sizeBytes);
        opened().file().force();
    }

    /** Lets go of the open file; the next use opens it anew. */
    void close() {
        if (open != null) {
            PinnedFile closing = open;
            open = null;
            pool.closed(this);
            closing.unpin();
        }
    }

    /**
     * Marks the file as deleted, by its name, and returns that name; empty when there is no file. Holders of the open file may
     * go on reading.
     */
    Optional<Path> markDeleted() throws IOException {
        close();
        if (!exists()) {
            return Optional.empty();
        }
        Path marked = folder.resolve(SegmentFileName.of(baseOffset, kind, Stage.DELETED));
        pool.disk().rename(path(), marked);
        return Optional.of(marked);
    }
}
