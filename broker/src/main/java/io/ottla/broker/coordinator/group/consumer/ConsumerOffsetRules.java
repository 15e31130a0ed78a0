package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.util.Optional;
import java.util.OptionalInt;

/** Who may commit and fetch the offsets of a consumer group (KIP-848, KIP-1251). */
public final class ConsumerOffsetRules {
    /** The first version of OffsetCommit that can tell a client that its member epoch is old. */
    private static final int FIRST_COMMIT_VERSION = 9;

    private ConsumerOffsetRules() {}

    /**
     * Who commits.
     *
     * @param memberId empty for one that is no member
     * @param memberEpoch -1 for one that is no member
     * @param isTransactional whether by TxnOffsetCommit
     */
    public record Committer(
            String memberId, Optional<String> instanceId, int memberEpoch, boolean isTransactional, int apiVersion) {
        private boolean isNobody() {
            return memberId.isEmpty() && memberEpoch == -1 && instanceId.isEmpty();
        }
    }

    /** Whether one may commit. */
    public sealed interface Permission {
        /** Anything. */
        record Granted() implements Permission {}

        record Refused(ErrorCode error) implements Permission {}

        /**
         * A commit that was under way while the member's epoch was raised: good for the partitions that have been the
         * member's without a break since.
         */
        record OfOlderEpoch(ConsumerMember member, int memberEpoch) implements Permission {
            /** What to answer for the partition; {@link ErrorCode#NONE} if it may be committed. */
            public ErrorCode of(Uuid topic, int partition) {
                CurrentAssignment current = member.current();
                OptionalInt assigned = current.assigned().epochOf(topic, partition);
                OptionalInt since =
                        assigned.isPresent() ? assigned : current.revoking().epochOf(topic, partition);
                boolean isOwners = since.isPresent() && memberEpoch >= since.getAsInt();
                return isOwners ? ErrorCode.NONE : staleEpoch(member);
            }
        }
    }

    public static Permission commit(ConsumerGroup group, Committer committer) {
        if (committer.memberEpoch() < 0 && group.isEmpty()) {
            return new Permission.Granted();
        }
        // Transactional commits of producers that do not know their consumer's group membership.
        if (committer.isTransactional() && committer.isNobody()) {
            return new Permission.Granted();
        }
        Optional<ConsumerMember> found = group.member(committer.memberId());
        if (found.isEmpty()) {
            return new Permission.Refused(ErrorCode.UNKNOWN_MEMBER_ID);
        }
        ConsumerMember member = found.get();
        if (!committer.isTransactional() && !member.isClassic() && committer.apiVersion() < FIRST_COMMIT_VERSION) {
            return new Permission.Refused(ErrorCode.UNSUPPORTED_VERSION);
        }
        if (committer.memberEpoch() == member.epoch()) {
            return new Permission.Granted();
        }
        if (committer.memberEpoch() > member.epoch()) {
            return new Permission.Refused(staleEpoch(member));
        }
        return new Permission.OfOlderEpoch(member, committer.memberEpoch());
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
