package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ClassicGroup;
import io.ottla.broker.coordinator.group.classic.ClassicMember;
import io.ottla.broker.coordinator.group.classic.ConsumerMetadata;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.message.ConsumerProtocolSubscription;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.HeartbeatResponse;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.ottla.wire.message.JoinGroupResponse;
import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.LeaveGroupRequest.MemberIdentity;
import io.ottla.wire.message.LeaveGroupResponse;
import io.ottla.wire.message.SyncGroupRequest;
import io.ottla.wire.message.SyncGroupResponse;
import io.ottla.wire.record.group.GroupMetadataKey;
import io.ottla.wire.record.group.GroupMetadataValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group changes its protocol while it is in use, member by member, in both directions. */
class MigrationTest {
    private final Script script = new Script().topic("foo", 4);
    private final Coordinator coordinator = script.coordinator;

    /** A stable classic group with one member, which holds all of foo. */
    private void classicGroup(int generation, String protocolType) {
        HeldPartitions.Builder all = new HeldPartitions.Builder();
        for (int partition = 0; partition < 4; partition++) {
            all.put(TestTopics.id("foo"), partition, 0);
        }
        ByteBuffer assignment = ClassicPartitions.write(all.build(), 1, coordinator.topics());
        GroupMetadataValue value = new GroupMetadataValue()
                .protocolType(protocolType)
                .generation(generation)
                .protocol("range")
                .leader("old")
                .currentStateTimestamp(1)
                .members(new ArrayList<>(List.of(new GroupMetadataValue.MemberMetadata()
                        .memberId("old")
                        .clientId("client")
                        .clientHost("/127.0.0.1")
                        .rebalanceTimeout(30_000)
                        .sessionTimeout(10_000)
                        .subscription(subscription(List.of()))
                        .assignment(assignment))));
        coordinator.apply(GroupEvent.stored(new GroupMetadataKey().group("g"), value, 3));
    }

    private static ByteBuffer subscription(List<Integer> ownedOfFoo) {
        ConsumerProtocolSubscription subscription = new ConsumerProtocolSubscription()
                .topics(List.of("foo"))
                .ownedPartitions(List.of(new ConsumerProtocolSubscription.TopicPartition()
                        .topic("foo")
                        .partitions(ownedOfFoo)));
        ByteBuffer bytes = ByteBuffer.allocate(2 + subscription.size(1));
        bytes.putShort((short) 1);
        subscription.write(new WireWriter(bytes), 1);
        return bytes.flip();
    }

    private JoinGroupResponse join(String memberId, List<Integer> ownedOfFoo) {
        return (JoinGroupResponse) coordinator.request(
                new JoinGroupRequest()
                        .groupId("g")
                        .memberId(memberId)
                        .protocolType("consumer")
                        .sessionTimeoutMs(10_000)
                        .rebalanceTimeoutMs(30_000)
                        .protocols(new ArrayList<>(List.of(
                                new JoinGroupRequestProtocol().name("range").metadata(subscription(ownedOfFoo))))),
                9);
    }

    private List<Integer> sync(String memberId, int generation) {
        SyncGroupResponse response = (SyncGroupResponse) coordinator.request(
                new SyncGroupRequest()
                        .groupId("g")
                        .memberId(memberId)
                        .generationId(generation)
                        .protocolType("consumer")
                        .protocolName("range"),
                5);
        assertThat(response.errorCode()).isEqualTo(ErrorCode.NONE.code());
        return ClassicPartitions.assigned(
                        ConsumerMetadata.assignment(response.assignment()).orElseThrow(), coordinator.topics())
                .of(TestTopics.id("foo"));
    }

    private ErrorCode beat(String memberId, int generation) {
        HeartbeatResponse response = (HeartbeatResponse) coordinator.request(
                new HeartbeatRequest().groupId("g").memberId(memberId).generationId(generation), 4);
        return ErrorCode.forCode(response.errorCode());
    }

