package io.ottla.controller.image;

import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.AbortTransactionRecord;
import io.ottla.wire.record.metadata.AccessControlEntryRecord;
import io.ottla.wire.record.metadata.BeginTransactionRecord;
import io.ottla.wire.record.metadata.BrokerRegistrationChangeRecord;
import io.ottla.wire.record.metadata.ClearElrRecord;
import io.ottla.wire.record.metadata.ClientQuotaRecord;
import io.ottla.wire.record.metadata.ConfigRecord;
import io.ottla.wire.record.metadata.DelegationTokenRecord;
import io.ottla.wire.record.metadata.EndTransactionRecord;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import io.ottla.wire.record.metadata.FenceBrokerRecord;
import io.ottla.wire.record.metadata.NoOpRecord;
import io.ottla.wire.record.metadata.PartitionChangeRecord;
import io.ottla.wire.record.metadata.PartitionRecord;
import io.ottla.wire.record.metadata.ProducerIdsRecord;
import io.ottla.wire.record.metadata.RegisterBrokerRecord;
import io.ottla.wire.record.metadata.RegisterControllerRecord;
import io.ottla.wire.record.metadata.RemoveAccessControlEntryRecord;
import io.ottla.wire.record.metadata.RemoveDelegationTokenRecord;
import io.ottla.wire.record.metadata.RemoveTopicRecord;
import io.ottla.wire.record.metadata.RemoveUserScramCredentialRecord;
import io.ottla.wire.record.metadata.TopicRecord;
import io.ottla.wire.record.metadata.UnfenceBrokerRecord;
import io.ottla.wire.record.metadata.UnregisterBrokerRecord;
import io.ottla.wire.record.metadata.UserScramCredentialRecord;
import io.ottla.wire.record.metadata.ZkMigrationStateRecord;
import java.util.List;
import java.util.Optional;
import org.pcollections.IntTreePMap;

/**
 * Applies records to an image, one at a time. The only code that makes one image out of another.
 *
 * <p>Records between a begin and an end of a transaction (KIP-868) are applied as they come, so that what is decided next
 * sees them, but they are not {@link #visible} before the end; an abort takes them back.
 */
public final class ImageBuilder {
    private ClusterImage image;
    private Optional<ClusterImage> beforeTransaction = Optional.empty();
    private ImageChanges changes = new ImageChanges();

    public ImageBuilder(ClusterImage start) {
        this.image = start;
    }

    /** With every record applied, those of an unfinished transaction too. */
    public ClusterImage image() {
        return image;
    }

    /** Without the records of an unfinished transaction. */
    public ClusterImage visible() {
        return beforeTransaction.orElse(image);
    }

    public boolean inTransaction() {
        return beforeTransaction.isPresent();
    }

    /** What has changed since the last call, given the image that was visible at that time. */
    public ImageDelta takeDelta(ClusterImage before) {
        ImageDelta delta = changes.between(before, visible());
        if (beforeTransaction.isEmpty()) {
            changes = new ImageChanges();
        }
        return delta;
    }

    /** Says that all that was applied stands for the log up to and with {@code applied}. */
    public void setApplied(OffsetAndEpoch applied) {
        image = image.withApplied(applied);
        beforeTransaction = beforeTransaction.map(before -> before.withApplied(applied));
    }

    /**
     * Applies one record.
     *
     * @throws InvalidRecordException when it cannot follow on what came before
     */
    public void apply(ApiMessage record) {
        switch (record) {
            case TopicRecord topic -> apply(topic);
            case PartitionRecord partition -> apply(partition);
            case PartitionChangeRecord change -> apply(change);
            case RemoveTopicRecord removal -> apply(removal);
            case ClearElrRecord clearing -> apply(clearing);
            case ConfigRecord config -> apply(config);
            case FeatureLevelRecord feature -> apply(feature);
            case RegisterBrokerRecord registration -> put(BrokerRegistration.of(registration));
            case UnregisterBrokerRecord removal -> apply(removal);
            case BrokerRegistrationChangeRecord change ->
                put(broker(change.brokerId(), change.brokerEpoch()).merge(change));
            case FenceBrokerRecord fence ->
                put(broker(fence.id(), fence.epoch()).withFenced(true));
            case UnfenceBrokerRecord unfence ->
                put(broker(unfence.id(), unfence.epoch()).withFenced(false));
            case RegisterControllerRecord registration ->
                image = image.with(image.nodes().with(ControllerRegistration.of(registration)));
            case ProducerIdsRecord ids -> image = image.withNextProducerId(ids.nextProducerId());
            case BeginTransactionRecord begin -> begin();
            case EndTransactionRecord end -> end();
            case AbortTransactionRecord abort -> abort();
            case NoOpRecord nothing -> {
                // Only there to move the log's end.
            }
            case ZkMigrationStateRecord nothing -> {
                // Met in clusters that came from ZooKeeper. That is over, and says nothing any more.
            }
            default -> applySecurityOrQuota(record);
        }
    }

