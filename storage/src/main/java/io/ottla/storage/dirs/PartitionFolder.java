package io.ottla.storage.dirs;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.io.Uuid;
import java.util.Optional;

/** What the name of a folder in a data folder says. */
public record PartitionFolder(TopicPartition partition, State state) {
    private static final int NAME_LENGTH_MAX = 255;

    /** What the folder is for. */
    public enum State {
        /** The partition's log. */
        CURRENT(""),
        /** The log of a partition that was deleted. */
        DELETED("-delete"),
        /** A log that the cluster knows nothing of. */
        STRAY("-stray"),
        /** A copy that is being made to move the partition from one data folder to another. */
        FUTURE("-future");

        private final String suffix;

        State(String suffix) {
            this.suffix = suffix;
        }
    }

    /** The name of a partition's folder. */
    public static String nameOf(TopicPartition partition) {
        return partition.topic() + "-" + partition.partition();
    }

    /**
     * The name that a folder gets which is to be deleted. A long topic name is cut, since it has room for the name alone.
     *
     * @param id tells this folder from others that the partition left behind
     */
    public static String deletedNameOf(TopicPartition partition, Uuid id) {
        String rest = rest(partition, id, State.DELETED);
        String topic = partition.topic();
        return topic.substring(0, Math.min(topic.length(), NAME_LENGTH_MAX - rest.length())) + rest;
    }

    /** The name of the folder of a copy that is being made; empty when the topic's name is too long for one. */
    public static Optional<String> futureNameOf(TopicPartition partition, Uuid id) {
        String name = partition.topic() + rest(partition, id, State.FUTURE);
        return name.length() > NAME_LENGTH_MAX ? Optional.empty() : Optional.of(name);
    }

    private static String rest(TopicPartition partition, Uuid id, State state) {
        String hex = String.format("%016x%016x", id.mostSignificantBits(), id.leastSignificantBits());
        return "-" + partition.partition() + "." + hex + state.suffix;
    }

    /** Reads a name; empty when it is not one of a partition's folder. */
    public static Optional<PartitionFolder> parse(String name) {
        for (State state : new State[] {State.DELETED, State.STRAY, State.FUTURE}) {
            int dot = name.lastIndexOf('.');
            if (name.endsWith(state.suffix) && dot > 0) {
                return partition(name.substring(0, dot)).map(partition -> new PartitionFolder(partition, state));
            }
        }
        return partition(name).map(partition -> new PartitionFolder(partition, State.CURRENT));
    }

    private static Optional<TopicPartition> partition(String name) {
        int dash = name.lastIndexOf('-');
        if (dash <= 0) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(name.substring(dash + 1));
            return number < 0 ? Optional.empty() : Optional.of(new TopicPartition(name.substring(0, dash), number));
        } catch (NumberFormatException notAPartition) {
            return Optional.empty();
        }
    }
}
