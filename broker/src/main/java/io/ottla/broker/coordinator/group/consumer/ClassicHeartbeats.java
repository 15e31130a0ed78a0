package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.HeartbeatResponse;
import java.util.Optional;

/**
 * Decides on Heartbeat, versions 0 to 4, of members of consumer groups: such a member is told to join again whenever there is a
 * step towards its target for it to take.
 */
final class ClassicHeartbeats {
    private final ConsumerGroups groups;

    ClassicHeartbeats(ConsumerGroups groups) {
        this.groups = groups;
    }

    Decision<GroupEvent, ApiMessage> decide(ConsumerGroup group, HeartbeatRequest request, long nowMs) {
        return switch (ClassicMembership.of(
                group, request.memberId(), request.groupInstanceId(), request.generationId())) {
            case ClassicMembership.Refused refused -> Decision.reply(answer(refused.error()));
            case ClassicMembership.Member found -> {
                ConsumerMember member = found.member();
                Draft draft = new Draft();
                draft.set(
                        new ConsumerGroupTimer.Session(group.groupId(), member.memberId()),
                        nowMs + groups.sessionTimeoutMs(group, member));
                boolean mustJoin = mustJoin(group, member);
                if (mustJoin) {
                    ClassicMembership.tellToJoin(group, member, draft, nowMs);
                }
                yield draft.reply(answer(mustJoin ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.NONE));
            }
        };
    }

    private static boolean mustJoin(ConsumerGroup group, ConsumerMember member) {
        MemberState state = member.current().state();
        return member.epoch() < group.targetEpoch()
                || state == MemberState.UNREVOKED_PARTITIONS
                || state == MemberState.UNRELEASED_PARTITIONS && !waitsForOthers(group, member);
    }

    /** Whether other members still hold something that is to be the member's. */
    private static boolean waitsForOthers(ConsumerGroup group, ConsumerMember member) {
        PartitionSet target = group.target(member.memberId());
        for (Uuid topic : target.topics()) {
            for (int partition : target.of(topic)) {
                Optional<String> owner = group.owner(topic, partition);
                if (owner.isPresent() && !member.current().assigned().contains(topic, partition)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static HeartbeatResponse answer(ErrorCode error) {
        return new HeartbeatResponse().errorCode(error.code());
    }
}
