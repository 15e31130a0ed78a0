package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.api.ErrorCode;
import java.util.Optional;

/** Finds out which member of a group a heartbeat is from, and whether it may go on. */
sealed interface MemberAdmission {

    /**
     * It may.
     *
     * @param member as it was before the heartbeat
     * @param replaced the member that the same static member was before it came back under another id
     */
    record Admitted(ConsumerMember member, Optional<ConsumerMember> replaced) implements MemberAdmission {}

    record Refused(Refusal refusal) implements MemberAdmission {}

    /**
     * Who asks to be let in.
     *
     * @param epoch 0 to join
     */
    record Applicant(String memberId, Optional<String> instanceId, int epoch, Optional<ReportedPartitions> reported) {}

    static MemberAdmission of(ConsumerGroup group, Applicant applicant) {
        return applicant.instanceId().isPresent()
                ? ofStatic(group, applicant, applicant.instanceId().get())
                : ofDynamic(group, applicant);
    }

    private static MemberAdmission ofDynamic(ConsumerGroup group, Applicant applicant) {
        Optional<ConsumerMember> known = group.member(applicant.memberId());
        if (known.isPresent()) {
            return checkEpoch(known.get(), applicant);
        }
        return applicant.epoch() == 0
                ? new Admitted(ConsumerMember.joining(applicant.memberId()), Optional.empty())
                : refused(
                        ErrorCode.UNKNOWN_MEMBER_ID,
                        "group " + group.groupId() + " has no member " + applicant.memberId());
    }

    private static MemberAdmission ofStatic(ConsumerGroup group, Applicant applicant, String instanceId) {
        Optional<ConsumerMember> known = group.staticMember(instanceId);
        if (applicant.epoch() == 0) {
            return known.map(member -> comeBack(member, applicant, instanceId))
                    .orElseGet(() -> joinAsStatic(group, applicant));
        }
        if (known.isEmpty()) {
            return unknownInstance(instanceId);
        }
        return checkInstance(known.get(), applicant.memberId(), instanceId)
                .<MemberAdmission>map(Refused::new)
                .orElseGet(() -> checkEpoch(known.get(), applicant));
    }

    private static MemberAdmission joinAsStatic(ConsumerGroup group, Applicant applicant) {
        ConsumerMember member =
                group.member(applicant.memberId()).orElseGet(() -> ConsumerMember.joining(applicant.memberId()));
        return new Admitted(member, Optional.empty());
    }

    /**
     * The one who is there stays, unless it is away or speaks the classic protocol: it is the new one that is fenced. The same
     * one may join twice, when it missed the answer; the reference fences it, too.
     */
    private static MemberAdmission comeBack(ConsumerMember former, Applicant applicant, String instanceId) {
        if (former.memberId().equals(applicant.memberId()) && former.epoch() >= 0 && !former.isClassic()) {
            return new Admitted(former, Optional.empty());
        }
        if (!former.isClassic() && former.epoch() != CurrentAssignment.AWAY) {
            return refused(
                    ErrorCode.UNRELEASED_INSTANCE_ID,
                    "instance " + instanceId + " is in use by member " + former.memberId());
        }
        return new Admitted(takingThePlaceOf(former, applicant.memberId()), Optional.of(former));
    }

    /** Keeps what the former one held and wanted, but for the epoch. */
    static ConsumerMember takingThePlaceOf(ConsumerMember former, String memberId) {
        CurrentAssignment held = former.current();
        return new ConsumerMember(
                memberId,
                former.metadata(),
                new CurrentAssignment(held.state(), 0, 0, held.assigned(), held.revoking()));
    }

    static MemberAdmission unknownInstance(String instanceId) {
        return refused(ErrorCode.UNKNOWN_MEMBER_ID, "nobody is instance " + instanceId);
    }

    /** Whether an instance id still is the member's. */
    static Optional<Refusal> checkInstance(ConsumerMember known, String memberId, String instanceId) {
        if (known.memberId().equals(memberId)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                ErrorCode.FENCED_INSTANCE_ID, "member " + known.memberId() + " has taken over instance " + instanceId));
    }

    /**
     * The previous epoch is good as well, as long as the member does not hold more than what it has been given: it missed the
     * answer that told it of the new one.
     */
    private static MemberAdmission checkEpoch(ConsumerMember member, Applicant applicant) {
        int epoch = applicant.epoch();
        boolean missedAnswer = epoch < member.epoch()
                && epoch == member.current().previousMemberEpoch()
                && applicant
                        .reported()
                        .map(reported -> reported.areAllIn(member.current().assigned()))
                        .orElse(false);
        if (epoch == 0 || epoch == member.epoch() || missedAnswer) {
            return new Admitted(member, Optional.empty());
        }
        return refused(
                ErrorCode.FENCED_MEMBER_EPOCH,
                "the member is at epoch " + member.epoch() + ", not " + epoch + "; it has to join anew, with nothing");
    }

    private static MemberAdmission refused(ErrorCode error, String message) {
        return new Refused(new Refusal(error, message));
    }
}
