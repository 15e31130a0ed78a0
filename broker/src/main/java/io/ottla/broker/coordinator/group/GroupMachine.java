package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.group.classic.UnjoinedGroup;
import io.ottla.broker.coordinator.group.offset.OffsetBook;
import io.ottla.broker.coordinator.group.offset.OffsetCommitDecider;
import io.ottla.broker.coordinator.group.offset.OffsetDeleteDecider;
import io.ottla.broker.coordinator.group.offset.OffsetFetchDecider;
import io.ottla.broker.coordinator.group.offset.OffsetRemoval;
import io.ottla.broker.coordinator.group.offset.OffsetSettings;
import io.ottla.broker.coordinator.group.offset.TransactionalCommitDecider;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.TransactionalMachine;
import io.ottla.broker.metrics.MetricName;
import io.ottla.controller.image.ImageDelta;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.ConsumerGroupDescribeRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.DeleteGroupsRequest;
import io.ottla.wire.message.DeleteGroupsResponse;
import io.ottla.wire.message.DescribeGroupsRequest;
import io.ottla.wire.message.DescribeGroupsResponse;
import io.ottla.wire.message.DescribeGroupsResponse.DescribedGroup;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.ListGroupsRequest;
import io.ottla.wire.message.OffsetCommitRequest;
import io.ottla.wire.message.OffsetDeleteRequest;
import io.ottla.wire.message.OffsetFetchRequest;
import io.ottla.wire.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.ottla.wire.message.OffsetFetchResponse;
import io.ottla.wire.message.SyncGroupRequest;
import io.ottla.wire.message.TxnOffsetCommitRequest;
import io.ottla.wire.record.group.OffsetCommitKey;
import io.ottla.wire.record.group.OffsetCommitValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All groups of one partition of {@code __consumer_offsets}, of every type, and their offsets: sends each request, timer and
 * record to the part it is for, and does itself what concerns groups of all types.
 *
 * <p>Where a request names several groups, it comes here once for each, naming that one.
 */
public final class GroupMachine implements TransactionalMachine<GroupCommand, GroupEvent, ApiMessage> {
    /** So many tombstones fit into one batch of the smallest size that makes sense, however long the names. */
    private static final int REMOVALS_AT_ONCE_MAX = 500;

    /** Of DescribeGroups: earlier, a group that is not there is one that is dead. */
    private static final int FIRST_VERSION_WITH_GROUP_ID_NOT_FOUND = 6;

    private final GroupPart classic;
    private final GroupPart consumer;
    private final OffsetSettings settings;
    private final OffsetBook offsets = new OffsetBook();
    private final AllGroups groups;
    private final OffsetRemoval removal;

    public GroupMachine(GroupPart classic, GroupPart consumer, OffsetSettings settings) {
        this.classic = classic;
        this.consumer = consumer;
        this.settings = settings;
        this.groups = new AllGroups(classic, consumer, offsets);
        this.removal = new OffsetRemoval(offsets, settings.retentionMs());
    }

    // Requests.

    @Override
    public Decision<GroupEvent, ApiMessage> decide(GroupCommand command, long nowMs) {
        return switch (command) {
            case GroupCommand.Request<?> request -> decide(request, nowMs);
            case GroupCommand.TransactionalCommit commit -> commit(commit, nowMs);
            case GroupCommand.ClusterChanged change -> clusterChanged(change, nowMs);
            default -> throw new IllegalArgumentException("no groups know what to make of " + command);
        };
    }

