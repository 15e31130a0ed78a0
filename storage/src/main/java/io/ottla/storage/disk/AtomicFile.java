package io.ottla.storage.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Small files that are read whole, and replaced whole: whatever happens, there is the old content or the new. */
public final class AtomicFile {
    private static final String UNFINISHED_SUFFIX = ".tmp";

    private AtomicFile() {}

    /** Gives {@code file} this content, durably. What is left of {@code content} is used up. */
    public static void replace(Disk disk, Path file, ByteBuffer content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED_SUFFIX);
        try (DiskFile target = disk.open(unfinished, Disk.Mode.CREATE)) {
            target.truncate(0);
            target.write(0, content);
            target.force();
        }
        disk.rename(unfinished, file);
        disk.forceDirectory(file.toAbsolutePath().getParent());
    }

    /** The content of {@code file}; empty when there is no such file. */
    public static Optional<ByteBuffer> read(Disk disk, Path file) throws IOException {
        try (DiskFile source = disk.open(file, Disk.Mode.READ)) {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(source.size()));
            source.read(0, content);
            return Optional.of(content.flip());
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }
}
