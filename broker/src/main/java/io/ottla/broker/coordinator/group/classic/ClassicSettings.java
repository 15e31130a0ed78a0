package io.ottla.broker.coordinator.group.classic;

/**
 * What the broker's configuration says about classic groups.
 *
 * @param maxSize {@code group.max.size}
 * @param initialRebalanceDelayMs {@code group.initial.rebalance.delay.ms}
 * @param minSessionTimeoutMs {@code group.min.session.timeout.ms}
 * @param maxSessionTimeoutMs {@code group.max.session.timeout.ms}
 */
public record ClassicSettings(
        int maxSize, int initialRebalanceDelayMs, int minSessionTimeoutMs, int maxSessionTimeoutMs) {

    /**
     * How long the JoinGroup request of a new member may wait. Nobody sees when such a client gives up, and each of its tries
     * counts as a member. Fixed in the reference too.
     */
    static final int NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * 60 * 1000;

    boolean allowsSessionTimeout(int sessionTimeoutMs) {
        return sessionTimeoutMs >= minSessionTimeoutMs && sessionTimeoutMs <= maxSessionTimeoutMs;
    }
}
