package io.ottla.broker.coordinator.group.offset;

import io.ottla.wire.record.group.OffsetCommitKey;
import io.ottla.wire.record.group.OffsetCommitValue;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All offsets that are committed, by group, topic and partition; and those that will be when a transaction is committed.
 *
 * <p>Of an offset in a transaction and one outside, the later in the log counts, not the one whose transaction ends last:
 * after compaction the other may not be there any more.
 */
public final class OffsetBook {
    private final Map<String, NavigableMap<String, NavigableMap<Integer, Placed>>> byGroup = new TreeMap<>();
    private final Map<Long, Map<PartitionOfGroup, Placed>> pendingByProducer = new TreeMap<>();
    private final Map<String, Map<PartitionOfGroup, Set<Long>>> producersByGroup = new HashMap<>();
    private long placesGiven;

    /** @param place later offsets have higher ones */
    private record Placed(long place, CommittedOffset offset) {}

    private record PartitionOfGroup(String groupId, String topic, int partition)
            implements Comparable<PartitionOfGroup> {
        @Override
        public int compareTo(PartitionOfGroup other) {
            int byGroup = groupId.compareTo(other.groupId);
            int byTopic = byGroup != 0 ? byGroup : topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
        }
    }

    // Reading.

    /** The offset, or null. */
    public CommittedOffset get(String groupId, String topic, int partition) {
        Placed placed = ofTopic(groupId, topic).get(partition);
        return placed == null ? null : placed.offset();
    }

    /** How many offsets are committed. */
    public long count() {
        return byGroup.values().stream()
                .flatMap(topics -> topics.values().stream())
                .mapToLong(Map::size)
                .sum();
    }

    /** Groups that have offsets, committed or pending. */
    public Set<String> groupIds() {
        Set<String> ids = new TreeSet<>(byGroup.keySet());
        ids.addAll(producersByGroup.keySet());
        return ids;
    }

    /** Whether a group has offsets, committed or pending. */
    public boolean has(String groupId) {
        return byGroup.containsKey(groupId) || producersByGroup.containsKey(groupId);
    }

    /** What is done with each offset of a group. */
    @FunctionalInterface
    interface Visitor {
        void visit(String topic, int partition, CommittedOffset offset);
    }

    void forEach(String groupId, Visitor visitor) {
        byGroup.getOrDefault(groupId, Collections.emptyNavigableMap())
                .forEach((topic, partitions) ->
                        partitions.forEach((partition, placed) -> visitor.visit(topic, partition, placed.offset())));
    }

    Set<String> topicsOf(String groupId) {
        return byGroup.getOrDefault(groupId, Collections.emptyNavigableMap()).keySet();
    }

    Set<Integer> partitionsOf(String groupId, String topic) {
        return ofTopic(groupId, topic).keySet();
    }

    private NavigableMap<Integer, Placed> ofTopic(String groupId, String topic) {
        return byGroup.getOrDefault(groupId, Collections.emptyNavigableMap())
                .getOrDefault(topic, Collections.emptyNavigableMap());
    }

    /** Whether a transaction that is under way has an offset for the partition. */
    boolean isPending(String groupId, String topic, int partition) {
        Map<PartitionOfGroup, Set<Long>> pending = producersByGroup.get(groupId);
        return pending != null && pending.containsKey(new PartitionOfGroup(groupId, topic, partition));
    }

    boolean isPending(String groupId) {
        return producersByGroup.containsKey(groupId);
    }

    /** Partitions for which transactions under way have offsets. */
    void forEachPending(String groupId, Visitor visitor) {
        producersByGroup.getOrDefault(groupId, Map.of()).forEach((key, producers) -> {
            long any = producers.iterator().next();
            visitor.visit(
                    key.topic(),
                    key.partition(),
                    pendingByProducer.get(any).get(key).offset());
        });
    }

    // Applying.

