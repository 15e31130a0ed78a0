package io.ottla.controller.decide;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.MetadataVersion;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.controller.image.TopicImage;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** What becomes of partitions, their leaders and their in-sync replicas, when a broker comes or goes. */
final class PartitionUpdates {
    private static final int NOBODY = -1;
    private static final String UNCLEAN_ELECTION = "unclean.leader.election.enable";

    private final DecisionInput input;
    private final ClusterImage image;
    private final MetadataVersion version;
    /** What holds for topics that do not set a key themselves, which nearly all do not. */
    private final Map<String, String> topicDefaults = new HashMap<>();

    private final List<VersionedRecord> records = new ArrayList<>();

    PartitionUpdates(DecisionInput input) {
        this.input = input;
        this.image = input.image();
        this.version = input.version();
    }

    /** What was gathered so far. */
    List<VersionedRecord> records() {
        return records;
    }

    /** The broker goes, in good order or in bad, with all that it has written. */
    PartitionUpdates brokerGoes(int brokerId) {
        return update(partition -> partition.isr().contains(brokerId), brokerId, NOBODY, NOBODY);
    }

    /** The broker goes for good. */
    PartitionUpdates brokerIsRemoved(int brokerId) {
        return update(
                partition ->
                        partition.isr().contains(brokerId) || partition.elr().contains(brokerId),
                brokerId,
                NOBODY,
                NOBODY);
    }

    /** The broker went down and may have lost what it had not yet synced. */
    PartitionUpdates brokerWentUncleanly(int brokerId) {
        return update(
                partition ->
                        partition.isr().contains(brokerId) || partition.elr().contains(brokerId),
                NOBODY,
                NOBODY,
                brokerId);
    }

    /** The broker may lead from now on, though the image does not say so yet. */
    PartitionUpdates brokerComes(int brokerId) {
        return update(partition -> !partition.hasLeader(), NOBODY, brokerId, NOBODY);
    }

    /** A directory of the broker failed, and with it the replicas in it. */
    PartitionUpdates directoryFails(int brokerId, Uuid directory) {
        return update(
                partition -> partition.replicas().contains(brokerId)
                        && partition.directoryOf(brokerId).equals(directory),
                brokerId,
                NOBODY,
                NOBODY);
    }

    /** The first of the replicas is to lead; false if it may not. */
    boolean electPreferred(TopicImage topic, int partitionId) {
        PartitionRegistration partition = topic.partition(partitionId);
        int preferred = partition.replicas().get(0);
        boolean isClean = partition.isr().contains(preferred)
                || (partition.isr().isEmpty() && partition.elr().contains(preferred));
        if (!isClean || !isThere(preferred, partition)) {
            return false;
        }
        PartitionChange change =
                new PartitionChange(partition, partition.isr(), NOBODY, id -> id == preferred, rules(topic));
        add(topic, partitionId, change);
        return true;
    }

    /** Any replica is to lead, even if records are lost with that; false if none is there. */
    boolean electAny(TopicImage topic, int partitionId) {
        PartitionRegistration partition = topic.partition(partitionId);
        if (partition.replicas().filter(id -> isThere(id, partition)).isEmpty()) {
            return false;
        }
        PartitionChange change = new PartitionChange(
                partition,
                partition.isr(),
                NOBODY,
                id -> isThere(id, partition),
                rules(topic).withUnclean());
        add(topic, partitionId, change);
        return true;
    }

    private boolean isThere(int replica, PartitionRegistration partition) {
        return image.nodes().isActive(replica) && image.nodes().isOnline(replica, partition.directoryOf(replica));
    }

    private PartitionUpdates update(
            Predicate<PartitionRegistration> concerned, int removed, int added, int uncleanShutdown) {
        IntPredicate active = id -> id != removed
                && id != uncleanShutdown
                && (id == added || image.nodes().isActive(id));
        for (TopicImage topic : image.topics().all()) {
            topic.partitions().forEach((id, partition) -> {
                if (concerned.test(partition)) {
                    ReplicaList isr = partition.isr().without(removed).without(uncleanShutdown);
                    IntPredicate acceptable = replica ->
                            active.test(replica) && image.nodes().isOnline(replica, partition.directoryOf(replica));
                    add(topic, id, new PartitionChange(partition, isr, uncleanShutdown, acceptable, rules(topic)));
                }
            });
        }
        return this;
    }

    private void add(TopicImage topic, int partitionId, PartitionChange change) {
        change.record()
                .ifPresent(record -> records.add(new VersionedRecord(
                        record.topicId(topic.id()).partitionId(partitionId), version.partitionRecordVersion())));
    }

    private PartitionChange.Rules rules(TopicImage topic) {
        int minIsr = Integer.parseInt(topicValue(ConfigChange.MIN_INSYNC_REPLICAS, topic));
        return new PartitionChange.Rules(
                image.features().hasEligibleLeaderReplicas(),
                Math.min(minIsr, topic.partition(0).replicas().size()),
                Boolean.parseBoolean(topicValue(UNCLEAN_ELECTION, topic)),
                version.bumpsLeaderEpochOnIsrShrink());
    }

    private String topicValue(String key, TopicImage topic) {
        Map<String, String> own = image.configs().ofTopic(topic.name());
        return own.containsKey(key)
                ? effective(key, own)
                : topicDefaults.computeIfAbsent(key, any -> effective(any, Map.of()));
    }

    private String effective(String key, Map<String, String> own) {
        return input.rules()
                .configs()
                .effectiveTopicValue(key, own, input.rules().nodeId(), image);
    }
}
