package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ConsumerMetadata;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.ConsumerProtocolSubscription;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.ottla.wire.message.JoinGroupResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Decides on JoinGroup, versions 0 to 9, for consumer groups: a member of the classic protocol joins, or takes a step towards
 * its target. Nobody waits for the others: the coordinator knows at once what the member is to hold.
 */
final class ClassicJoins {
    /** From this version on a dynamic member must come with the id it was given (KIP-394). */
    private static final int NEEDS_MEMBER_ID_VERSION = 4;

    /** From this version on there may be no protocol in a response. */
    private static final int NULLABLE_PROTOCOL_VERSION = 7;

    private final ConsumerGroups groups;
    private final Supplier<String> newMemberIds;
    private final MemberUpdates updates;
    private final Downgrade downgrade;

    ClassicJoins(ConsumerGroups groups, Supplier<String> newMemberIds, MemberUpdates updates, Downgrade downgrade) {
        this.groups = groups;
        this.newMemberIds = newMemberIds;
        this.updates = updates;
        this.downgrade = downgrade;
    }

    Decision<GroupEvent, ApiMessage> decide(ConsumerGroup group, JoinGroupRequest request, Caller caller, long nowMs) {
        int version = caller.apiVersion();
        Optional<ErrorCode> refusal = check(group, request);
        if (refusal.isPresent()) {
            return refuse(refusal.get(), request.memberId(), version);
        }
        boolean isUnknown = request.memberId().isEmpty();
        String memberId = isUnknown ? newMemberIds.get() : request.memberId();
        if (isUnknown && request.groupInstanceId() == null && version >= NEEDS_MEMBER_ID_VERSION) {
            return refuse(ErrorCode.MEMBER_ID_REQUIRED, memberId, version);
        }
        Optional<ConsumerProtocolSubscription> subscription =
                ConsumerMetadata.subscription(request.protocols().getFirst().metadata());
        if (subscription.isEmpty()) {
            // There is a better error for it, but this is what the reference says.
            return refuse(ErrorCode.UNKNOWN_SERVER_ERROR, memberId, version);
        }
        return switch (admit(group, memberId, request.groupInstanceId(), isUnknown)) {
            case MemberAdmission.Refused refused -> refuse(refused.refusal().error(), memberId, version);
            case MemberAdmission.Admitted admitted ->
                join(group, admitted, new Joining(request, subscription.get(), caller), nowMs);
        };
    }

    private record Joining(JoinGroupRequest request, ConsumerProtocolSubscription subscription, Caller caller) {}

