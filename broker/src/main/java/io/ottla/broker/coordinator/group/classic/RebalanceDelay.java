package io.ottla.broker.coordinator.group.classic;

/**
 * The patience with a group's first rebalance. Members of an application start one after the other; to begin with the first
 * of them would mean a rebalance for each of the rest. So the first one waits for {@code group.initial.rebalance.delay.ms},
 * and again whenever somebody came meanwhile, until the members' rebalance timeout is used up.
 *
 * @param delayMs the wait under way
 * @param remainingMs what may still be waited after it
 */
record RebalanceDelay(int delayMs, int remainingMs) {

    static RebalanceDelay first(int configuredMs, int rebalanceTimeoutMs) {
        return new RebalanceDelay(configuredMs, Math.max(rebalanceTimeoutMs - configuredMs, 0));
    }

    boolean mayExtend() {
        return remainingMs != 0;
    }

    RebalanceDelay extended(int configuredMs) {
        return new RebalanceDelay(Math.min(configuredMs, remainingMs), Math.max(remainingMs - delayMs, 0));
    }
}
