package io.ottla.broker.coordinator.group.consumer;

/** A member of a consumer group, as its two records say. */
public record ConsumerMember(String memberId, MemberMetadata metadata, CurrentAssignment current) {

    static ConsumerMember joining(String memberId) {
        return new ConsumerMember(memberId, MemberMetadata.NOTHING, CurrentAssignment.JOINING);
    }

    public int epoch() {
        return current.memberEpoch();
    }

    /** Whether it speaks the classic protocol (JoinGroup, SyncGroup). */
    public boolean isClassic() {
        return metadata.classic().isPresent();
    }

    ConsumerMember with(MemberMetadata newMetadata) {
        return new ConsumerMember(memberId, newMetadata, current);
    }

    ConsumerMember with(CurrentAssignment newCurrent) {
        return new ConsumerMember(memberId, metadata, newCurrent);
    }
}