    private void applySecurityOrQuota(ApiMessage record) {
        SecurityImage security = image.security();
        switch (record) {
            case ClientQuotaRecord quota -> {
                image = image.with(image.quotas().apply(quota));
                changes.quotas();
            }
            case AccessControlEntryRecord acl ->
                put(security.withAcls(security.acls().plus(acl.id(), SecurityImage.Acl.of(acl))));
            case RemoveAccessControlEntryRecord removal ->
                put(security.withAcls(security.acls().minus(removal.id())));
            case UserScramCredentialRecord credential ->
                put(security.withScram(security.scram()
                        .plus(
                                new SecurityImage.ScramUser(credential.mechanism(), credential.name()),
                                SecurityImage.ScramCredential.of(credential))));
            case RemoveUserScramCredentialRecord removal ->
                put(security.withScram(
                        security.scram().minus(new SecurityImage.ScramUser(removal.mechanism(), removal.name()))));
            case DelegationTokenRecord token ->
                put(security.withTokens(
                        security.tokens().plus(token.tokenId(), SecurityImage.DelegationToken.of(token))));
            case RemoveDelegationTokenRecord removal ->
                put(security.withTokens(security.tokens().minus(removal.tokenId())));
            default ->
                throw new InvalidRecordException("no record of type " + record.apiKey() + " is known: "
                        + record.getClass().getSimpleName());
        }
    }

    private void apply(TopicRecord record) {
        if (image.topics().topic(record.name()) != null || image.topics().topic(record.topicId()) != null) {
            throw new InvalidRecordException(
                    "topic " + record.name() + " with id " + record.topicId() + " is there already");
        }
        put(new TopicImage(record.name(), record.topicId(), IntTreePMap.empty()));
        changes.topic(record.topicId());
    }

    private void apply(PartitionRecord record) {
        TopicImage topic = topic(record.topicId());
        PartitionRegistration partition = PartitionRegistration.of(record).sharingWith(topic.partition(0));
        put(topic.with(record.partitionId(), partition));
        changes.partition(record.topicId(), record.partitionId());
    }

    private void apply(PartitionChangeRecord record) {
        TopicImage topic = topic(record.topicId());
        PartitionRegistration partition = topic.partition(record.partitionId());
        if (partition == null) {
            throw new InvalidRecordException(
                    "topic " + topic.name() + " has no partition " + record.partitionId() + " that could change");
        }
        put(topic.with(record.partitionId(), partition.merge(record)));
        changes.partition(record.topicId(), record.partitionId());
    }

    private void apply(RemoveTopicRecord record) {
        TopicImage topic = topic(record.topicId());
        ConfigResource resource = ConfigResource.topic(topic.name());
        image = image.with(image.topics().without(topic)).with(image.configs().without(resource));
        changes.topic(record.topicId());
        changes.config(resource);
    }

    private void apply(ClearElrRecord record) {
        if (record.topicName().isEmpty()) {
            for (TopicImage topic : image.topics().all()) {
                clearEligibleLeaderReplicas(topic);
            }
            return;
        }
        TopicImage topic = image.topics().topic(record.topicName());
        if (topic == null) {
            throw new InvalidRecordException("there is no topic " + record.topicName() + " to clear the ELRs of");
        }
        clearEligibleLeaderReplicas(topic);
    }

    private void clearEligibleLeaderReplicas(TopicImage topic) {
        TopicImage cleared = topic;
        for (var entry : topic.partitions().entrySet()) {
            PartitionRegistration partition = entry.getValue();
            if (!partition.elr().isEmpty() || !partition.lastKnownElr().isEmpty()) {
                PartitionChangeRecord change = new PartitionChangeRecord()
                        .eligibleLeaderReplicas(List.of())
                        .lastKnownElr(List.of());
                cleared = cleared.with(entry.getKey(), partition.merge(change));
                changes.partition(topic.id(), entry.getKey());
            }
        }
        if (!cleared.equals(topic)) {
            put(cleared);
        }
    }

    private void apply(ConfigRecord record) {
        ConfigResource resource =
                new ConfigResource(ConfigResource.Type.of(record.resourceType()), record.resourceName());
        image = image.with(image.configs().with(resource, record.name(), record.value()));
        changes.config(resource);
    }

    private void apply(FeatureLevelRecord record) {
        if (record.name().equals(MetadataVersion.FEATURE)) {
            // Refuses a level that we could not follow.
            image = image.with(
                    image.features().with(record.name(), new MetadataVersion(record.featureLevel()).level()));
        } else if (!record.name().equals(FeaturesImage.KRAFT_VERSION)) {
            image = image.with(image.features().with(record.name(), record.featureLevel()));
        }
        changes.features();
    }

    private void apply(UnregisterBrokerRecord record) {
        image = image.with(image.nodes().without(broker(record.brokerId(), record.brokerEpoch())));
        changes.broker(record.brokerId());
    }

    private void begin() {
        if (inTransaction()) {
            throw new InvalidRecordException("a transaction begins before the one before it has ended");
        }
        beforeTransaction = Optional.of(image);
    }

    private void end() {
        requireTransaction("end");
        beforeTransaction = Optional.empty();
    }

    private void abort() {
        requireTransaction("abort");
        image = visible();
        beforeTransaction = Optional.empty();
    }

    private void requireTransaction(String what) {
        if (!inTransaction()) {
            throw new InvalidRecordException("there is no transaction to " + what);
        }
    }

    private TopicImage topic(Uuid id) {
        TopicImage topic = image.topics().topic(id);
        if (topic == null) {
            throw new InvalidRecordException("there is no topic with id " + id);
        }
        return topic;
    }

    private BrokerRegistration broker(int id, long epoch) {
        BrokerRegistration broker = image.nodes().broker(id);
        if (broker == null || broker.epoch() != epoch) {
            throw new InvalidRecordException("broker " + id + " is not registered with epoch " + epoch);
        }
        return broker;
    }

    private void put(TopicImage topic) {
        image = image.with(image.topics().with(topic));
    }

    private void put(BrokerRegistration broker) {
        image = image.with(image.nodes().with(broker));
        changes.broker(broker.id());
    }

    private void put(SecurityImage security) {
        image = image.with(security);
        changes.security();
    }
}
