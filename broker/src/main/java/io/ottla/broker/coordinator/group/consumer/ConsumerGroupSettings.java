package io.ottla.broker.coordinator.group.consumer;

import java.util.List;

/**
 * What the broker is configured to do with consumer groups.
 *
 * @param maxSize {@code group.consumer.max.size}
 * @param assignors {@code group.consumer.assignors}, the first of which is for members without a preference
 * @param regexRefreshIntervalMs {@code group.consumer.regex.refresh.interval.ms}
 * @param migration {@code group.consumer.migration.policy}
 * @param classic what goes for members of the classic protocol
 */
public record ConsumerGroupSettings(
        int maxSize,
        List<String> assignors,
        int regexRefreshIntervalMs,
        MigrationPolicy migration,
        ClassicLimits classic) {

    public ConsumerGroupSettings {
        assignors = List.copyOf(assignors);
    }

    /**
     * @param maxSize {@code group.max.size}, which a group has to fit in to become a classic one
     * @param minSessionTimeoutMs {@code group.min.session.timeout.ms}
     * @param maxSessionTimeoutMs {@code group.max.session.timeout.ms}
     */
    public record ClassicLimits(int maxSize, int minSessionTimeoutMs, int maxSessionTimeoutMs) {
        boolean allowsSessionTimeout(int sessionTimeoutMs) {
            return sessionTimeoutMs >= minSessionTimeoutMs && sessionTimeoutMs <= maxSessionTimeoutMs;
        }
    }

    public String defaultAssignor() {
        return assignors.getFirst();
    }
}