    @Test
    void aClassicGroupBecomesAConsumerGroupAndBackAgain() {
        classicGroup(7, "consumer");
        script.join("new", "foo").group();
        assertThat(coordinator.classicGroups().find("g")).isEmpty();
        assertThat(beat("old", 7)).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        JoinGroupResponse first = join("old", List.of(0, 1, 2, 3));
        assertThat(first.generationId()).isEqualTo(7);
        assertThat(sync("old", 7)).containsExactly(0, 1);
        assertThat(beat("old", 7)).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        assertThat(join("old", List.of(0, 1)).generationId()).isEqualTo(8);
        assertThat(sync("old", 8)).containsExactly(0, 1);
        assertThat(beat("old", 8)).isEqualTo(ErrorCode.NONE);
        script.beat("new").group().leave("new").group();
        ClassicGroup classic = coordinator.classicGroups().find("g").orElseThrow();
        assertThat(classic.generation().id()).isEqualTo(8);
        ClassicMember old = classic.roster().find("old").orElseThrow();
        assertThat(old.assignment().hasRemaining()).isTrue();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 4
                new@0: epoch 8, has nothing
                -- group Reconciling, epoch 8, target of 8
                   new UNRELEASED_PARTITIONS at 8 after 0: nothing
                   old STABLE at 7 after 7: foo[0, 1, 2, 3]
                new@8: epoch 8, has foo[2, 3]
                -- group Stable, epoch 8, target of 8
                   new STABLE at 8 after 8: foo[2, 3]
                   old STABLE at 8 after 7: foo[0, 1]
                new@-1: epoch -1
                -- no group
                """);
    }

    @Test
    void aMemberThatIsToldAndDoesNotJoinIsGone() {
        classicGroup(7, "consumer");
        script.join("new", "foo");
        for (int i = 0; i < 6; i++) {
            assertThat(beat("old", 7)).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
            script.after(5_000).beat("new");
        }
        assertThat(beat("old", 7)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void aMemberThatJoinsAndDoesNotSyncIsGone() {
        script.join("new", "foo");
        JoinGroupResponse required = join("", List.of());
        assertThat(required.errorCode()).isEqualTo(ErrorCode.MEMBER_ID_REQUIRED.code());
        JoinGroupResponse joined = join(required.memberId(), List.of());
        assertThat(joined.generationId()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(beat(required.memberId(), 3)).isNotEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
            script.after(9_999).beat("new");
        }
        assertThat(coordinator.group("g").size()).isEqualTo(2);
        assertThat(beat(required.memberId(), 3)).isNotEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        script.after(3);
        assertThat(coordinator.group("g").size()).isEqualTo(1);
    }

    @Test
    void groupsOfOthersThanConsumersStayWhatTheyAre() {
        classicGroup(7, "connect");
        script.join("new", "foo");
        assertThat(coordinator.classicGroups().find("g")).isPresent();
        assertThat(script.transcript()).isEqualTo("""
                        -- topic foo has 4
                        new@0: GROUP_ID_NOT_FOUND
                        """);
    }

    @Test
    void membersOfBothProtocolsLeaveByLeaveGroup() {
        script.join("new", "foo");
        LeaveGroupResponse response = (LeaveGroupResponse) coordinator.request(
                new LeaveGroupRequest()
                        .groupId("g")
                        .members(
                                List.of(new MemberIdentity().memberId("new"), new MemberIdentity().memberId("nobody"))),
                5);
        assertThat(response.members().stream().map(member -> ErrorCode.forCode(member.errorCode())))
                .containsExactly(ErrorCode.NONE, ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(coordinator.group("g").isEmpty()).isTrue();
    }

    @Test
    void withoutMigrationNobodyJoinsByTheOtherProtocol() {
        ConsumerGroupSettings usual = Coordinator.SETTINGS;
        Coordinator strict = new Coordinator(
                new ConsumerGroupSettings(
                        usual.maxSize(),
                        usual.assignors(),
                        usual.regexRefreshIntervalMs(),
                        MigrationPolicy.DISABLED,
                        usual.classic()),
                Coordinator.TIMING);
        Script other = new Script(strict).topic("foo", 1).join("new", "foo");
        JoinGroupResponse refused = (JoinGroupResponse) strict.request(
                new JoinGroupRequest()
                        .groupId("g")
                        .memberId("old")
                        .protocolType("consumer")
                        .sessionTimeoutMs(10_000)
                        .protocols(List.of(
                                new JoinGroupRequestProtocol().name("range").metadata(subscription(List.of())))),
                9);
        assertThat(refused.errorCode()).isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL.code());
        assertThat(other.coordinator.group("g").size()).isEqualTo(1);
    }
}
