package io.ottla.compat.groups;

import static org.apache.kafka.common.protocol.ApiKeys.HEARTBEAT;
import static org.apache.kafka.common.protocol.ApiKeys.LEAVE_GROUP;
import static org.apache.kafka.common.protocol.ApiKeys.SYNC_GROUP;

import io.ottla.compat.groups.RawGroups.RawMember;
import java.util.List;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.junit.jupiter.api.Test;

/** SyncGroup, Heartbeat and LeaveGroup of members that are not what they say. */
class ClassicRequestsTest extends GroupRequestsTest {
    private static final int VERSION_OF_SEVERAL_LEAVING = 3;

    private static SyncGroupRequestData sync(RawMember member) {
        return new SyncGroupRequestData()
                .setGroupId(member.group())
                .setMemberId(member.id())
                .setGenerationId(member.epoch())
                .setProtocolType("consumer")
                .setProtocolName("range");
    }

    /** The older versions do not have the protocol's name, and do not mind if it is left out. */
    private static SyncGroupRequestData syncWithout(RawMember member) {
        return sync(member).setProtocolType(null).setProtocolName(null);
    }

    private static HeartbeatRequestData heartbeat(RawMember member) {
        return new HeartbeatRequestData()
                .setGroupId(member.group())
                .setMemberId(member.id())
                .setGenerationId(member.epoch());
    }

    private static LeaveGroupRequestData leave(int version, String group, String member, String instance) {
        LeaveGroupRequestData request = new LeaveGroupRequestData().setGroupId(group);
        return version < VERSION_OF_SEVERAL_LEAVING
                ? request.setMemberId(member)
                : request.setMembers(
                        List.of(new MemberIdentity().setMemberId(member).setGroupInstanceId(instance)));
    }

    @Test
    void syncAgain() {
        expect(SYNC_GROUP, "0-5: NONE", v -> sync(classicMember()));
    }

    @Test
    void syncWithoutTheProtocol() {
        expect(SYNC_GROUP, "0-4: NONE, 5: INCONSISTENT_GROUP_PROTOCOL", v -> syncWithout(classicMember()));
    }

    @Test
    void syncWithAnotherProtocol() {
        expect(
                SYNC_GROUP,
                "0-4: NONE, 5: INCONSISTENT_GROUP_PROTOCOL",
                v -> sync(classicMember()).setProtocolName("other"));
        expect(
                SYNC_GROUP,
                "0-4: NONE, 5: INCONSISTENT_GROUP_PROTOCOL",
                v -> sync(classicMember()).setProtocolType("connect"));
    }

    @Test
    void syncOfNobody() {
        expect(SYNC_GROUP, "0-5: UNKNOWN_MEMBER_ID", v -> sync(unknown(classicMember())));
        expect(SYNC_GROUP, "0-5: UNKNOWN_MEMBER_ID", v -> sync(new RawMember(noGroup(), "made-up", 1)));
        expect(SYNC_GROUP, "0-5: INVALID_GROUP_ID", v -> sync(new RawMember("", "made-up", 1)));
    }

    @Test
    void syncOfAnotherGeneration() {
        expect(SYNC_GROUP, "0-5: ILLEGAL_GENERATION", v -> sync(stale(classicMember())));
        expect(SYNC_GROUP, "0-5: ILLEGAL_GENERATION", v -> sync(ahead(classicMember())));
    }

    @Test
    void syncOfAFencedInstance() {
        expect(
                SYNC_GROUP,
                "3-5: FENCED_INSTANCE_ID",
                v -> sync(unknown(staticClassicMember())).setGroupInstanceId("instance"));
        expect(
                SYNC_GROUP,
                "3-5: UNKNOWN_MEMBER_ID",
                v -> sync(staticClassicMember()).setGroupInstanceId("another"));
    }

    @Test
    void syncWithAConsumerGroup() {
        expect(SYNC_GROUP, "0-5: UNKNOWN_MEMBER_ID", v -> sync(consumerMember()));
    }

    @Test
    void heartbeatTwice() {
        RawMember member = classicMember();
        expect(HEARTBEAT, "0-4: NONE", v -> heartbeat(member));
        expect(HEARTBEAT, "0-4: NONE", v -> heartbeat(member));
    }

    @Test
    void heartbeatOfNobody() {
        expect(HEARTBEAT, "0-4: UNKNOWN_MEMBER_ID", v -> heartbeat(unknown(classicMember())));
        expect(HEARTBEAT, "0-4: UNKNOWN_MEMBER_ID", v -> heartbeat(new RawMember(noGroup(), "made-up", 1)));
        expect(HEARTBEAT, "0-4: INVALID_GROUP_ID", v -> heartbeat(new RawMember("", "made-up", 1)));
    }

    @Test
    void heartbeatOfAnotherGeneration() {
        expect(HEARTBEAT, "0-4: ILLEGAL_GENERATION", v -> heartbeat(stale(classicMember())));
        expect(HEARTBEAT, "0-4: ILLEGAL_GENERATION", v -> heartbeat(ahead(classicMember())));
    }

    @Test
    void heartbeatOfAFencedInstance() {
        expect(
                HEARTBEAT,
                "3-4: FENCED_INSTANCE_ID",
                v -> heartbeat(unknown(staticClassicMember())).setGroupInstanceId("instance"));
        expect(
                HEARTBEAT,
                "3-4: UNKNOWN_MEMBER_ID",
                v -> heartbeat(staticClassicMember()).setGroupInstanceId("another"));
    }

    @Test
    void heartbeatOfAConsumerGroupsMember() {
        expect(HEARTBEAT, "0-4: UNKNOWN_MEMBER_ID", v -> heartbeat(consumerMember()));
    }

    @Test
    void leaveOnceAndTwice() {
        expect(LEAVE_GROUP, "0-5: NONE", v -> {
            RawMember member = classicMember();
            return leave(v, member.group(), member.id(), null);
        });
        expect(LEAVE_GROUP, "0-5: UNKNOWN_MEMBER_ID", v -> {
            RawMember member = classicMember();
            groups.ask(LEAVE_GROUP, v, leave(v, member.group(), member.id(), null));
            return leave(v, member.group(), member.id(), null);
        });
    }

    @Test
    void leaveOfNobody() {
        expect(
                LEAVE_GROUP,
                "0-5: UNKNOWN_MEMBER_ID",
                v -> leave(v, classicMember().group(), "made-up", null));
        expect(LEAVE_GROUP, "0-5: UNKNOWN_MEMBER_ID", v -> leave(v, noGroup(), "made-up", null));
        expect(LEAVE_GROUP, "0-5: INVALID_GROUP_ID", v -> leave(v, "", "made-up", null));
    }

    @Test
    void leaveByInstanceId() {
        expect(
                LEAVE_GROUP,
                "0-2: UNKNOWN_MEMBER_ID, 3-5: NONE",
                v -> leave(v, staticClassicMember().group(), "", "instance"));
        expect(
                LEAVE_GROUP,
                "0-5: UNKNOWN_MEMBER_ID",
                v -> leave(v, staticClassicMember().group(), "", "another"));
    }

    @Test
    void leaveOfAFencedInstance() {
        expect(
                LEAVE_GROUP,
                "0-2: UNKNOWN_MEMBER_ID, 3-5: FENCED_INSTANCE_ID",
                v -> leave(v, staticClassicMember().group(), "made-up", "instance"));
    }

    @Test
    void leaveOfAConsumerGroup() {
        expect(
                LEAVE_GROUP,
                "0-5: UNKNOWN_MEMBER_ID",
                v -> leave(v, consumerMember().group(), "made-up", null));
    }
}
