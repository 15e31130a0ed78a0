package io.ottla.storage;

/** One partition of one topic, by the topic's name. */
public record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {
    /** An odd number, of which nobody's names are multiples: that of the golden ratio. */
    private static final int SPREAD = 0x9E3779B9;

    // Written down, since those of a record are put together at run time, when first used, and every start uses these.

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicPartition that && partition == that.partition && topic.equals(that.topic);
    }

    /** The hashes of numbered topics lie side by side, and would be those of each other's partitions if they were not spread. */
    @Override
    public int hashCode() {
        return topic.hashCode() * SPREAD + partition;
    }

    @Override
    public int compareTo(TopicPartition other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
    }

    /** {@code topic-partition}: the name of the partition's folder, and how logs and errors name it. */
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
