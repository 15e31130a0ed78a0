package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.classic.ClassicEvent.Terms;
import io.ottla.broker.coordinator.group.classic.ClassicMember.Identity;
import io.ottla.broker.coordinator.group.classic.ClassicMember.Progress;
import io.ottla.broker.coordinator.group.classic.ClassicMember.Timeouts;
import io.ottla.wire.message.JoinGroupRequest;
import java.util.Optional;

/**
 * A JoinGroup request, read: what its version leaves out is filled in, and what outlives it is copied.
 *
 * @param memberId empty for somebody who has no id yet
 * @param instanceId null for a dynamic member, as in requests
 */
record Joining(Caller caller, String memberId, String instanceId, String protocolType, Terms terms, String reason) {
    /** Version 0 has no rebalance timeout of its own. */
    private static final int REBALANCE_TIMEOUT_FROM = 1;

    private static final int KNOWN_MEMBER_ID_FROM = 4;
    private static final int SKIP_ASSIGNMENT_FROM = 9;

    static Joining of(Request<JoinGroupRequest> request) {
        JoinGroupRequest message = request.message();
        int rebalanceMs = request.caller().apiVersion() < REBALANCE_TIMEOUT_FROM
                ? message.sessionTimeoutMs()
                : message.rebalanceTimeoutMs();
        String reason = message.reason();
        return new Joining(
                request.caller(),
                message.memberId(),
                message.groupInstanceId(),
                message.protocolType(),
                new Terms(
                        new Timeouts(rebalanceMs, message.sessionTimeoutMs()),
                        MemberProtocol.copyOf(message.protocols())),
                reason == null || reason.isEmpty() ? "not provided" : reason);
    }

    int version() {
        return caller.apiVersion();
    }

    boolean isNew() {
        return memberId.equals(MemberIds.UNKNOWN);
    }

    /** Whether who comes without an id is sent away once to come back with one. */
    boolean mustKnowId() {
        return version() >= KNOWN_MEMBER_ID_FROM;
    }

    boolean canSkipAssignment() {
        return version() >= SKIP_ASSIGNMENT_FROM;
    }

    ClassicMember asNewMember(String newMemberId) {
        Identity identity =
                new Identity(newMemberId, Optional.ofNullable(instanceId), caller.clientId(), caller.clientHost());
        return new ClassicMember(identity, terms.timeouts(), terms.protocols(), Bytes.EMPTY, Progress.ofNew(version()));
    }
}
