package io.ottla.storage.disk;

import java.io.File;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The file system of the machine. */
public final class FileDisk implements Disk {
    /** Windows has no handle for a folder, and makes names durable by itself. */
    private static final boolean FOLDERS_CAN_BE_FORCED =
            !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    @Override
    public DiskFile open(Path file, Mode mode) throws IOException {
        return new ChannelFile(
                file,
                switch (mode) {
                    case READ -> FileChannel.open(file, StandardOpenOption.READ);
                    case WRITE -> FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    case CREATE -> create(file);
                });
    }

    private static FileChannel create(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        } catch (FileSystemException refused) {
            throw told(file, refused);
        }
    }

    /** Tells a volume that is full from one that fails. */
    static IOException told(Path file, IOException refused) {
        boolean saysWhy = refused instanceof FileSystemException && refused.getClass() != FileSystemException.class;
        if (saysWhy || refused instanceof ClosedChannelException) {
            return refused;
        }
        File folder = file.toAbsolutePath().getParent().toFile();
        boolean nothingLeft = folder.getTotalSpace() > 0 && folder.getUsableSpace() == 0;
        return DiskFullException.orOther(refused, nothingLeft);
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public Entry stat(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Kind kind = attributes.isDirectory() ? Kind.FOLDER : Kind.FILE;
            long sizeBytes = attributes.isDirectory() ? 0 : attributes.size();
            return new Entry(kind, sizeBytes, attributes.lastModifiedTime().toMillis());
        } catch (NoSuchFileException missing) {
            return Entry.MISSING;
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return Files.deleteIfExists(path);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileSystemException refused) {
            throw told(folder, refused);
        }
    }

    @Override
    public void forceDirectory(Path folder) throws IOException {
        if (FOLDERS_CAN_BE_FORCED) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public Space space(Path folder) throws IOException {
        // Not by way of the file store, which takes a look at all that is mounted.
        File asked = folder.toFile();
        long totalBytes = asked.getTotalSpace();
        if (totalBytes == 0) {
            throw new IOException("the volume of " + folder + " does not tell its size");
        }
        return new Space(totalBytes, asked.getUsableSpace());
    }

    @Override
    public Optional<AutoCloseable> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            // Told apart from a lock held by another process by the Java runtime only; the same to us.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(channel);
    }
}
