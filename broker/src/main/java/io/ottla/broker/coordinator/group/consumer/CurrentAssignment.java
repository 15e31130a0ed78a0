package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.record.group.ConsumerGroupCurrentMemberAssignmentValue;
import io.ottla.wire.record.group.ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a member holds.
 *
 * @param memberEpoch the epoch of the target it has come to; {@value #LEFT} after it left, {@value #AWAY} while a static
 *     member is away
 * @param previousMemberEpoch the one before: a member that missed the answer with the new one still sends this
 * @param revoking what it has been told to give up
 */
public record CurrentAssignment(
        MemberState state, int memberEpoch, int previousMemberEpoch, HeldPartitions assigned, HeldPartitions revoking) {
    public static final int LEFT = -1;
    public static final int AWAY = -2;

    /** Of one who has just come. */
    public static final CurrentAssignment JOINING =
            new CurrentAssignment(MemberState.STABLE, 0, -1, HeldPartitions.NONE, HeldPartitions.NONE);

    /** Of one whose partitions are free. */
    static final CurrentAssignment GONE =
            new CurrentAssignment(MemberState.STABLE, LEFT, LEFT, HeldPartitions.NONE, HeldPartitions.NONE);

    public boolean isReconciledTo(int targetEpoch) {
        return state == MemberState.STABLE && memberEpoch == targetEpoch;
    }

    public HeldPartitions all() {
        return assigned.and(revoking);
    }

    static CurrentAssignment read(ConsumerGroupCurrentMemberAssignmentValue stored) {
        int epoch = stored.memberEpoch();
        return new CurrentAssignment(
                MemberState.of(stored.state()),
                epoch,
                stored.previousMemberEpoch(),
                read(stored.assignedPartitions(), epoch),
                read(stored.partitionsPendingRevocation(), epoch));
    }

    /** Records from before partitions had epochs of their own count as if all had been given in the member's epoch. */
    private static HeldPartitions read(List<TopicPartitions> stored, int memberEpoch) {
        HeldPartitions.Builder held = new HeldPartitions.Builder();
        for (TopicPartitions topic : stored) {
            List<Integer> epochs = topic.assignmentEpochs();
            boolean known =
                    epochs != null && epochs.size() == topic.partitions().size();
            for (int i = 0; i < topic.partitions().size(); i++) {
                int epoch = known ? epochs.get(i) : Math.max(memberEpoch, 0);
                held.put(topic.topicId(), topic.partitions().get(i), epoch);
            }
        }
        return held.build();
    }

    ConsumerGroupCurrentMemberAssignmentValue toStored() {
        return new ConsumerGroupCurrentMemberAssignmentValue()
                .memberEpoch(memberEpoch)
                .previousMemberEpoch(previousMemberEpoch)
                .state(state.id())
                .assignedPartitions(toStored(assigned))
                .partitionsPendingRevocation(toStored(revoking));
    }

    private static List<TopicPartitions> toStored(HeldPartitions held) {
        List<TopicPartitions> topics = new ArrayList<>();
        held.epochs()
                .forEach((topic, ofTopic) -> topics.add(new TopicPartitions()
                        .topicId(topic)
                        .partitions(new ArrayList<>(ofTopic.keySet()))
                        .assignmentEpochs(new ArrayList<>(ofTopic.values()))));
        return topics;
    }
}
