package io.ottla.compat.groups;

import static org.apache.kafka.common.protocol.ApiKeys.CONSUMER_GROUP_HEARTBEAT;

import io.ottla.compat.groups.RawGroups.RawMember;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData.TopicPartitions;
import org.junit.jupiter.api.Test;

/** Heartbeats of the consumer protocol that are not as they should be. */
class ConsumerHeartbeatRequestsTest extends GroupRequestsTest {
    private static final int LEAVE = -1;
    private static final int LEAVE_FOR_A_WHILE = -2;

    private ConsumerGroupHeartbeatRequestData first(String group, String member) {
        return RawGroups.firstHeartbeat(group, member, topic);
    }

    private void expect(String errorsByVersion, Supplier<ConsumerGroupHeartbeatRequestData> request) {
        expect(CONSUMER_GROUP_HEARTBEAT, errorsByVersion, v -> request.get());
    }

    @Test
    void theFirstOne() {
        expect("0-1: NONE", () -> first(noGroup(), "member"));
    }

    /** Since version 1 members name themselves. */
    @Test
    void withoutAMemberId() {
        expect("0: NONE, 1: INVALID_REQUEST", () -> first(noGroup(), ""));
    }

    @Test
    void withoutAGroupId() {
        expect("0-1: INVALID_REQUEST", () -> first("", "member"));
        expect("0-1: INVALID_REQUEST", () -> first(" ", "member"));
    }

    @Test
    void theFirstOneWithoutWhatItMustHave() {
        expect("0-1: INVALID_REQUEST", () -> first(noGroup(), "member").setRebalanceTimeoutMs(-1));
        expect("0-1: INVALID_REQUEST", () -> first(noGroup(), "member").setTopicPartitions(null));
        expect("0-1: INVALID_REQUEST", () -> first(noGroup(), "member").setSubscribedTopicNames(null));
    }

    @Test
    void theFirstOneWithPartitionsOwnedAlready() {
        TopicPartitions owned =
                new TopicPartitions().setTopicId(Uuid.randomUuid()).setPartitions(List.of(0));
        expect("0-1: INVALID_REQUEST", () -> first(noGroup(), "member").setTopicPartitions(List.of(owned)));
    }

    @Test
    void withNamesThatAreEmpty() {
        expect("0-1: INVALID_REQUEST", () -> first(noGroup(), "member").setInstanceId(""));
        expect("0-1: INVALID_REQUEST", () -> first(noGroup(), "member").setRackId(""));
        expect("0-1: UNSUPPORTED_ASSIGNOR", () -> first(noGroup(), "member").setServerAssignor(""));
    }

    @Test
    void withAnAssignorNobodyHas() {
        expect("0-1: UNSUPPORTED_ASSIGNOR", () -> first(noGroup(), "member").setServerAssignor("no-such"));
    }

    @Test
    void withAnExpressionThatIsNone() {
        expect(
                "1: INVALID_REGULAR_EXPRESSION",
                () -> first(noGroup(), "member").setSubscribedTopicNames(null).setSubscribedTopicRegex("(unclosed"));
        expect(
                "1: INVALID_REGULAR_EXPRESSION",
                () -> first(noGroup(), "member").setSubscribedTopicRegex("back(reference)\\1"));
        expect(
                "1: NONE",
                () -> first(noGroup(), "member").setSubscribedTopicNames(null).setSubscribedTopicRegex("requested-.*"));
    }

    @Test
    void theNextOneTwice() {
        expect("0-1: NONE", () -> {
            RawMember member = consumerMember();
            groups.ask(CONSUMER_GROUP_HEARTBEAT, 1, next(member));
            return next(member);
        });
    }

    @Test
    void theFirstOneTwice() {
        expect("0-1: NONE", () -> {
            RawMember member = consumerMember();
            return first(member.group(), member.id());
        });
    }

    @Test
    void ofNobody() {
        expect(
                "0-1: UNKNOWN_MEMBER_ID",
                () -> next(new RawMember(consumerMember().group(), "made-up", 1)));
        expect("0-1: GROUP_ID_NOT_FOUND", () -> next(new RawMember(noGroup(), "made-up", 1)));
    }

    @Test
    void ofAnotherEpoch() {
        expect("0-1: FENCED_MEMBER_EPOCH", () -> {
            RawMember member = consumerMember();
            return next(with(member, member.epoch() + 1));
        });
    }

    /** A member may repeat the heartbeat of the epoch before, as long as it owns no more than it was given. */
    @Test
    void ofTheEpochBefore() {
        expect("0-1: FENCED_MEMBER_EPOCH", () -> next(stillInTheEpochBefore()));
        expect("0-1: NONE", () -> next(stillInTheEpochBefore()).setTopicPartitions(List.of()));
    }

    @Test
    void ofTheEpochBeforeThat() {
        expect("0-1: FENCED_MEMBER_EPOCH", () -> {
            RawMember member = stillInTheEpochBefore();
            return next(with(member, member.epoch() - 1)).setTopicPartitions(List.of());
        });
    }

    @Test
    void ofAnEpochThatIsNone() {
        expect("0-1: INVALID_REQUEST", () -> next(with(consumerMember(), -3)));
    }

    @Test
    void ofASecondInstance() {
        expect(
                "0-1: UNRELEASED_INSTANCE_ID",
                () -> first(staticConsumerMember().group(), "newer").setInstanceId("instance"));
    }

    @Test
    void ofAnInstanceThatIsAnotherNow() {
        expect(
                "0-1: FENCED_INSTANCE_ID",
                () -> next(new RawMember(staticConsumerMember().group(), "older", 1))
                        .setInstanceId("instance"));
        expect("0-1: UNKNOWN_MEMBER_ID", () -> next(staticConsumerMember()).setInstanceId("another"));
    }

    @Test
    void leaving() {
        expect("0-1: NONE", () -> next(with(consumerMember(), LEAVE)));
        expect(
                "0-1: UNKNOWN_MEMBER_ID",
                () -> next(new RawMember(consumerMember().group(), "made-up", LEAVE)));
        expect("0-1: GROUP_ID_NOT_FOUND", () -> next(new RawMember(noGroup(), "made-up", LEAVE)));
    }

    @Test
    void leavingForAWhile() {
        expect("0-1: INVALID_REQUEST", () -> next(with(consumerMember(), LEAVE_FOR_A_WHILE)));
        expect(
                "0-1: NONE",
                () -> next(with(staticConsumerMember(), LEAVE_FOR_A_WHILE)).setInstanceId("instance"));
        expect(
                "0-1: UNKNOWN_MEMBER_ID",
                () -> next(with(staticConsumerMember(), LEAVE_FOR_A_WHILE)).setInstanceId("another"));
    }

    /** A group of the classic protocol is taken over only if its members speak of themselves as consumers do. */
    @Test
    void toAClassicGroup() {
        expect("0-1: NONE", () -> first(classicMember().group(), "member"));
        expect(
                "0-1: GROUP_ID_NOT_FOUND",
                () -> next(new RawMember(classicMember().group(), "made-up", 1)));
    }
}
