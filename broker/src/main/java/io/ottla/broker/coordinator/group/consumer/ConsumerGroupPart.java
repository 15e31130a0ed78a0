package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.CommitClaim;
import io.ottla.broker.coordinator.group.CommitPermission;
import io.ottla.broker.coordinator.group.GroupCommand;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.GroupFacts;
import io.ottla.broker.coordinator.group.GroupPart;
import io.ottla.broker.coordinator.group.GroupType;
import io.ottla.broker.coordinator.group.OffsetExpiry;
import io.ottla.broker.coordinator.group.classic.ClassicGroups;
import io.ottla.broker.coordinator.group.classic.GroupConversion;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ConfigsImage;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.ConsumerGroupDescribeRequest;
import io.ottla.wire.message.ConsumerGroupDescribeResponse;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.SyncGroupRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The consumer groups of a coordinator, and those who decide about them. */
public final class ConsumerGroupPart implements GroupPart {
    static final String PROTOCOL_TYPE = "consumer";

    private final ConsumerGroups groups;
    private final ConsumerGroupHeartbeats heartbeats;
    private final ConsumerGroupDescriptions descriptions;
    private final ConsumerGroupTimers timers;
    private final ClassicJoins joins;
    private final ClassicSyncs syncs;
    private final ClassicHeartbeats classicHeartbeats;
    private final ClassicLeaves leaves;

    ConsumerGroupPart(
            ConsumerGroups groups,
            ClassicGroups classicGroups,
            GroupConversion conversion,
            ConsumerGroupContext context) {
        this.groups = groups;
        RegexLookups lookups = new RegexLookups(groups, context.mayDescribe());
        MemberUpdates updates = new MemberUpdates(groups, lookups);
        Downgrade downgrade = new Downgrade(groups, conversion);
        MemberRemovals removals = new MemberRemovals(groups, downgrade);
        Founding founding = new Founding(groups, classicGroups, conversion);
        this.heartbeats = new ConsumerGroupHeartbeats(groups, founding, context.newMemberIds(), updates, removals);
        this.descriptions = new ConsumerGroupDescriptions(groups);
        this.timers = new ConsumerGroupTimers(groups, lookups, removals);
        this.joins = new ClassicJoins(groups, context.newMemberIds(), updates, downgrade);
        this.syncs = new ClassicSyncs(groups);
        this.classicHeartbeats = new ClassicHeartbeats(groups);
        this.leaves = new ClassicLeaves(removals);
    }

    /**
     * @param configs go until the part is told of the cluster
     * @param classicGroups the same coordinator's classic groups, which may become consumer groups
     */
    public static ConsumerGroupPart of(
            BrokerConfigs configs,
            ClassicGroups classicGroups,
            GroupConversion conversion,
            ConsumerGroupContext context) {
        ConsumerGroups groups = new ConsumerGroups(
                ConfiguredTimings.settings(configs), new ConfiguredTimings(configs, ConfigsImage.EMPTY));
        return new ConsumerGroupPart(groups, classicGroups, conversion, context);
    }

    @Override
    public boolean has(String groupId) {
        return groups.find(groupId).isPresent();
    }

    @Override
    public Collection<String> groupIds() {
        return groups.all().stream().map(ConsumerGroup::groupId).toList();
    }

    private ConsumerGroup group(String groupId) {
        return groups.find(groupId).orElseThrow(() -> new IllegalArgumentException("no consumer group " + groupId));
    }

    @Override
    public GroupFacts facts(String groupId) {
        ConsumerGroup group = group(groupId);
        return new GroupFacts(
                GroupType.CONSUMER,
                PROTOCOL_TYPE,
                group.state().text(),
                group.isEmpty(),
                group.isEmpty() ? ErrorCode.NONE : ErrorCode.NON_EMPTY_GROUP,
                ErrorCode.NONE,
                group.subscriptions()::wants,
                new OffsetExpiry.SinceCommit());
    }

    @Override
    public Decision<GroupEvent, ApiMessage> decide(GroupCommand.Request<?> request, long nowMs) {
        return switch (request.message()) {
            case ConsumerGroupHeartbeatRequest message ->
                heartbeats.decide(new GroupCommand.Request<>(request.caller(), message), nowMs);
            case ConsumerGroupDescribeRequest message -> describe(message);
            case JoinGroupRequest message -> joins.decide(group(message.groupId()), message, request.caller(), nowMs);
            case SyncGroupRequest message -> syncs.decide(group(message.groupId()), message, nowMs);
            case HeartbeatRequest message -> classicHeartbeats.decide(group(message.groupId()), message, nowMs);
            case LeaveGroupRequest message ->
                leaves.decide(
                        group(message.groupId()), message, request.caller().apiVersion(), nowMs);
            default -> throw new IllegalArgumentException("nothing for a consumer group: " + request.message());
        };
    }

    private Decision<GroupEvent, ApiMessage> describe(ConsumerGroupDescribeRequest message) {
        return Decision.reply(new ConsumerGroupDescribeResponse()
                .groups(new ArrayList<>(
                        message.groupIds().stream().map(descriptions::describe).toList())));
    }

    @Override
    public Decision<GroupEvent, ApiMessage> due(TimerCommand.Key timer, long nowMs) {
        return timer instanceof ConsumerGroupTimer ours ? timers.due(ours, nowMs) : null;
    }

    @Override
    public Decision<GroupEvent, ApiMessage> loaded(long nowMs) {
        return Decision.<GroupEvent, ApiMessage>nothing().withTimers(timers.loaded(nowMs));
    }

    @Override
    public Decision<GroupEvent, ApiMessage> clusterChanged(GroupCommand.ClusterChanged change, long nowMs) {
        List<GroupEvent> events = new ArrayList<>();
        if (!groups.isConfiguredBy(change.configs(), change.image().configs())) {
            events.add(new ConsumerGroupEvent.SettingsChanged(
                    ConfiguredTimings.settings(change.configs()),
                    new ConfiguredTimings(change.configs(), change.image().configs())));
        }
        events.add(ImageTopics.changed(change.image(), change.delta()));
        return new Decision<>(events, new Outcome.Nothing<>(), List.of(), List.of());
    }

    @Override
    public void apply(GroupEvent event) {
        if (ConsumerGroups.concerns(event)) {
            groups.apply(event);
        }
    }

    @Override
    public CommitPermission permitCommit(CommitClaim claim, long nowMs) {
        return ConsumerOffsetRules.commit(group(claim.groupId()), claim);
    }

    @Override
    public ErrorCode permitFetch(String groupId, String memberId, int memberEpoch) {
        return ConsumerOffsetRules.fetch(group(groupId), Optional.ofNullable(memberId), memberEpoch);
    }

    @Override
    public Removal removal(String groupId) {
        ConsumerGroup group = group(groupId);
        Draft draft = new Draft();
        group.members().forEach(member -> draft.cancelAll(groupId, member.memberId()));
        return new Removal(ConsumerGroupRemoval.of(group), draft.timers());
    }
}
