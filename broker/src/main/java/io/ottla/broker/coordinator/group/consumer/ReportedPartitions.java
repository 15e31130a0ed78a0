package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The partitions a member says it holds. Nothing about them has been checked. */
record ReportedPartitions(List<OfTopic> topics) {

    record OfTopic(Uuid topic, List<Integer> partitions) {}

    /** Empty if the member says that nothing has changed since it last said. */
    static Optional<ReportedPartitions> in(ConsumerGroupHeartbeatRequest request) {
        if (request.topicPartitions() == null) {
            return Optional.empty();
        }
        List<OfTopic> topics = new ArrayList<>();
        request.topicPartitions().forEach(topic -> topics.add(new OfTopic(topic.topicId(), topic.partitions())));
        return Optional.of(new ReportedPartitions(topics));
    }

    boolean isEmpty() {
        return topics.isEmpty();
    }

    boolean hasAnyOf(HeldPartitions held) {
        for (OfTopic topic : topics) {
            for (int partition : topic.partitions()) {
                if (held.contains(topic.topic(), partition)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean areAllIn(HeldPartitions held) {
        for (OfTopic topic : topics) {
            for (int partition : topic.partitions()) {
                if (!held.contains(topic.topic(), partition)) {
                    return false;
                }
            }
        }
        return true;
    }
}
