package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import java.util.function.Function;

/** What happens to consumer groups and is forgotten when the coordinator moves. */
public sealed interface ConsumerGroupEvent extends GroupEvent.Volatile {

    /** The group's topics were compared with what they were, and need not be again before {@code dueMs}. */
    record TopicsCompared(String groupId, long dueMs) implements ConsumerGroupEvent {}

    /** A member of the classic protocol has been told to join again; its time for that runs. */
    record ToldToJoin(String groupId, String memberId) implements ConsumerGroupEvent {}

    /** A member of the classic protocol has joined. */
    record JoinedAgain(String groupId, String memberId) implements ConsumerGroupEvent {}

    /**
     * The configuration is another from now on.
     *
     * @param timings by group id
     */
    record SettingsChanged(ConsumerGroupSettings settings, Function<String, ConsumerGroupTiming> timings)
            implements ConsumerGroupEvent {}
}
