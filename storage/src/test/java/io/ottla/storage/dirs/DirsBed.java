package io.ottla.storage.dirs;

import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Two data folders on a simulated disk. */
final class DirsBed {
    static final Path A = Path.of("/a").toAbsolutePath();
    static final Path B = Path.of("/b").toAbsolutePath();

    SimulatedDisk disk = new SimulatedDisk(1);
    private long ids;

    LogDirs open() throws DataFolderException {
        return LogDirs.open(disk, request(Optional.empty(), 1, "drawn"));
    }

    OpenRequest request(Optional<String> clusterId, int nodeId, String newClusterId) {
        return new OpenRequest(List.of(A, B), A, nodeId, clusterId, newClusterId, this::nextId);
    }

    Uuid nextId() {
        ids++;
        return new Uuid(77, ids);
    }

    String text(Path file) throws IOException {
        return StandardCharsets.UTF_8
                .decode(AtomicFile.read(disk, file).orElseThrow())
                .toString();
    }

    void write(Path file, String text) throws IOException {
        disk.createFolders(file.getParent());
        AtomicFile.replace(disk, file, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