    /** @param value null when the offset is removed, with all that is pending for its partition */
    public void apply(OffsetCommitKey key, OffsetCommitValue value) {
        PartitionOfGroup name = new PartitionOfGroup(key.group(), key.topic(), key.partition());
        if (value == null) {
            remove(name);
            removePending(name);
        } else {
            put(name, new Placed(nextPlace(), CommittedOffset.of(value)));
        }
    }

    /** The same as part of a transaction. A removal counts at once. */
    public void applyPending(long producerId, OffsetCommitKey key, OffsetCommitValue value) {
        if (value == null) {
            apply(key, null);
            return;
        }
        PartitionOfGroup name = new PartitionOfGroup(key.group(), key.topic(), key.partition());
        pendingByProducer
                .computeIfAbsent(producerId, any -> new TreeMap<>())
                .put(name, new Placed(nextPlace(), CommittedOffset.of(value)));
        producersByGroup
                .computeIfAbsent(name.groupId(), any -> new TreeMap<>())
                .computeIfAbsent(name, any -> new TreeSet<>())
                .add(producerId);
    }

    /** A producer's transaction has ended. */
    public void endTransaction(long producerId, boolean committed) {
        Map<PartitionOfGroup, Placed> pending = pendingByProducer.remove(producerId);
        if (pending == null) {
            return;
        }
        pending.forEach((name, placed) -> {
            forget(name, producerId);
            Placed there = ofTopic(name.groupId(), name.topic()).get(name.partition());
            if (committed && (there == null || there.place() < placed.place())) {
                put(name, placed);
            }
        });
    }

    private long nextPlace() {
        placesGiven++;
        return placesGiven;
    }

    private void put(PartitionOfGroup name, Placed placed) {
        byGroup.computeIfAbsent(name.groupId(), any -> new TreeMap<>())
                .computeIfAbsent(name.topic(), any -> new TreeMap<>())
                .put(name.partition(), placed);
    }

    private void remove(PartitionOfGroup name) {
        NavigableMap<String, NavigableMap<Integer, Placed>> topics = byGroup.get(name.groupId());
        NavigableMap<Integer, Placed> partitions = topics == null ? null : topics.get(name.topic());
        if (partitions == null) {
            return;
        }
        partitions.remove(name.partition());
        if (partitions.isEmpty()) {
            topics.remove(name.topic());
        }
        if (topics.isEmpty()) {
            byGroup.remove(name.groupId());
        }
    }

    private void removePending(PartitionOfGroup name) {
        Map<PartitionOfGroup, Set<Long>> ofGroup = producersByGroup.get(name.groupId());
        Set<Long> producers = ofGroup == null ? Set.of() : ofGroup.getOrDefault(name, Set.of());
        for (long producerId : Set.copyOf(producers)) {
            Map<PartitionOfGroup, Placed> pending = pendingByProducer.get(producerId);
            pending.remove(name);
            if (pending.isEmpty()) {
                pendingByProducer.remove(producerId);
            }
            forget(name, producerId);
        }
    }

    private void forget(PartitionOfGroup name, long producerId) {
        Map<PartitionOfGroup, Set<Long>> ofGroup = producersByGroup.get(name.groupId());
        Set<Long> producers = ofGroup.get(name);
        producers.remove(producerId);
        if (producers.isEmpty()) {
            ofGroup.remove(name);
        }
        if (ofGroup.isEmpty()) {
            producersByGroup.remove(name.groupId());
        }
    }

    /** All that is known, for comparing one book with another. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byGroup.keySet()
                .forEach(groupId -> forEach(
                        groupId,
                        (topic, partition, offset) -> text.append(groupId)
                                .append('/')
                                .append(topic)
                                .append('-')
                                .append(partition)
                                .append('=')
                                .append(offset)
                                .append('\n')));
        pendingByProducer.forEach((producerId, pending) -> pending.forEach((name, placed) -> text.append(producerId)
                .append(": ")
                .append(name)
                .append('=')
                .append(placed.offset())
                .append('\n')));
        return text.toString();
    }
}
