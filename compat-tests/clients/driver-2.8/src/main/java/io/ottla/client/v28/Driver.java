package io.ottla.client.v28;

import static io.ottla.compat.versions.ClientFeature.since;

import io.ottla.compat.versions.ClientDriver;
import io.ottla.compat.versions.ClientFeature;
import java.util.List;

/** The features that came between 2.1 and 2.8. */
public final class Driver implements ClientDriver {
    private static final String HERE = "2.8";

    @Override
    public List<ClientFeature> features() {
        return List.of(
                since(HERE, "transaction with offsets", GroupOffsets::inTransaction),
                since(HERE, "committed offsets of several partitions", GroupOffsets::committed),
                since(HERE, "admin: alter and delete offsets of a group", GroupOffsets::altered),
                since(HERE, "admin: remove members of a group", GroupOffsets::removedMembers),
                since(HERE, "admin: alter configs one by one", Administration::alteredConfigs),
                since(HERE, "admin: list offsets", Administration::offsets),
                since(HERE, "admin: describe features", Administration::features),
                since(HERE, "admin: describe log folders", Administration::logDirs),
                since(HERE, "admin: elect leaders", Administration::electedLeaders),
                since(HERE, "admin: client quotas", Administration::quotas));
    }
}
