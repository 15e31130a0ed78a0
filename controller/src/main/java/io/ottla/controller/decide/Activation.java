package io.ottla.controller.decide;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.FeaturesImage;
import io.ottla.controller.image.MetadataVersion;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.record.metadata.AbortTransactionRecord;
import io.ottla.wire.record.metadata.BeginTransactionRecord;
import io.ottla.wire.record.metadata.ConfigRecord;
import io.ottla.wire.record.metadata.EndTransactionRecord;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a controller does first when it becomes the active one. A log without anything in it gets the records that the
 * cluster was formatted with; a transaction that the controller before did not finish is aborted.
 *
 * @param bootstrap the records of {@code bootstrap.checkpoint}
 * @param inTransaction whether there is an unfinished transaction
 */
public record Activation(List<VersionedRecord> bootstrap, boolean inTransaction) implements Command<Activation.Done> {

    /** The controller is active. */
    public record Done() {}

    public Activation {
        bootstrap = List.copyOf(bootstrap);
    }

    @Override
    public Decision<Done> decide(DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        if (inTransaction) {
            records.add(new VersionedRecord(new AbortTransactionRecord().reason("Controller failover"), 0));
        }
        if (input.image().features().metadataVersion().isEmpty()) {
            bootstrap(input.image(), input.rules(), records);
        }
        return Decision.of(records, new Done());
    }

    private void bootstrap(ClusterImage image, DecisionRules rules, List<VersionedRecord> records) {
        boolean transactions = new MetadataVersion(level(MetadataVersion.FEATURE)).hasTransactions();
        if (transactions) {
            records.add(new VersionedRecord(new BeginTransactionRecord().name("Bootstrap records"), 0));
        }
        records.addAll(bootstrap);
        if (level(FeaturesImage.ELIGIBLE_LEADER_REPLICAS_VERSION) > 0) {
            String value = rules.configs()
                    .effectiveTopicValue(ConfigChange.MIN_INSYNC_REPLICAS, Map.of(), rules.nodeId(), image);
            records.add(minInsyncReplicas("", value));
        }
        if (transactions) {
            records.add(new VersionedRecord(new EndTransactionRecord(), 0));
        }
    }

    private short level(String feature) {
        short level = 0;
        for (VersionedRecord record : bootstrap) {
            if (record.message() instanceof FeatureLevelRecord featureLevel
                    && featureLevel.name().equals(feature)) {
                level = featureLevel.featureLevel();
            }
        }
        return level;
    }

    /** @param value null to take it away */
    static VersionedRecord minInsyncReplicas(String brokerName, String value) {
        return new VersionedRecord(
                new ConfigRecord()
                        .resourceType(ConfigResource.Type.BROKER.id())
                        .resourceName(brokerName)
                        .name(ConfigChange.MIN_INSYNC_REPLICAS)
                        .value(value),
                0);
    }
}
