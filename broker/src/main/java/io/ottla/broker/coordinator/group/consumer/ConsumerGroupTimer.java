package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.broker.coordinator.runtime.TimerCommand;

/** What consumer groups set timers for. */
public sealed interface ConsumerGroupTimer extends TimerCommand.Key {

    /** The member has not been heard of for too long. */
    record Session(String groupId, String memberId) implements ConsumerGroupTimer {}

    /** The member has not given up in time what it was told to. */
    record Revocation(String groupId, String memberId) implements ConsumerGroupTimer {}

    /** A member of the classic protocol was told of a rebalance and has not joined it in time. */
    record ClassicJoin(String groupId, String memberId) implements ConsumerGroupTimer {}

    /** A member of the classic protocol has joined and not asked for its assignment in time. */
    record ClassicSync(String groupId, String memberId) implements ConsumerGroupTimer {}

    /**
     * The group's regular expressions are to be looked up among the topics. Set for at once, so that it is a decision of its
     * own and not part of a heartbeat's.
     *
     * @param caller whose heartbeat was the reason; the topics are those that it may see
     */
    record RegexLookup(String groupId, Caller caller) implements ConsumerGroupTimer {}
}
