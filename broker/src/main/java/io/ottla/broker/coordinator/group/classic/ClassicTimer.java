package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.runtime.TimerCommand;

/** What classic groups set timers for. */
public sealed interface ClassicTimer extends TimerCommand.Key {
    String groupId();

    /** A member has been silent for its session timeout; or one who was given an id has not come back with it. */
    record Session(String groupId, String memberId) implements ClassicTimer {}

    /** The join phase is over, whoever is there: by the members' rebalance timeout, or by the delay of a first rebalance. */
    record JoinPhase(String groupId) implements ClassicTimer {}

    /** Members that were told of the new generation have not sent their SyncGroup. */
    record PendingSync(String groupId) implements ClassicTimer {}
}
