package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ConsumerMetadata;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.SyncGroupRequest;
import io.ottla.wire.message.SyncGroupResponse;
import java.nio.ByteBuffer;

/** Decides on SyncGroup, versions 0 to 5, of members of consumer groups: they are told what they hold. */
final class ClassicSyncs {
    private final ConsumerGroups groups;

    ClassicSyncs(ConsumerGroups groups) {
        this.groups = groups;
    }

    Decision<GroupEvent, ApiMessage> decide(ConsumerGroup group, SyncGroupRequest request, long nowMs) {
        return switch (ClassicMembership.of(
                group, request.memberId(), request.groupInstanceId(), request.generationId())) {
            case ClassicMembership.Refused refused -> Decision.reply(refuse(refused.error()));
            case ClassicMembership.Member found -> decide(group, found.member(), request, nowMs);
        };
    }

    private Decision<GroupEvent, ApiMessage> decide(
            ConsumerGroup group, ConsumerMember member, SyncGroupRequest request, long nowMs) {
        ClassicProtocols.Protocol protocol =
                member.metadata().classic().orElseThrow().supported().getFirst();
        boolean isOtherType =
                request.protocolType() != null && !request.protocolType().equals(ConsumerGroupPart.PROTOCOL_TYPE);
        boolean isOtherProtocol =
                request.protocolName() != null && !request.protocolName().equals(protocol.name());
        if (isOtherType || isOtherProtocol) {
            return Decision.reply(refuse(ErrorCode.INCONSISTENT_GROUP_PROTOCOL));
        }
        Draft draft = new Draft();
        boolean hasNewerTarget = group.targetEpoch() > member.epoch();
        if (hasNewerTarget && member.current().state() != MemberState.UNREVOKED_PARTITIONS) {
            ClassicMembership.tellToJoin(group, member, draft, nowMs);
            return draft.reply(refuse(ErrorCode.REBALANCE_IN_PROGRESS));
        }
        draft.cancel(new ConsumerGroupTimer.ClassicSync(group.groupId(), member.memberId()));
        draft.set(
                new ConsumerGroupTimer.Session(group.groupId(), member.memberId()),
                nowMs + groups.sessionTimeoutMs(group, member));
        int version =
                ConsumerMetadata.version(ByteBuffer.wrap(protocol.metadata())).orElse((short) 0);
        return draft.reply(new SyncGroupResponse()
                .protocolType(request.protocolType())
                .protocolName(request.protocolName())
                .assignment(ClassicPartitions.write(member.current().assigned(), version, groups.topics())));
    }

    private static SyncGroupResponse refuse(ErrorCode error) {
        return new SyncGroupResponse().errorCode(error.code()).assignment(ByteBuffer.allocate(0));
    }
}