    private Optional<ErrorCode> check(ConsumerGroup group, JoinGroupRequest request) {
        if (!groups.settings().classic().allowsSessionTimeout(request.sessionTimeoutMs())) {
            return Optional.of(ErrorCode.INVALID_SESSION_TIMEOUT);
        }
        if (groups.settings().migration() == MigrationPolicy.DISABLED) {
            return Optional.of(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
        boolean isNew = group.member(request.memberId()).isEmpty();
        if (isNew && group.size() >= groups.settings().maxSize()) {
            return Optional.of(ErrorCode.GROUP_MAX_SIZE_REACHED);
        }
        List<String> names =
                request.protocols().stream().map(JoinGroupRequestProtocol::name).toList();
        boolean isUnderstood = request.protocolType().equals(ConsumerGroupPart.PROTOCOL_TYPE)
                && !names.isEmpty()
                && (group.isEmpty() || group.classicMembers().shareOneOf(names));
        return isUnderstood ? Optional.empty() : Optional.of(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    }

    private static MemberAdmission admit(ConsumerGroup group, String memberId, String instanceId, boolean isUnknown) {
        if (instanceId == null || isUnknown && group.staticMember(instanceId).isEmpty()) {
            ConsumerMember member = group.member(memberId).orElseGet(() -> ConsumerMember.joining(memberId));
            return new MemberAdmission.Admitted(member, Optional.empty());
        }
        if (isUnknown) {
            ConsumerMember former = group.staticMember(instanceId).orElseThrow();
            return new MemberAdmission.Admitted(
                    MemberAdmission.takingThePlaceOf(former, memberId), Optional.of(former));
        }
        return switch (ClassicMembership.of(group, memberId, instanceId)) {
            case ClassicMembership.Refused refused ->
                new MemberAdmission.Refused(new Refusal(refused.error(), "not the member it says it is"));
            case ClassicMembership.Member found -> new MemberAdmission.Admitted(found.member(), Optional.empty());
        };
    }

    private Decision<GroupEvent, ApiMessage> join(
            ConsumerGroup group, MemberAdmission.Admitted admitted, Joining joining, long nowMs) {
        MemberMetadata metadata = metadata(admitted.member().metadata(), joining);
        MemberUpdates.Update update = new MemberUpdates.Update(
                admitted.member().with(metadata),
                admitted,
                Optional.of(ClassicPartitions.owned(joining.subscription(), groups.topics())),
                joining.caller(),
                nowMs);
        boolean downgrades = admitted.replaced()
                .filter(replaced -> downgrade.isDueInPlaceOf(group, replaced))
                .isPresent();
        Draft draft = new Draft();
        return switch (updates.decide(group, update, draft)) {
            case MemberUpdates.Refused refused ->
                refuse(
                        refused.refusal().error(),
                        admitted.member().memberId(),
                        joining.caller().apiVersion());
            case MemberUpdates.Updated updated -> {
                ConsumerMember member = updated.member();
                if (downgrades) {
                    yield downgraded(group, admitted, updated, nowMs);
                }
                draft.happens(new ConsumerGroupEvent.JoinedAgain(group.groupId(), member.memberId()));
                draft.cancel(new ConsumerGroupTimer.ClassicJoin(group.groupId(), member.memberId()));
                draft.set(
                        new ConsumerGroupTimer.ClassicSync(group.groupId(), member.memberId()),
                        nowMs + member.metadata().rebalanceTimeoutMs());
                yield draft.reply(joined(member, member.epoch()));
            }
        };
    }

    /** The last member of the consumer protocol came back in the classic one: the group becomes a classic group with it. */
    private Decision<GroupEvent, ApiMessage> downgraded(
            ConsumerGroup group, MemberAdmission.Admitted admitted, MemberUpdates.Updated updated, long nowMs) {
        boolean isTargetOld = group.targetEpoch() < updated.groupEpoch();
        Draft draft = new Draft();
        downgrade.decide(
                group,
                new Downgrade.Change(
                        List.of(admitted.replaced().orElseThrow()),
                        Optional.of(updated.member()),
                        isTargetOld ? Optional.of("a member came back in the classic protocol") : Optional.empty()),
                draft,
                nowMs);
        return draft.reply(joined(updated.member(), group.epoch()));
    }

    private static MemberMetadata metadata(MemberMetadata before, Joining joining) {
        JoinGroupRequest request = joining.request();
        List<ClassicProtocols.Protocol> supported = new ArrayList<>();
        request.protocols()
                .forEach(protocol -> supported.add(
                        new ClassicProtocols.Protocol(protocol.name(), ClassicProtocols.bytesOf(protocol.metadata()))));
        return new MemberMetadata(
                Optional.ofNullable(request.groupInstanceId()).or(before::instanceId),
                Optional.ofNullable(joining.subscription().rackId())
                        .filter(rack -> !rack.isEmpty())
                        .or(before::rackId),
                MemberMetadata.clientIdOf(joining.caller()),
                joining.caller().clientHost(),
                new TreeSet<>(joining.subscription().topics()),
                "",
                request.rebalanceTimeoutMs() == -1 ? request.sessionTimeoutMs() : request.rebalanceTimeoutMs(),
                before.serverAssignor(),
                Optional.of(new ClassicProtocols(request.sessionTimeoutMs(), supported)));
    }

    private static JoinGroupResponse joined(ConsumerMember member, int generationId) {
        return new JoinGroupResponse()
                .memberId(member.memberId())
                .generationId(generationId)
                .protocolType(ConsumerGroupPart.PROTOCOL_TYPE)
                .protocolName(member.metadata()
                        .classic()
                        .orElseThrow()
                        .supported()
                        .getFirst()
                        .name());
    }

    private static Decision<GroupEvent, ApiMessage> refuse(ErrorCode error, String memberId, int version) {
        return Decision.reply(new JoinGroupResponse()
                .errorCode(error.code())
                .memberId(memberId)
                .protocolName(version < NULLABLE_PROTOCOL_VERSION ? "" : null));
    }
}