    private Decision<GroupEvent, ApiMessage> decide(GroupCommand.Request<?> request, long nowMs) {
        return switch (request.message()) {
            case JoinGroupRequest join -> join(join.groupId(), request, nowMs);
            case SyncGroupRequest sync -> speakingClassic(sync.groupId()).decide(request, nowMs);
            case HeartbeatRequest heartbeat ->
                speakingClassic(heartbeat.groupId()).decide(request, nowMs);
            case LeaveGroupRequest leave -> speakingClassic(leave.groupId()).decide(request, nowMs);
            case ConsumerGroupHeartbeatRequest heartbeat -> consumer.decide(request, nowMs);
            case ConsumerGroupDescribeRequest describe -> consumer.decide(request, nowMs);
            case OffsetCommitRequest commit -> commit(commit, request.caller(), nowMs);
            case OffsetFetchRequest fetch -> fetch(fetch);
            case OffsetDeleteRequest delete -> deleteOffsets(delete, nowMs);
            case ListGroupsRequest list -> Decision.reply(GroupListing.list(groups, list));
            case DescribeGroupsRequest describe -> describe(describe, request, nowMs);
            case DeleteGroupsRequest delete -> delete(delete.groupsNames().getFirst());
            default -> throw new IllegalArgumentException("no groups know what to make of " + request);
        };
    }

    /** A consumer group without members gives way to a classic one. */
    private Decision<GroupEvent, ApiMessage> join(String groupId, GroupCommand.Request<?> request, long nowMs) {
        if (!consumer.has(groupId) || !consumer.facts(groupId).empty()) {
            return speakingClassic(groupId).decide(request, nowMs);
        }
        Decision<GroupEvent, ApiMessage> joined = classic.decide(request, nowMs);
        if (joined.events().isEmpty()) {
            return joined;
        }
        GroupPart.Removal givenWay = consumer.removal(groupId);
        List<GroupEvent> events = new ArrayList<>(givenWay.events());
        events.addAll(joined.events());
        List<TimerCommand> timers = new ArrayList<>(givenWay.timers());
        timers.addAll(joined.timers());
        return new Decision<>(events, joined.outcome(), joined.wakes(), timers);
    }

    /** Who answers a member that speaks the classic protocol: such members may be in groups of the consumer protocol, too. */
    private GroupPart speakingClassic(String groupId) {
        return consumer.has(groupId) ? consumer : classic;
    }

    private Decision<GroupEvent, ApiMessage> commit(
            OffsetCommitRequest request, GroupCommand.Caller caller, long nowMs) {
        CommitClaim claim = new CommitClaim(
                request.groupId(),
                request.memberId(),
                request.groupInstanceId(),
                request.generationIdOrMemberEpoch(),
                false,
                caller.apiVersion());
        return switch (groups.permitCommit(claim, nowMs)) {
            case CommitPermission.Granted granted -> new OffsetCommitDecider(settings).decide(request, granted, nowMs);
            case CommitPermission.Refused refused -> Decision.reject(refused.error());
        };
    }

    /** That its epoch is old is told to a member of whatever group in the words of the classic protocol. */
    private Decision<GroupEvent, ApiMessage> commit(GroupCommand.TransactionalCommit commit, long nowMs) {
        TxnOffsetCommitRequest request = commit.request();
        CommitClaim claim = new CommitClaim(
                request.groupId(),
                request.memberId(),
                request.groupInstanceId(),
                request.generationId(),
                true,
                commit.caller().apiVersion());
        Decision<GroupEvent, ApiMessage> decision = switch (groups.permitCommit(claim, nowMs)) {
            case CommitPermission.Granted granted ->
                new TransactionalCommitDecider(settings).decide(commit, granted, nowMs);
            case CommitPermission.Refused refused -> Decision.reject(refused.error());
        };
        boolean stale = decision.outcome() instanceof Outcome.Reject<ApiMessage> refusal
                && refusal.error() == ErrorCode.STALE_MEMBER_EPOCH;
        return stale ? Decision.reject(ErrorCode.ILLEGAL_GENERATION) : decision;
    }

