package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * What a classic group allows to be done with its offsets. A group that does not exist is for the caller to judge, who knows
 * the request's version: whoever commits without a generation makes a new group, which holds offsets and nothing else.
 */
public final class OffsetChecks {
    private OffsetChecks() {}

    /** Who commits; {@code instanceId} is null for a dynamic member, as in requests. */
    public record Committer(String memberId, String instanceId, int generationId) {
        boolean isMember() {
            return generationId >= 0 || !memberId.isEmpty() || instanceId != null;
        }
    }

    /** Why an OffsetCommit is refused; empty when it is not. */
    public static Optional<ErrorCode> commitRefusal(ClassicGroup group, Committer committer) {
        if (isOutsider(group, committer)) {
            return Optional.empty();
        }
        if (!committer.isMember()) {
            return group.is(ClassicState.EMPTY) ? Optional.empty() : Optional.of(ErrorCode.UNKNOWN_MEMBER_ID);
        }
        Optional<ErrorCode> refusal = memberRefusal(group, committer);
        if (refusal.isEmpty() && group.is(ClassicState.COMPLETING_REBALANCE)) {
            // The member knows of the generation already and has yet to learn what is its own in it.
            return Optional.of(ErrorCode.REBALANCE_IN_PROGRESS);
        }
        return refusal;
    }

    /** Why a TxnOffsetCommit is refused; empty when it is not. Producers before version 3 do not say who they are. */
    public static Optional<ErrorCode> transactionalCommitRefusal(ClassicGroup group, Committer committer) {
        return isOutsider(group, committer) || !committer.isMember()
                ? Optional.empty()
                : memberRefusal(group, committer);
    }

    /** An operator, or a consumer that assigns partitions itself: welcome where nobody else is. */
    private static boolean isOutsider(ClassicGroup group, Committer committer) {
        return committer.generationId() < 0 && group.is(ClassicState.EMPTY);
    }

    private static Optional<ErrorCode> memberRefusal(ClassicGroup group, Committer committer) {
        Optional<ErrorCode> refusal = MemberCheck.refusal(group, committer.memberId(), committer.instanceId());
        if (refusal.isPresent()) {
            return refusal;
        }
        return committer.generationId() == group.generation().id()
                ? Optional.empty()
                : Optional.of(ErrorCode.ILLEGAL_GENERATION);
    }

    /** What an OffsetCommit that was not refused does to timers: it is a sign of life from the member. */
    public static List<TimerCommand> timersOfCommit(ClassicGroup group, Committer committer, long nowMs) {
        boolean keepsSession = group.is(ClassicState.STABLE) || group.is(ClassicState.PREPARING_REBALANCE);
        return keepsSession && group.roster().contains(committer.memberId())
                ? List.of(Heartbeat.sessionTimer(group, committer.memberId(), nowMs))
                : List.of();
    }

    /**
     * Why an OffsetDelete is refused as a whole; empty when it is not. Of consumers, single topics are looked at afterwards
     * ({@link ClassicGroup#isSubscribedTo}); of others nobody knows what they read.
     */
    public static Optional<ErrorCode> deleteRefusal(ClassicGroup group) {
        return group.is(ClassicState.EMPTY) || group.generation().isConsumers()
                ? Optional.empty()
                : Optional.of(ErrorCode.NON_EMPTY_GROUP);
    }
}
