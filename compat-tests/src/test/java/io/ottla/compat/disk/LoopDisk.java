package io.ottla.compat.disk;

import io.ottla.compat.tool.ToolProcess;
import io.ottla.compat.tool.ToolResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An ext4 file system in a file, mounted on a folder of the test; it can be made to fail. Needs the right to mount. */
final class LoopDisk implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Path image;
    private final Path folder;
    private boolean mounted = true;

    private LoopDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /** Makes and mounts one, or gives nothing where that is not permitted. */
    static Optional<LoopDisk> mount(Path image, Path folder, long sizeBytes) throws IOException {
        Files.createDirectories(folder);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(sizeBytes);
        }
        LoopDisk disk = new LoopDisk(image, folder);
        try {
            boolean usable = run("mkfs.ext4", "-q", image.toString()) && disk.mount() && disk.canFail();
            return usable ? Optional.of(disk) : Optional.empty();
        } catch (UncheckedIOException noSuchProgram) {
            return Optional.empty();
        }
    }

    private boolean mount() {
        mounted = run("mount", "-o", "loop,errors=remount-ro", image.toString(), folder.toString());
        return mounted;
    }

    private static boolean run(String... command) {
        return result(command).exitCode() == 0;
    }

    private static ToolResult result(String... command) {
        return ToolProcess.run(List.of(command), null, AT_MOST);
    }

    Path folder() {
        return folder;
    }

    /** From now on nothing can be written, as after an error of the disk; for whoever has files open, too. */
    void turnReadOnly() throws IOException {
        Files.writeString(trigger(), "a test");
    }

    private boolean canFail() {
        if (Files.isWritable(trigger())) {
            return true;
        }
        unmount();
        return false;
    }

    private Path trigger() {
        String device = result("findmnt", "-n", "-o", "SOURCE", folder.toString())
                .text()
                .strip();
        return Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString(), "trigger_fs_error");
    }

    /** As after the disk was repaired. */
    void mountAgain() {
        unmount();
        if (!mount()) {
            throw new IllegalStateException("cannot be mounted again: " + image);
        }
    }

    private void unmount() {
        ToolResult result = result("umount", folder.toString());
        if (result.exitCode() != 0) {
            throw new IllegalStateException("still mounted: " + folder + "\n" + result);
        }
        mounted = false;
    }

    @Override
    public void close() {
        if (mounted) {
            unmount();
        }
    }
}
