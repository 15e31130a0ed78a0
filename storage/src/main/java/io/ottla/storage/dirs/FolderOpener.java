package io.ottla.storage.dirs;

import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the data folders: looks first, and changes nothing until it is clear that all of them may be used. */
final class FolderOpener {
    private static final Logger LOG = LoggerFactory.getLogger(FolderOpener.class);
    private static final String LOCK = ".lock";
    /** What a folder may have in it and still count as empty. */
    private static final Set<String> NO_DATA = Set.of(LOCK, "lost+found", MetaProperties.FILE_NAME + ".tmp");

    private final Disk disk;
    private final OpenRequest request;
    private final List<AutoCloseable> locks = new ArrayList<>();
    private final Map<Path, Optional<MetaProperties>> folders = new LinkedHashMap<>();

    FolderOpener(Disk disk, OpenRequest request) {
        this.disk = disk;
        this.request = request;
    }

    LogDirs open() throws DataFolderException {
        boolean done = false;
        try {
            for (Path path : request.paths()) {
                look(path);
            }
            String clusterId = settleClusterId();
            checkNodeId();
            checkDirectoryIds();
            List<LogDir> online = new ArrayList<>();
            for (Path path : folders.keySet()) {
                take(path, clusterId).ifPresent(online::add);
            }
            checkEnough(online);
            done = true;
            return new LogDirs(disk, clusterId, request, online, locks);
        } finally {
            if (!done) {
                release(locks);
            }
        }
    }

    /** Locks a folder and reads whose it is. */
    private void look(Path path) throws DataFolderException {
        if (folders.containsKey(path)) {
            throw new DataFolderException("log.dirs names " + path + " twice");
        }
        try {
            make(path);
            lock(path);
            Optional<ByteBuffer> content = AtomicFile.read(disk, path.resolve(MetaProperties.FILE_NAME));
            if (content.isEmpty()) {
                checkEmpty(path);
                folders.put(path, Optional.empty());
            } else {
                folders.put(path, Optional.of(decode(path, content.get())));
            }
        } catch (IOException refused) {
            LOG.error("The data folder {} is offline: {}", path, refused.getMessage());
        }
    }

    /** Makes a folder that is missing, and all those above it, so that they last. */
    private void make(Path path) throws IOException {
        Path folder = path.toAbsolutePath();
        List<Path> parents = new ArrayList<>();
        while (!disk.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
            parents.add(folder);
        }
        disk.createFolders(path);
        for (Path parent : parents) {
            disk.forceDirectory(parent);
        }
    }

    private void lock(Path path) throws IOException, DataFolderException {
        Optional<AutoCloseable> lock = disk.lock(path.resolve(LOCK));
        if (lock.isEmpty()) {
            throw new DataFolderException("The data folder " + path + " is in use by another broker");
        }
        locks.add(lock.get());
    }

    private MetaProperties decode(Path path, ByteBuffer content) throws DataFolderException {
        try {
            return MetaProperties.decode(content);
        } catch (IOException malformed) {
            throw new DataFolderException(
                    path.resolve(MetaProperties.FILE_NAME) + " cannot be used: " + malformed.getMessage(), malformed);
        }
    }

    private void checkEmpty(Path path) throws IOException, DataFolderException {
        for (String name : disk.list(path)) {
            if (!NO_DATA.contains(name)) {
                throw new DataFolderException("The data folder " + path + " has no " + MetaProperties.FILE_NAME
                        + ", but holds data (" + name + "); only an empty folder is formatted");
            }
        }
    }

    private String settleClusterId() throws DataFolderException {
        Optional<String> settled = request.clusterId();
        Object settledBy = "the configured cluster id";
        for (Map.Entry<Path, Optional<MetaProperties>> folder : folders.entrySet()) {
            Optional<String> found = folder.getValue().flatMap(MetaProperties::clusterId);
            if (found.isEmpty()) {
                continue;
            }
            if (settled.isPresent() && !settled.equals(found)) {
                throw new DataFolderException("The data folder " + folder.getKey() + " is of the cluster " + found.get()
                        + ", and not of " + settled.get() + " as " + settledBy + " says");
            }
            settled = found;
            settledBy = folder.getKey();
        }
        return settled.orElse(request.newClusterId());
    }

    private void checkNodeId() throws DataFolderException {
        for (Map.Entry<Path, Optional<MetaProperties>> folder : folders.entrySet()) {
            int nodeId = folder.getValue()
                    .map(properties -> properties.nodeId().orElse(request.nodeId()))
                    .orElse(request.nodeId());
            if (nodeId != request.nodeId()) {
                throw new DataFolderException("The data folder " + folder.getKey() + " is of the node " + nodeId
                        + ", and this is the node " + request.nodeId());
            }
        }
    }

    private void checkDirectoryIds() throws DataFolderException {
        Set<Uuid> seen = new TreeSet<>();
        for (Map.Entry<Path, Optional<MetaProperties>> folder : folders.entrySet()) {
            Optional<Uuid> id = folder.getValue().flatMap(MetaProperties::directoryId);
            if (id.isPresent() && !seen.add(id.get())) {
                throw new DataFolderException("The data folder " + folder.getKey() + " has the directory.id " + id.get()
                        + ", as another one has; is it a copy?");
            }
        }
    }

    /** Formats a folder if need be, and takes the marker of the last stop. */
    private Optional<LogDir> take(Path path, String clusterId) {
        Optional<MetaProperties> found = folders.get(path);
        try {
            Uuid id = found.flatMap(MetaProperties::directoryId).orElseGet(request.ids());
            boolean complete = found.filter(
                            properties -> properties.directoryId().isPresent()
                                    && properties.clusterId().isPresent()
                                    && properties.nodeId().isPresent())
                    .isPresent();
            if (!complete) {
                MetaProperties properties = new MetaProperties(clusterId, request.nodeId(), id);
                AtomicFile.replace(disk, path.resolve(MetaProperties.FILE_NAME), properties.encode());
            }
            if (found.isEmpty()) {
                LOG.info("Formatted the data folder {} for node {} of cluster {}", path, request.nodeId(), clusterId);
            }
            return Optional.of(new LogDir(disk, path, id, CleanShutdownMarker.take(disk, path), request.reserve()));
        } catch (IOException refused) {
            LOG.error("The data folder {} is offline: {}", path, refused.getMessage());
            return Optional.empty();
        }
    }

    private void checkEnough(List<LogDir> online) throws DataFolderException {
        if (online.isEmpty()) {
            throw new DataFolderException("None of the data folders " + request.paths() + " can be used");
        }
        if (online.stream().noneMatch(dir -> dir.path().equals(request.metadataPath()))) {
            throw new DataFolderException(
                    "The data folder " + request.metadataPath() + ", which is for the metadata log, cannot be used");
        }
    }

    static void release(List<AutoCloseable> locks) {
        for (AutoCloseable lock : locks) {
            try {
                lock.close();
            } catch (Exception failure) {
                LOG.warn("A lock was not given up: {}", failure.getMessage());
            }
        }
    }
}
