package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.JoinGroupRequest;
import java.util.Optional;

/**
 * JoinGroup, versions 0–9: who becomes or stays a member, and what that does to the group.
 *
 * <p>Who waits for the join phase to end is parked, and woken by whatever ends it: another member's request or a timer. What
 * the request asks of groups of another type is not decided here.
 */
public final class JoinGroup {
    private final ClassicSettings settings;
    private final JoinNewMember newMember;
    private final JoinKnownMember knownMember;

    public JoinGroup(ClassicSettings settings, MemberIds memberIds) {
        Rebalance rebalance = new Rebalance(settings);
        this.settings = settings;
        this.newMember = new JoinNewMember(memberIds, rebalance);
        this.knownMember = new JoinKnownMember(rebalance);
    }

    /** An error for which the group need not be looked at, whatever its type. */
    public Optional<ErrorCode> refusal(JoinGroupRequest request) {
        if (request.groupId().isEmpty()) {
            return Optional.of(ErrorCode.INVALID_GROUP_ID);
        }
        return settings.allowsSessionTimeout(request.sessionTimeoutMs())
                ? Optional.empty()
                : Optional.of(ErrorCode.INVALID_SESSION_TIMEOUT);
    }

    public Decision<GroupEvent, ApiMessage> decide(
            ClassicGroups groups, Request<JoinGroupRequest> request, long nowMs) {
        JoinGroupRequest message = request.message();
        Optional<ErrorCode> refusal = refusal(message);
        if (refusal.isPresent()) {
            return Decision.reply(JoinAnswers.error(refusal.get(), message.memberId()));
        }
        Joining joining = Joining.of(request);
        Optional<ClassicGroup> group = groups.find(message.groupId());
        if (group.isEmpty() && !joining.isNew()) {
            return Decision.reply(JoinAnswers.error(ErrorCode.UNKNOWN_MEMBER_ID, message.memberId()));
        }
        GroupDraft draft = group.map(existing -> GroupDraft.of(existing, nowMs))
                .orElseGet(() -> GroupDraft.ofNew(GroupRecords.created(message.groupId(), nowMs), nowMs));
        return decide(draft, joining);
    }

    private Decision<GroupEvent, ApiMessage> decide(GroupDraft draft, Joining joining) {
        if (!hasRoomFor(draft.group(), joining.memberId())) {
            if (draft.group().roster().contains(joining.memberId())
                    || draft.group().isPending(joining.memberId())) {
                draft.happened(new ClassicEvent.MemberRemoved(
                        draft.groupId(), joining.memberId(), "the group has reached its maximum size"));
            }
            return draft.reply(JoinAnswers.error(ErrorCode.GROUP_MAX_SIZE_REACHED, MemberIds.UNKNOWN));
        }
        if (!draft.group().supports(joining.protocolType(), joining.terms().protocols())) {
            return draft.reply(JoinAnswers.error(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, joining.memberId()));
        }
        return joining.isNew() ? newMember.decide(draft, joining) : knownMember.decide(draft, joining);
    }

    /**
     * Whether the group has a place left, or this member has one already. During the join phase places are counted anew, by
     * who has joined: the limit may have been lowered since, and who comes last is out then.
     */
    private boolean hasRoomFor(ClassicGroup group, String memberId) {
        return switch (group.state()) {
            case EMPTY, DEAD -> true;
            case PREPARING_REBALANCE ->
                group.roster().awaitingJoin() < settings.maxSize()
                        || group.roster()
                                .find(memberId)
                                .map(ClassicMember::awaitsJoin)
                                .orElse(false);
            case COMPLETING_REBALANCE, STABLE ->
                group.roster().size() < settings.maxSize() || group.roster().contains(memberId);
        };
    }
}
