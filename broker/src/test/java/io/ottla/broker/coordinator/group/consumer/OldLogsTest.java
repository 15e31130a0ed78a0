package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.wire.record.group.ConsumerGroupCurrentMemberAssignmentKey;
import io.ottla.wire.record.group.ConsumerGroupCurrentMemberAssignmentValue;
import io.ottla.wire.record.group.ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions;
import io.ottla.wire.record.group.ConsumerGroupMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupMetadataValue;
import io.ottla.wire.record.group.ConsumerGroupPartitionMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupPartitionMetadataValue;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMemberKey;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMetadataKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs of brokers older than this one, and logs that were compacted so that records come without those before them. */
class OldLogsTest {
    private final Script script = new Script().topic("foo", 2);
    private final Coordinator coordinator = script.coordinator;

    private void current(String memberId, int epoch, int partition) {
        coordinator.apply(GroupEvent.stored(
                new ConsumerGroupCurrentMemberAssignmentKey().groupId("g").memberId(memberId),
                new ConsumerGroupCurrentMemberAssignmentValue()
                        .memberEpoch(epoch)
                        .assignedPartitions(List.of(new TopicPartitions()
                                .topicId(TestTopics.id("foo"))
                                .partitions(List.of(partition))
                                .assignmentEpochs(null))),
                0));
    }

    @Test
    void partitionsWithoutEpochsAreTheMembersSinceItsEpoch() {
        current("a", 5, 1);
        HeldPartitions assigned =
                coordinator.group("g").member("a").orElseThrow().current().assigned();
        assertThat(assigned.epochOf(TestTopics.id("foo"), 1)).hasValue(5);
    }

    @Test
    void theLastToTakeAPartitionHasIt() {
        current("a", 5, 1);
        current("b", 6, 1);
        assertThat(coordinator.group("g").owner(TestTopics.id("foo"), 1)).hasValue("b");
        current("a", 6, 0);
        assertThat(coordinator.group("g").owner(TestTopics.id("foo"), 1)).hasValue("b");
        assertThat(coordinator.group("g").owner(TestTopics.id("foo"), 0)).hasValue("a");
    }

    @Test
    void theRecordOfTopicsIsRemovedWithTheNextComparison() {
        script.join("a", "foo");
        coordinator.apply(GroupEvent.stored(
                new ConsumerGroupPartitionMetadataKey().groupId("g"), new ConsumerGroupPartitionMetadataValue(), 0));
        assertThat(coordinator.group("g").hasLegacyTopics()).isTrue();
        script.topic("foo", 3).beat("a");
        assertThat(coordinator.group("g").hasLegacyTopics()).isFalse();
    }

    @Test
    void tombstonesOfWhatIsNotThereMeanNothing() {
        coordinator.apply(GroupEvent.removed(
                new ConsumerGroupCurrentMemberAssignmentKey().groupId("g").memberId("a")));
        coordinator.apply(GroupEvent.removed(
                new ConsumerGroupTargetAssignmentMemberKey().groupId("g").memberId("a")));
        coordinator.apply(GroupEvent.removed(new ConsumerGroupTargetAssignmentMetadataKey().groupId("g")));
        coordinator.apply(GroupEvent.removed(new ConsumerGroupMetadataKey().groupId("g")));
        assertThat(coordinator.groups().all()).isEmpty();
    }

    @Test
    void aGroupThatWasDeletedAndComesBackBeginsAnew() {
        script.join("a", "foo").leave("a");
        ConsumerGroupRemoval.of(coordinator.group("g")).forEach(coordinator::apply);
        assertThat(coordinator.groups().all()).isEmpty();
        coordinator.apply(GroupEvent.stored(
                new ConsumerGroupMetadataKey().groupId("g"), new ConsumerGroupMetadataValue().epoch(9), 0));
        assertThat(coordinator.group("g").epoch()).isEqualTo(9);
    }
}
