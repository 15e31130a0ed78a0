package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/** Partitions of topics. Immutable; goes over its topics by id and over a topic's partitions in order. */
public final class PartitionSet {
    public static final PartitionSet EMPTY = new PartitionSet(new TreeMap<>());

    private static final int[] NONE = {};

    /** Sorted and each once; no topic is here without partitions. */
    private final TreeMap<Uuid, int[]> partitions;

    private PartitionSet(TreeMap<Uuid, int[]> partitions) {
        this.partitions = partitions;
    }

    public boolean isEmpty() {
        return partitions.isEmpty();
    }

    /** How many partitions these are. */
    public int size() {
        int size = 0;
        for (int[] ofTopic : partitions.values()) {
            size += ofTopic.length;
        }
        return size;
    }

    public Set<Uuid> topics() {
        return partitions.keySet();
    }

    public boolean contains(Uuid topic, int partition) {
        return Arrays.binarySearch(partitions.getOrDefault(topic, NONE), partition) >= 0;
    }

    public List<Integer> of(Uuid topic) {
        return Arrays.stream(partitions.getOrDefault(topic, NONE)).boxed().toList();
    }

    public void forEach(ObjIntConsumer<Uuid> action) {
        for (Map.Entry<Uuid, int[]> topic : partitions.entrySet()) {
            for (int partition : topic.getValue()) {
                action.accept(topic.getKey(), partition);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PartitionSet that) || !partitions.keySet().equals(that.partitions.keySet())) {
            return false;
        }
        for (Map.Entry<Uuid, int[]> topic : partitions.entrySet()) {
            if (!Arrays.equals(topic.getValue(), that.partitions.get(topic.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<Uuid, int[]> topic : partitions.entrySet()) {
            hash = 31 * hash + topic.getKey().hashCode() + Arrays.hashCode(topic.getValue());
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        partitions.forEach((topic, ofTopic) ->
                text.append(text.isEmpty() ? "" : ", ").append(topic).append(Arrays.toString(ofTopic)));
        return text.toString();
    }

    /** Gathers partitions; good for one set. */
    public static final class Builder {
        private final TreeMap<Uuid, List<Integer>> partitions = new TreeMap<>();

        public Builder add(Uuid topic, int partition) {
            partitions.computeIfAbsent(topic, absent -> new ArrayList<>()).add(partition);
            return this;
        }

        public Builder addAll(Uuid topic, List<Integer> more) {
            if (!more.isEmpty()) {
                partitions.computeIfAbsent(topic, absent -> new ArrayList<>()).addAll(more);
            }
            return this;
        }

        public PartitionSet build() {
            if (partitions.isEmpty()) {
                return EMPTY;
            }
            TreeMap<Uuid, int[]> built = new TreeMap<>();
            partitions.forEach((topic, ofTopic) -> built.put(
                    topic,
                    ofTopic.stream()
                            .mapToInt(Integer::intValue)
                            .sorted()
                            .distinct()
                            .toArray()));
            return new PartitionSet(built);
        }
    }
}
