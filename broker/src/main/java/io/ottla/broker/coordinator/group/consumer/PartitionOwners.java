package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.io.Uuid;
import java.util.Optional;
import java.util.TreeMap;

/** Which member each partition belongs to. The last to take a partition has it, so that no order of records is refused. */
final class PartitionOwners {
    private final TreeMap<Uuid, TreeMap<Integer, String>> owners = new TreeMap<>();

    Optional<String> owner(Uuid topic, int partition) {
        TreeMap<Integer, String> ofTopic = owners.get(topic);
        return ofTopic == null ? Optional.empty() : Optional.ofNullable(ofTopic.get(partition));
    }

    void take(String memberId, HeldPartitions partitions) {
        partitions.forEach((topic, partition, epoch) -> take(memberId, topic, partition));
    }

    void take(String memberId, PartitionSet partitions) {
        partitions.forEach((topic, partition) -> take(memberId, topic, partition));
    }

    private void take(String memberId, Uuid topic, int partition) {
        owners.computeIfAbsent(topic, absent -> new TreeMap<>()).put(partition, memberId);
    }

    void release(String memberId, HeldPartitions partitions) {
        partitions.forEach((topic, partition, epoch) -> release(memberId, topic, partition));
    }

    void release(String memberId, PartitionSet partitions) {
        partitions.forEach((topic, partition) -> release(memberId, topic, partition));
    }

    private void release(String memberId, Uuid topic, int partition) {
        TreeMap<Integer, String> ofTopic = owners.get(topic);
        if (ofTopic != null && ofTopic.remove(partition, memberId) && ofTopic.isEmpty()) {
            owners.remove(topic);
        }
    }

    @Override
    public String toString() {
        return owners.toString();
    }
}
