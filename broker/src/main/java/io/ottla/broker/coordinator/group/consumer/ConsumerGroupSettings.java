package io.ottla.broker.coordinator.group.consumer;

import java.util.List;

/**
 * What the broker is configured to do with consumer groups.
 *
 * @param maxSize {@code group.consumer.max.size}
 * @param assignors {@code group.consumer.assignors}, the first of which is for members without a preference
 * @param regexRefreshIntervalMs {@code group.consumer.regex.refresh.interval.ms}
 * @param migration {@code group.consumer.migration.policy}
 * @param classicMaxSize {@code group.max.size}, which a group has to fit in to become a classic one
 */
public record ConsumerGroupSettings(
        int maxSize,
        List<String> assignors,
        int regexRefreshIntervalMs,
        MigrationPolicy migration,
        int classicMaxSize) {

    public ConsumerGroupSettings {
        assignors = List.copyOf(assignors);
    }

    public String defaultAssignor() {
        return assignors.getFirst();
    }
}
