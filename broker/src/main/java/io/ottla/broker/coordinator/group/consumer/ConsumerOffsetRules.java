package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.CommitClaim;
import io.ottla.broker.coordinator.group.CommitPermission;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Who may commit and fetch the offsets of a consumer group (KIP-848, KIP-1251). */
public final class ConsumerOffsetRules {
    /** The first version of OffsetCommit that can tell a client that its member epoch is old. */
    private static final int FIRST_COMMIT_VERSION = 9;

    private ConsumerOffsetRules() {}

    public static CommitPermission commit(ConsumerGroup group, CommitClaim claim) {
        if (claim.generationOrEpoch() < 0 && group.isEmpty()) {
            return CommitPermission.granted();
        }
        // A producer's commit that does not say which member of its group it is for.
        if (claim.transactional() && isNobodys(claim)) {
            return CommitPermission.granted();
        }
        return group.member(claim.memberId())
                .map(member -> commit(member, claim))
                .orElseGet(() -> new CommitPermission.Refused(ErrorCode.UNKNOWN_MEMBER_ID));
    }

    private static boolean isNobodys(CommitClaim claim) {
        return claim.memberId().isEmpty() && claim.generationOrEpoch() == -1 && claim.instanceId() == null;
    }

    private static CommitPermission commit(ConsumerMember member, CommitClaim claim) {
        if (!claim.transactional() && !member.isClassic() && claim.apiVersion() < FIRST_COMMIT_VERSION) {
            return new CommitPermission.Refused(ErrorCode.UNSUPPORTED_VERSION);
        }
        int epoch = claim.generationOrEpoch();
        if (epoch == member.epoch()) {
            return CommitPermission.granted();
        }
        if (epoch > member.epoch()) {
            return new CommitPermission.Refused(staleEpoch(member));
        }
        return new CommitPermission.Granted(
                (name, topic, partition) -> checkOlder(member, epoch, topic, partition), List.of());
    }

    /**
     * A commit that was under way while the member's epoch was raised is good for the partitions that have been the member's
     * without a break since.
     */
    private static ErrorCode checkOlder(ConsumerMember member, int epoch, Uuid topic, int partition) {
        OptionalInt assigned = member.current().assigned().epochOf(topic, partition);
        OptionalInt since =
                assigned.isPresent() ? assigned : member.current().revoking().epochOf(topic, partition);
        return since.isPresent() && epoch >= since.getAsInt() ? ErrorCode.NONE : staleEpoch(member);
    }

    /**
     * Whether one may fetch offsets: {@link ErrorCode#NONE} if so.
     *
     * @param memberId empty if the request has none
     */
    public static ErrorCode fetch(ConsumerGroup group, Optional<String> memberId, int memberEpoch) {
        if (memberId.isEmpty() && memberEpoch < 0) {
            return ErrorCode.NONE;
        }
        Optional<ConsumerMember> member = memberId.flatMap(group::member);
        if (member.isEmpty()) {
            return ErrorCode.UNKNOWN_MEMBER_ID;
        }
        return memberEpoch == member.get().epoch() ? ErrorCode.NONE : staleEpoch(member.get());
    }

    private static ErrorCode staleEpoch(ConsumerMember member) {
        return member.isClassic() ? ErrorCode.ILLEGAL_GENERATION : ErrorCode.STALE_MEMBER_EPOCH;
    }
}
