package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;

/** What happens to consumer groups and is forgotten when the coordinator moves. */
public sealed interface ConsumerGroupEvent extends GroupEvent.Volatile {

    /** The group's topics were compared with what they were, and need not be again before {@code dueMs}. */
    record TopicsCompared(String groupId, long dueMs) implements ConsumerGroupEvent {}
}
