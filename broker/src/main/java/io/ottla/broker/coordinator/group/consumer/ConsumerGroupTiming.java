package io.ottla.broker.coordinator.group.consumer;

/**
 * The times that a group's own configuration may set apart from the broker's.
 *
 * @param assignmentIntervalMs the least time between two targets; 0 for no limit
 */
public record ConsumerGroupTiming(int sessionTimeoutMs, int heartbeatIntervalMs, int assignmentIntervalMs) {}