    private Decision<GroupEvent, ApiMessage> fetch(OffsetFetchRequest request) {
        OffsetFetchRequestGroup group = request.groups().getFirst();
        Optional<GroupPart> part = groups.partOf(group.groupId());
        ErrorCode refusal = part.map(found -> found.permitFetch(group.groupId(), group.memberId(), group.memberEpoch()))
                .orElse(ErrorCode.NONE);
        if (refusal == ErrorCode.GROUP_ID_NOT_FOUND) {
            return Decision.reply(new OffsetFetchResponse().groups(List.of(OffsetFetchDecider.nothing(group))));
        }
        if (refusal != ErrorCode.NONE) {
            return Decision.reject(refusal);
        }
        return Decision.reply(new OffsetFetchResponse()
                .groups(List.of(new OffsetFetchDecider(offsets).answer(group, request.requireStable()))));
    }

    /** A group that is there for its offsets alone outlives the last of them, when they are deleted one by one. */
    private Decision<GroupEvent, ApiMessage> deleteOffsets(OffsetDeleteRequest request, long nowMs) {
        String groupId = request.groupId();
        Optional<GroupFacts> facts = groups.facts(groupId);
        if (facts.isEmpty()) {
            return Decision.reject(ErrorCode.GROUP_ID_NOT_FOUND);
        }
        Decision<GroupEvent, ApiMessage> deleted = new OffsetDeleteDecider(offsets).decide(request, facts.get());
        if (deleted.events().isEmpty() || groups.partOf(groupId).isPresent()) {
            return deleted;
        }
        List<GroupEvent> events = new ArrayList<>(deleted.events());
        events.add(UnjoinedGroup.noted(groupId, nowMs));
        return new Decision<>(events, deleted.outcome(), deleted.wakes(), deleted.timers());
    }

    private Decision<GroupEvent, ApiMessage> describe(
            DescribeGroupsRequest request, GroupCommand.Request<?> command, long nowMs) {
        String groupId = request.groups().getFirst();
        if (classic.has(groupId)) {
            return classic.decide(command, nowMs);
        }
        boolean offsetsAlone = offsets.has(groupId) && !consumer.has(groupId);
        DescribedGroup described = new DescribedGroup().groupId(groupId).groupState(offsetsAlone ? "Empty" : "Dead");
        if (!offsetsAlone && command.caller().apiVersion() >= FIRST_VERSION_WITH_GROUP_ID_NOT_FOUND) {
            String kind = consumer.has(groupId) ? " is not a classic group." : " not found.";
            described.errorCode(ErrorCode.GROUP_ID_NOT_FOUND.code()).errorMessage("Group " + groupId + kind);
        }
        return Decision.reply(new DescribeGroupsResponse().groups(List.of(described)));
    }

    private Decision<GroupEvent, ApiMessage> delete(String groupId) {
        Optional<GroupFacts> facts = groups.facts(groupId);
        ErrorCode refusal = facts.map(GroupFacts::refusalToDelete).orElse(ErrorCode.GROUP_ID_NOT_FOUND);
        DeleteGroupsResponse.DeletableGroupResult result =
                new DeleteGroupsResponse.DeletableGroupResult().groupId(groupId).errorCode(refusal.code());
        DeleteGroupsResponse response = new DeleteGroupsResponse().results(List.of(result));
        if (refusal != ErrorCode.NONE) {
            return Decision.reply(response);
        }
        List<GroupEvent> events = new ArrayList<>(removal.allOf(groupId));
        List<TimerCommand> timers = new ArrayList<>();
        groups.partOf(groupId).map(part -> part.removal(groupId)).ifPresent(group -> {
            events.addAll(group.events());
            timers.addAll(group.timers());
        });
        return Decision.<GroupEvent, ApiMessage>reply(events, response).withTimers(timers);
    }

    // What happens of itself.

    private Decision<GroupEvent, ApiMessage> clusterChanged(GroupCommand.ClusterChanged change, long nowMs) {
        Decisions decisions =
                new Decisions().add(classic.clusterChanged(change, nowMs)).add(consumer.clusterChanged(change, nowMs));
        Map<String, Uuid> deleted = new TreeMap<>();
        change.delta()
                .ifPresent(delta -> delta.topics().values().forEach(topic -> {
                    if (topic instanceof ImageDelta.Deleted gone) {
                        deleted.put(gone.topic().name(), gone.topic().id());
                    }
                }));
        if (!deleted.isEmpty()) {
            decisions.set(new GroupTimer.TopicsDeleted(deleted), nowMs);
        }
        return decisions.all();
    }

