package io.ottla.storage;

import java.util.Comparator;

/** One partition of one topic, by the topic's name. */
public record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    @Override
    public int compareTo(TopicPartition other) {
        return ORDER.compare(this, other);
    }

    /** {@code topic-partition}: the name of the partition's folder, and how logs and errors name it. */
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
