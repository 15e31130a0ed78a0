package io.ottla.compat.disk;

import io.ottla.compat.tool.ToolProcess;
import io.ottla.compat.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file system of a few megabytes in memory, mounted on a folder of the test. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one, or gives nothing where that is not permitted. */
    static Optional<SmallDisk> mount(Path folder, String size) throws IOException {
        Files.createDirectories(folder);
        List<String> command = List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
        try {
            ToolResult result = ToolProcess.run(command, null, AT_MOST);
            return result.exitCode() == 0 ? Optional.of(new SmallDisk(folder)) : Optional.empty();
        } catch (java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        ToolResult result = ToolProcess.run(List.of("umount", folder.toString()), null, AT_MOST);
        if (result.exitCode() != 0) {
            throw new IllegalStateException("still mounted: " + folder + "\n" + result);
        }
    }
}
