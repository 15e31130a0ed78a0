package io.ottla.storage.dirs;

import io.ottla.storage.log.SpaceReserve;
import io.ottla.wire.io.Uuid;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the data folders are opened with.
 *
 * @param paths {@code log.dirs}, at least one
 * @param metadataPath {@code metadata.log.dir}: the one of them that holds the metadata log
 * @param clusterId the cluster that the folders must be of, when someone said which
 * @param newClusterId the cluster's id, if all folders are empty and nobody said which it is
 * @param ids draws the ids of folders that have none
 * @param reserve how much of a volume is kept free of records
 */
public record OpenRequest(
        List<Path> paths,
        Path metadataPath,
        int nodeId,
        Optional<String> clusterId,
        String newClusterId,
        Supplier<Uuid> ids,
        SpaceReserve reserve) {

    /** With the usual reserve. */
    public OpenRequest(
            List<Path> paths,
            Path metadataPath,
            int nodeId,
            Optional<String> clusterId,
            String newClusterId,
            Supplier<Uuid> ids) {
        this(paths, metadataPath, nodeId, clusterId, newClusterId, ids, SpaceReserve.DEFAULT);
    }
}
