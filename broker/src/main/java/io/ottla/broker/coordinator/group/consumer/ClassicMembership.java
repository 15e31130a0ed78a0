package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.api.ErrorCode;
import java.util.Optional;

/** Whether a request of the classic protocol is from the member it says it is from. */
sealed interface ClassicMembership {

    record Member(ConsumerMember member) implements ClassicMembership {}

    record Refused(ErrorCode error) implements ClassicMembership {}

    /** @param instanceId null for a dynamic member */
    static ClassicMembership of(ConsumerGroup group, String memberId, String instanceId) {
        Optional<ConsumerMember> found = instanceId == null ? group.member(memberId) : group.staticMember(instanceId);
        if (found.isEmpty()) {
            return new Refused(ErrorCode.UNKNOWN_MEMBER_ID);
        }
        if (!found.get().memberId().equals(memberId)) {
            return new Refused(ErrorCode.FENCED_INSTANCE_ID);
        }
        return new Member(found.get());
    }

    /** The same, for a member that has joined by the classic protocol, in the generation that it was told. */
    static ClassicMembership of(ConsumerGroup group, String memberId, String instanceId, int generationId) {
        ClassicMembership membership = of(group, memberId, instanceId);
        if (membership instanceof Member found) {
            if (!found.member().isClassic()) {
                return new Refused(ErrorCode.UNKNOWN_MEMBER_ID);
            }
            return found.member().epoch() == generationId ? membership : new Refused(ErrorCode.ILLEGAL_GENERATION);
        }
        return membership;
    }

    /** Tells a member to join again. Its time for that runs from the first time it is told. */
    static void tellToJoin(ConsumerGroup group, ConsumerMember member, Draft draft, long nowMs) {
        if (!group.isAwaitedToJoin(member.memberId())) {
            draft.happens(new ConsumerGroupEvent.ToldToJoin(group.groupId(), member.memberId()));
            draft.set(
                    new ConsumerGroupTimer.ClassicJoin(group.groupId(), member.memberId()),
                    nowMs + member.metadata().rebalanceTimeoutMs());
        }
    }
}
