package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeGroupsResponse.DescribedGroup;
import io.ottla.wire.message.DescribeGroupsResponse.DescribedGroupMember;
import org.junit.jupiter.api.Test;

/** What DescribeGroups, ListGroups and DeleteGroups see of classic groups. */
class DescribeTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember s = TestMember.ofStatic("s");

    private DescribedGroup described() {
        return DescribeGroup.describe(scene.groups(), TestMember.GROUP, 6);
    }

    @Test
    void ofAStableGroupEverythingIsTold() {
        scene.settle(s);
        DescribedGroup group = described();
        assertThat(group.groupState()).isEqualTo("Stable");
        assertThat(group.protocolType()).isEqualTo("consumer");
        assertThat(group.protocolData()).isEqualTo("range");
        assertThat(group.members())
                .containsExactly(new DescribedGroupMember()
                        .memberId(s.memberId)
                        .groupInstanceId("i-s")
                        .clientId("s")
                        .clientHost("/host-s")
                        .memberMetadata(TestSubscription.of(s.topics))
                        .memberAssignment(TestMember.bytes("s")));
    }

    @Test
    void ofAGroupInARebalanceNotWhatMembersSay() {
        scene.settle(s);
        scene.join(new TestMember("b"));
        scene.join(s);
        DescribedGroup group = described();
        assertThat(group.groupState()).isEqualTo("PreparingRebalance");
        assertThat(group.protocolData()).isEmpty();
        assertThat(group.members().getFirst().memberMetadata()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void aGroupThatIsNotThereIsDead() {
        assertThat(DescribeGroup.describe(scene.groups(), "none", 5))
                .isEqualTo(new DescribedGroup().groupId("none").groupState("Dead"));
        assertThat(DescribeGroup.describe(scene.groups(), "none", 6))
                .isEqualTo(new DescribedGroup()
                        .groupId("none")
                        .groupState("Dead")
                        .errorCode(ErrorCode.GROUP_ID_NOT_FOUND.code())
                        .errorMessage("Group none not found."));
    }

    @Test
    void listsNameTheTypeAndTheState() {
        scene.settle(s);
        assertThat(DescribeGroup.list(scene.group()).groupState()).isEqualTo("Stable");
        assertThat(DescribeGroup.list(scene.group()).groupType()).isEqualTo("classic");
        assertThat(DescribeGroup.list(scene.group()).protocolType()).isEqualTo("consumer");
    }

    @Test
    void onlyAnEmptyGroupIsDeleted() {
        assertThat(DeleteGroup.refusal(scene.groups(), TestMember.GROUP)).contains(ErrorCode.GROUP_ID_NOT_FOUND);
        scene.settle(s);
        assertThat(DeleteGroup.refusal(scene.groups(), TestMember.GROUP)).contains(ErrorCode.NON_EMPTY_GROUP);
        scene.leave(s);
        assertThat(DeleteGroup.refusal(scene.groups(), TestMember.GROUP)).isEmpty();
        ClassicGroups groups = scene.groups();
        groups.apply(DeleteGroup.deleted(scene.group()));
        assertThat(groups.all()).isEmpty();
    }

    @Test
    void aGroupOfOffsetsAloneIsEmptyAndMakesRoom() {
        ClassicGroups groups = new ClassicGroups();
        groups.holdOffsets("o");
        assertThat(DescribeGroup.describe(groups, "o", 6).groupState()).isEqualTo("Empty");
        assertThat(groups.find("o").orElseThrow().isSimple()).isTrue();
        groups.yieldSimple("o");
        assertThat(groups.all()).isEmpty();
        scene.settle(s);
        scene.groups().yieldSimple(TestMember.GROUP);
        assertThat(scene.find()).isPresent();
    }
}
