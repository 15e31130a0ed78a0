package io.ottla.compat.groups;

import static org.apache.kafka.common.protocol.ApiKeys.JOIN_GROUP;

import io.ottla.compat.groups.RawGroups.RawMember;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocolCollection;
import org.junit.jupiter.api.Test;

/** Joining a classic group in ways it cannot be joined. */
class JoinRequestsTest extends GroupRequestsTest {
    private JoinGroupRequestData join(String group, String member) {
        return RawGroups.join(group, member, topic);
    }

    @Test
    void withoutAMemberId() {
        expect(JOIN_GROUP, "0-3: NONE, 4-9: MEMBER_ID_REQUIRED", v -> join(noGroup(), ""));
    }

    @Test
    void withAMemberIdNobodyGave() {
        expect(JOIN_GROUP, "0-9: UNKNOWN_MEMBER_ID", v -> join(noGroup(), "made-up"));
        expect(JOIN_GROUP, "0-9: UNKNOWN_MEMBER_ID", v -> join(classicMember().group(), "made-up"));
    }

    @Test
    void asANewStaticMember() {
        expect(JOIN_GROUP, "5-9: NONE", v -> join(noGroup(), "").setGroupInstanceId("instance"));
    }

    @Test
    void asAStaticMemberThatIsAnotherNow() {
        expect(
                JOIN_GROUP,
                "5-9: FENCED_INSTANCE_ID",
                v -> join(staticClassicMember().group(), "made-up").setGroupInstanceId("instance"));
    }

    @Test
    void asAnInstanceNobodyKnowsWithAMemberIdNobodyGave() {
        expect(
                JOIN_GROUP,
                "5-9: UNKNOWN_MEMBER_ID",
                v -> join(staticClassicMember().group(), "made-up").setGroupInstanceId("another"));
    }

    @Test
    void withAnEmptyGroupId() {
        expect(JOIN_GROUP, "0-9: INVALID_GROUP_ID", v -> join("", ""));
    }

    @Test
    void withASessionTimeoutOutOfRange() {
        expect(
                JOIN_GROUP,
                "0-9: INVALID_SESSION_TIMEOUT",
                v -> join(noGroup(), "").setSessionTimeoutMs(499));
        expect(
                JOIN_GROUP,
                "0-9: INVALID_SESSION_TIMEOUT",
                v -> join(noGroup(), "").setSessionTimeoutMs(1_800_001));
        expect(
                JOIN_GROUP,
                "0-9: INVALID_SESSION_TIMEOUT",
                v -> join(noGroup(), "").setSessionTimeoutMs(-1));
    }

    @Test
    void withoutAProtocol() {
        expect(
                JOIN_GROUP,
                "0-9: INCONSISTENT_GROUP_PROTOCOL",
                v -> join(noGroup(), "").setProtocols(new JoinGroupRequestProtocolCollection()));
    }

    @Test
    void withoutAProtocolType() {
        expect(
                JOIN_GROUP,
                "0-9: INCONSISTENT_GROUP_PROTOCOL",
                v -> join(noGroup(), "").setProtocolType(""));
    }

    @Test
    void withAnotherProtocolTypeThanTheGroups() {
        expect(
                JOIN_GROUP,
                "0-9: INCONSISTENT_GROUP_PROTOCOL",
                v -> join(classicMember().group(), "").setProtocolType("connect"));
    }

    @Test
    void withAProtocolNobodyElseHas() {
        expect(
                JOIN_GROUP,
                "0-9: INCONSISTENT_GROUP_PROTOCOL",
                v -> join(classicMember().group(), "")
                        .setProtocols(RawGroups.protocols("other", RawGroups.subscription(topic))));
    }

    /** The broker of the classic protocol does not look into what members tell each other. */
    @Test
    void withProtocolMetadataThatIsNone() {
        byte[] garbage = {1, 2, 3};
        expect(
                JOIN_GROUP,
                "0-3: NONE, 4-9: MEMBER_ID_REQUIRED",
                v -> join(noGroup(), "").setProtocols(RawGroups.protocols("range", garbage)));
    }

    @Test
    void aConsumerGroupWithProtocolMetadataThatIsNone() {
        byte[] garbage = {1, 2, 3};
        expect(
                JOIN_GROUP,
                "0-3: UNKNOWN_SERVER_ERROR, 4-9: MEMBER_ID_REQUIRED",
                v -> join(consumerMember().group(), "").setProtocols(RawGroups.protocols("range", garbage)));
    }

    @Test
    void aConsumerGroupWithAnotherProtocolType() {
        expect(
                JOIN_GROUP,
                "0-9: INCONSISTENT_GROUP_PROTOCOL",
                v -> join(consumerMember().group(), "").setProtocolType("connect"));
    }

    /** Unlike a classic group, a consumer group takes in who names itself: its own members do so too. */
    @Test
    void aConsumerGroupWithAMemberIdNobodyGave() {
        expect(JOIN_GROUP, "0-9: NONE", v -> join(consumerMember().group(), "made-up"));
    }

    @Test
    void againWithWhatIsKnown() {
        expect(JOIN_GROUP, "0-9: NONE", v -> {
            RawMember member = classicMember();
            return join(member.group(), member.id());
        });
    }
}
