package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.group.classic.ClassicGroup;
import io.ottla.broker.coordinator.group.classic.ClassicGroups;
import io.ottla.broker.coordinator.group.classic.ClassicSettings;
import io.ottla.broker.coordinator.group.classic.ClassicState;
import io.ottla.broker.coordinator.group.classic.ClassicTimeouts;
import io.ottla.broker.coordinator.group.classic.ClassicTimer;
import io.ottla.broker.coordinator.group.classic.DeleteGroup;
import io.ottla.broker.coordinator.group.classic.DescribeGroup;
import io.ottla.broker.coordinator.group.classic.Heartbeat;
import io.ottla.broker.coordinator.group.classic.JoinGroup;
import io.ottla.broker.coordinator.group.classic.LeaveGroup;
import io.ottla.broker.coordinator.group.classic.MemberIds;
import io.ottla.broker.coordinator.group.classic.OffsetChecks;
import io.ottla.broker.coordinator.group.classic.SyncGroup;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.DescribeGroupsRequest;
import io.ottla.wire.message.DescribeGroupsResponse;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.SyncGroupRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The groups of the classic protocol, in the machine that has all types. */
public final class ClassicPart implements GroupPart {
    private final ClassicGroups groups = new ClassicGroups();
    private final JoinGroup join;
    private final SyncGroup sync = new SyncGroup();
    private final Heartbeat heartbeat = new Heartbeat();
    private final LeaveGroup leave;
    private final ClassicTimeouts timeouts;

    public ClassicPart(ClassicSettings settings, MemberIds memberIds) {
        this.join = new JoinGroup(settings, memberIds);
        this.leave = new LeaveGroup(settings);
        this.timeouts = new ClassicTimeouts(settings);
    }

    ClassicGroups groups() {
        return groups;
    }

    @Override
    public boolean has(String groupId) {
        return groups.find(groupId).isPresent();
    }

    @Override
    public Collection<String> groupIds() {
        return groups.all().stream().map(ClassicGroup::groupId).toList();
    }

    private ClassicGroup group(String groupId) {
        return groups.find(groupId).orElseThrow();
    }

    @Override
    public GroupFacts facts(String groupId) {
        ClassicGroup group = group(groupId);
        return new GroupFacts(
                GroupType.CLASSIC,
                group.generation().protocolType().orElse(""),
                group.state().text(),
                group.is(ClassicState.EMPTY),
                DeleteGroup.refusal(groups, groupId).orElse(ErrorCode.NONE),
                OffsetChecks.deleteRefusal(group).orElse(ErrorCode.NONE),
                group::isSubscribedTo,
                expiry(group));
    }

    private static OffsetExpiry expiry(ClassicGroup group) {
        return switch (io.ottla.broker.coordinator.group.classic.OffsetExpiry.of(group)) {
            case io.ottla.broker.coordinator.group.classic.OffsetExpiry.Never never -> new OffsetExpiry.Never();
            case io.ottla.broker.coordinator.group.classic.OffsetExpiry.SinceCommit since ->
                new OffsetExpiry.SinceCommit();
            case io.ottla.broker.coordinator.group.classic.OffsetExpiry.SinceEmpty since ->
                new OffsetExpiry.Since(since.atMs());
        };
    }

    @Override
    public Decision<GroupEvent, ApiMessage> decide(GroupCommand.Request<?> request, long nowMs) {
        GroupCommand.Caller caller = request.caller();
        return switch (request.message()) {
            case JoinGroupRequest message -> join.decide(groups, new GroupCommand.Request<>(caller, message), nowMs);
            case SyncGroupRequest message -> sync.decide(groups, new GroupCommand.Request<>(caller, message), nowMs);
            case HeartbeatRequest message -> heartbeat.decide(groups, message, nowMs);
            case LeaveGroupRequest message -> leave.decide(groups, new GroupCommand.Request<>(caller, message), nowMs);
            case DescribeGroupsRequest message ->
                Decision.reply(new DescribeGroupsResponse()
                        .groups(List.of(
                                DescribeGroup.describe(groups, message.groups().getFirst(), caller.apiVersion()))));
            default -> throw new IllegalArgumentException("classic groups do not know what to make of " + request);
        };
    }

    @Override
    public Decision<GroupEvent, ApiMessage> due(TimerCommand.Key timer, long nowMs) {
        return timer instanceof ClassicTimer own ? timeouts.due(groups, own, nowMs) : null;
    }

    @Override
    public Decision<GroupEvent, ApiMessage> loaded(long nowMs) {
        return timeouts.loaded(groups, nowMs);
    }

    @Override
    public Decision<GroupEvent, ApiMessage> clusterChanged(GroupCommand.ClusterChanged change, long nowMs) {
        return Decision.nothing();
    }

    @Override
    public void apply(GroupEvent event) {
        groups.apply(event);
    }

    @Override
    public CommitPermission permitCommit(CommitClaim claim, long nowMs) {
        ClassicGroup group = group(claim.groupId());
        OffsetChecks.Committer committer =
                new OffsetChecks.Committer(claim.memberId(), claim.instanceId(), claim.generationOrEpoch());
        if (claim.transactional()) {
            return permission(OffsetChecks.transactionalCommitRefusal(group, committer), List.of());
        }
        return permission(
                OffsetChecks.commitRefusal(group, committer), OffsetChecks.timersOfCommit(group, committer, nowMs));
    }

    private static CommitPermission permission(Optional<ErrorCode> refusal, List<TimerCommand> timers) {
        return refusal.isPresent()
                ? new CommitPermission.Refused(refusal.get())
                : new CommitPermission.Granted(CommitPermission.ANY_PARTITION, timers);
    }

    @Override
    public ErrorCode permitFetch(String groupId, String memberId, int memberEpoch) {
        return ErrorCode.NONE;
    }

    @Override
    public Removal removal(String groupId) {
        return new Removal(List.of(DeleteGroup.deleted(group(groupId))), List.of());
    }
}