    @Override
    public Decision<GroupEvent, ApiMessage> loaded(long nowMs) {
        return new Decisions()
                .add(classic.loaded(nowMs))
                .add(consumer.loaded(nowMs))
                .set(new GroupTimer.Expiry(), nowMs + settings.retentionCheckIntervalMs())
                .all();
    }

    @Override
    public Decision<GroupEvent, ApiMessage> due(TimerCommand.Key timer, long nowMs) {
        if (timer instanceof GroupTimer own) {
            return switch (own) {
                case GroupTimer.Expiry expiry -> expire(nowMs);
                case GroupTimer.TopicsDeleted deletion -> removeOffsetsOf(deletion, nowMs);
            };
        }
        Decision<GroupEvent, ApiMessage> decision = classic.due(timer, nowMs);
        return decision == null ? consumer.due(timer, nowMs) : decision;
    }

    private Decision<GroupEvent, ApiMessage> removeOffsetsOf(GroupTimer.TopicsDeleted deletion, long nowMs) {
        Decisions decisions = new Decisions().add(removal.ofTopics(deletion.topics(), REMOVALS_AT_ONCE_MAX));
        if (decisions.eventCount() == REMOVALS_AT_ONCE_MAX) {
            decisions.set(deletion, nowMs);
        }
        return decisions.all();
    }

    /** Removes what has expired, and groups that are empty and have no offsets left. Much of it takes several turns. */
    private Decision<GroupEvent, ApiMessage> expire(long nowMs) {
        Decisions decisions = new Decisions();
        for (String groupId : groups.groupIds()) {
            if (decisions.eventCount() >= REMOVALS_AT_ONCE_MAX) {
                return decisions.set(new GroupTimer.Expiry(), nowMs).all();
            }
            GroupFacts facts = groups.facts(groupId).orElseThrow();
            OffsetRemoval.Expired expired = removal.expired(groupId, facts, nowMs);
            int room = REMOVALS_AT_ONCE_MAX - decisions.eventCount();
            if (expired.events().size() > room) {
                return decisions
                        .add(expired.events().subList(0, room))
                        .set(new GroupTimer.Expiry(), nowMs)
                        .all();
            }
            decisions.add(expired.events());
            if (expired.nothingLeft() && facts.empty()) {
                groups.partOf(groupId)
                        .map(part -> part.removal(groupId))
                        .ifPresent(group -> decisions.add(group.events()).addTimers(group.timers()));
            }
        }
        return decisions
                .set(new GroupTimer.Expiry(), nowMs + settings.retentionCheckIntervalMs())
                .all();
    }

    // Events.

    @Override
    public void apply(GroupEvent event) {
        if (event instanceof GroupEvent.Stored stored && stored.stored().key() instanceof OffsetCommitKey key) {
            offsets.apply(key, offset(stored.stored()));
        } else {
            classic.apply(event);
            consumer.apply(event);
        }
    }

    @Override
    public void applyPending(long producerId, GroupEvent event) {
        if (event instanceof GroupEvent.Stored stored && stored.stored().key() instanceof OffsetCommitKey key) {
            offsets.applyPending(producerId, key, offset(stored.stored()));
        }
    }

    @Override
    public void endTransaction(long producerId, boolean committed) {
        offsets.endTransaction(producerId, committed);
    }

    private static OffsetCommitValue offset(CoordinatorRecord record) {
        return record.value().map(value -> (OffsetCommitValue) value.message()).orElse(null);
    }

    @Override
    public Map<MetricName, Long> census() {
        return GroupCensus.of(groups, offsets);
    }

    /** The offsets, for comparing what was replayed with what is. */
    OffsetBook offsets() {
        return offsets;
    }
}
