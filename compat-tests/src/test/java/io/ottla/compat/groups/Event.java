package io.ottla.compat.groups;

import org.apache.kafka.common.TopicPartition;

/** What a member of a group saw or did, at the moment it did. */
sealed interface Event {
    String member();

    /** The member got the partition. */
    record Assigned(String member, TopicPartition partition) implements Event {}

    /** The member is about to give the partition back; the broker does not know yet. */
    record Revoked(String member, TopicPartition partition) implements Event {}

    /** The member heard that the partition was taken from it, at some time before. */
    record Lost(String member, TopicPartition partition) implements Event {}

    /** The member is gone without a word, with all its partitions. */
    record Crashed(String member) implements Event {}

    record Delivered(String member, TopicPartition partition, long offset) implements Event {}

    /** The broker confirmed the commit; {@code offset} is the next to be delivered. */
    record Committed(String member, TopicPartition partition, long offset) implements Event {}

    /** One line, which {@link #parse} reads. */
    default String line() {
        return switch (this) {
            case Assigned e -> line("assigned", e.partition(), 0);
            case Revoked e -> line("revoked", e.partition(), 0);
            case Lost e -> line("lost", e.partition(), 0);
            case Crashed e -> line("crashed", new TopicPartition("-", 0), 0);
            case Delivered e -> line("delivered", e.partition(), e.offset());
            case Committed e -> line("committed", e.partition(), e.offset());
        };
    }

    private String line(String what, TopicPartition partition, long offset) {
        return String.join(
                " ", what, member(), partition.topic(), Integer.toString(partition.partition()), Long.toString(offset));
    }

    static Event parse(String line) {
        String[] words = line.split(" ", -1);
        String member = words[1];
        TopicPartition partition = new TopicPartition(words[2], Integer.parseInt(words[3]));
        long offset = Long.parseLong(words[4]);
        return switch (words[0]) {
            case "assigned" -> new Assigned(member, partition);
            case "revoked" -> new Revoked(member, partition);
            case "lost" -> new Lost(member, partition);
            case "crashed" -> new Crashed(member);
            case "delivered" -> new Delivered(member, partition, offset);
            case "committed" -> new Committed(member, partition, offset);
            default -> throw new IllegalArgumentException("not an event: " + line);
        };
    }
}
