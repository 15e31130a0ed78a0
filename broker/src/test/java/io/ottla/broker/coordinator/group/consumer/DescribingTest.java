package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.ConsumerGroupDescribeResponse.DescribedGroup;
import io.ottla.wire.message.ConsumerGroupDescribeResponse.Member;
import org.junit.jupiter.api.Test;

/** What tools are told of a group. */
class DescribingTest {
    private final Script script = new Script().topic("foo", 4);

    @Test
    void aMemberHoldsWhatItIsToGiveUpUntilItHasDone() {
        script.join("a", "foo").join("b", "foo").stalls("a").beat("a");
        DescribedGroup group = script.coordinator.describe("g");
        assertThat(group.groupState()).isEqualTo("Reconciling");
        assertThat(group.groupEpoch()).isEqualTo(3);
        assertThat(group.assignmentEpoch()).isEqualTo(3);
        assertThat(group.assignorName()).isEqualTo("uniform");
        Member a = group.members().getFirst();
        assertThat(a.memberId()).isEqualTo("a");
        assertThat(a.memberType()).isEqualTo((byte) 1);
        assertThat(a.assignment().topicPartitions().getFirst().topicName()).isEqualTo("foo");
        assertThat(a.assignment().topicPartitions().getFirst().partitions()).containsExactly(0, 1, 2, 3);
        assertThat(a.targetAssignment().topicPartitions().getFirst().partitions())
                .containsExactly(0, 1);
    }

    @Test
    void theAssignorIsTheOneMostMembersPrefer() {
        script.send("a", script.joinOf("a", "foo").serverAssignor("range"));
        assertThat(script.coordinator.describe("g").assignorName()).isEqualTo("range");
    }

    @Test
    void aGroupThatIsNotThere() {
        assertThat(script.coordinator.describe("g").errorCode()).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND.code());
    }

    @Test
    void topicsThatAreGoneAreLeftOut() {
        script.join("a", "foo").deleteTopic("foo");
        Member a = script.coordinator.describe("g").members().getFirst();
        assertThat(a.assignment().topicPartitions()).isEmpty();
    }
}
