package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Partitions that a member holds, each with the epoch it was given to the member in: a commit of an older epoch, sent before
 * the member lost the partition and got it back, must not count.
 *
 * @param epochs by topic and partition; no topic is here without partitions
 */
public record HeldPartitions(SortedMap<Uuid, SortedMap<Integer, Integer>> epochs) {
    public static final HeldPartitions NONE = new HeldPartitions(Collections.emptySortedMap());

    public HeldPartitions {
        epochs = Collections.unmodifiableSortedMap(epochs);
    }

    public boolean isEmpty() {
        return epochs.isEmpty();
    }

    public boolean contains(Uuid topic, int partition) {
        SortedMap<Integer, Integer> ofTopic = epochs.get(topic);
        return ofTopic != null && ofTopic.containsKey(partition);
    }

    /** The epoch the partition was given to the member in; empty if it is not held. */
    public OptionalInt epochOf(Uuid topic, int partition) {
        SortedMap<Integer, Integer> ofTopic = epochs.get(topic);
        Integer epoch = ofTopic == null ? null : ofTopic.get(partition);
        return epoch == null ? OptionalInt.empty() : OptionalInt.of(epoch);
    }

    public PartitionSet partitions() {
        PartitionSet.Builder builder = new PartitionSet.Builder();
        epochs.forEach((topic, ofTopic) -> ofTopic.keySet().forEach(partition -> builder.add(topic, partition)));
        return builder.build();
    }

    public List<Integer> of(Uuid topic) {
        SortedMap<Integer, Integer> ofTopic = epochs.get(topic);
        return ofTopic == null ? List.of() : new ArrayList<>(ofTopic.keySet());
    }

    /** Both of these. */
    public HeldPartitions and(HeldPartitions others) {
        if (others.isEmpty()) {
            return this;
        }
        Builder builder = new Builder();
        forEach(builder::put);
        others.forEach(builder::put);
        return builder.build();
    }

    /** The same partitions as if all had been given in {@code epoch}. */
    public HeldPartitions allSince(int epoch) {
        Builder builder = new Builder();
        forEach((topic, partition, ignored) -> builder.put(topic, partition, epoch));
        return builder.build();
    }

    public void forEach(Visitor visitor) {
        for (Map.Entry<Uuid, SortedMap<Integer, Integer>> topic : epochs.entrySet()) {
            topic.getValue().forEach((partition, epoch) -> visitor.visit(topic.getKey(), partition, epoch));
        }
    }

    /** Is shown each partition. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Uuid topic, int partition, int epoch);
    }

    /** Gathers partitions; good for one set. */
    public static final class Builder {
        private final SortedMap<Uuid, SortedMap<Integer, Integer>> epochs = new TreeMap<>();

        public Builder put(Uuid topic, int partition, int epoch) {
            epochs.computeIfAbsent(topic, absent -> new TreeMap<>()).put(partition, epoch);
            return this;
        }

        public HeldPartitions build() {
            return epochs.isEmpty() ? NONE : new HeldPartitions(epochs);
        }
    }
}
