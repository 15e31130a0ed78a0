package io.ottla.storage;

/** One partition of one topic, by the topic's name. */
public record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {
    // Both as a record's own would be: those are put together at run time, when first used, and every start uses these.

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicPartition that && partition == that.partition && topic.equals(that.topic);
    }

    @Override
    public int hashCode() {
        return 31 * topic.hashCode() + partition;
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
