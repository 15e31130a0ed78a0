package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What consumer groups are given from outside.
 *
 * @param settings the broker's configuration
 * @param timings by group id
 * @param newMemberIds ids for members that come without one
 * @param mayDescribe whether a caller may see the topic of a name, which a regular expression of its then stands for
 */
public record ConsumerGroupContext(
        ConsumerGroupSettings settings,
        Function<String, ConsumerGroupTiming> timings,
        Supplier<String> newMemberIds,
        BiPredicate<Caller, String> mayDescribe) {

    ConsumerGroupTiming timing(String groupId) {
        return timings.apply(groupId);
    }
}
