package io.ottla.broker.transaction;

import io.ottla.controller.ImageListener;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.ImageDelta;

/** Has the guards verify, or not, as {@code transaction.partition.verification.enable} says, which may change at any time. */
public final class VerificationSwitch implements ImageListener {
    private static final String KEY = "transaction.partition.verification.enable";

    private final TransactionGuards guards;
    private final BrokerConfigs byFile;
    private final int nodeId;

    public VerificationSwitch(TransactionGuards guards, BrokerConfigs byFile, int nodeId) {
        this.guards = guards;
        this.byFile = byFile;
        this.nodeId = nodeId;
    }

    @Override
    public void onImage(ClusterImage before, ClusterImage after, ImageDelta delta) {
        boolean concerned = delta.configs().contains(ConfigResource.CLUSTER_DEFAULT)
                || delta.configs().contains(ConfigResource.broker(nodeId));
        if (concerned) {
            guards.configure(byFile.at(after, nodeId).values().booleanValue(KEY));
        }
    }
}
