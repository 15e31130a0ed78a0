package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.message.ConsumerProtocolAssignment;
import io.ottla.wire.message.ConsumerProtocolSubscription;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Partitions as members of the classic protocol know them: by the names of topics. Topics that do not exist are left out. */
final class ClassicPartitions {
    private ClassicPartitions() {}

    static ReportedPartitions owned(ConsumerProtocolSubscription subscription, TopicsView topics) {
        List<ReportedPartitions.OfTopic> owned = new ArrayList<>();
        subscription
                .ownedPartitions()
                .forEach(topic -> topics.byName(topic.topic())
                        .ifPresent(found -> owned.add(new ReportedPartitions.OfTopic(found.id(), topic.partitions()))));
        return new ReportedPartitions(owned);
    }

    static PartitionSet assigned(ConsumerProtocolAssignment assignment, TopicsView topics) {
        PartitionSet.Builder assigned = new PartitionSet.Builder();
        assignment
                .assignedPartitions()
                .forEach(topic -> topics.byName(topic.topic())
                        .ifPresent(found -> assigned.addAll(found.id(), topic.partitions())));
        return assigned.build();
    }

    static ByteBuffer write(PartitionSet assigned, int version, TopicsView topics) {
        return write(assigned.topics(), assigned::of, version, topics);
    }

    static ByteBuffer write(HeldPartitions assigned, int version, TopicsView topics) {
        return write(assigned.epochs().keySet(), assigned::of, version, topics);
    }

    /** An assignment begins with its version (int16); members understand the one that their own metadata was written in. */
    private static ByteBuffer write(
            Set<Uuid> ids, Function<Uuid, List<Integer>> partitions, int version, TopicsView topics) {
        ConsumerProtocolAssignment assignment = new ConsumerProtocolAssignment();
        for (Uuid id : ids) {
            topics.byId(id)
                    .ifPresent(topic -> assignment
                            .assignedPartitions()
                            .add(new ConsumerProtocolAssignment.TopicPartition()
                                    .topic(topic.name())
                                    .partitions(partitions.apply(id))));
        }
        int written = Math.min(version, ConsumerProtocolAssignment.HIGHEST_VERSION);
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + assignment.size(written));
        bytes.putShort((short) written);
        assignment.write(new WireWriter(bytes), written);
        return bytes.flip();
    }
}
