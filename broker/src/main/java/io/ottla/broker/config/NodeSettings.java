package io.ottla.broker.config;

import io.ottla.wire.io.Uuid;
import java.util.Optional;

/**
 * Who this process is in its cluster.
 *
 * @param newClusterId the cluster that empty data folders are made ready for; drawn where nobody says. Folders that are of a
 *     cluster stay with it
 */
public record NodeSettings(int nodeId, Optional<String> rack, Optional<Uuid> newClusterId) {}
