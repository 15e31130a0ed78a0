package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * What consumer groups are given from outside.
 *
 * @param newMemberIds ids for members that come without one
 * @param mayDescribe whether a caller may see the topic of a name, which a regular expression of its then stands for
 */
public record ConsumerGroupContext(Supplier<String> newMemberIds, BiPredicate<Caller, String> mayDescribe) {}
