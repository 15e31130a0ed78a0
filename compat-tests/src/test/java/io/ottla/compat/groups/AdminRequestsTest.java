package io.ottla.compat.groups;

import static org.apache.kafka.common.protocol.ApiKeys.CONSUMER_GROUP_DESCRIBE;
import static org.apache.kafka.common.protocol.ApiKeys.DELETE_GROUPS;
import static org.apache.kafka.common.protocol.ApiKeys.DESCRIBE_GROUPS;
import static org.apache.kafka.common.protocol.ApiKeys.FIND_COORDINATOR;
import static org.apache.kafka.common.protocol.ApiKeys.LIST_GROUPS;
import static org.apache.kafka.common.protocol.ApiKeys.OFFSET_COMMIT;

import java.util.List;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.protocol.ApiMessage;
import org.junit.jupiter.api.Test;

/** Groups looked for, described and deleted, that are not there or not such. */
class AdminRequestsTest extends GroupRequestsTest {
    private static final int VERSION_OF_SEVERAL_KEYS = 4;
    private static final int VERSION_WITH_TOPIC_NAMES = 9;

    private static ApiMessage find(int version, String key, int type) {
        FindCoordinatorRequestData request = new FindCoordinatorRequestData().setKeyType((byte) type);
        return version < VERSION_OF_SEVERAL_KEYS ? request.setKey(key) : request.setCoordinatorKeys(List.of(key));
    }

    private static ApiMessage describe(String group) {
        return new DescribeGroupsRequestData().setGroups(List.of(group));
    }

    private static ApiMessage describeConsumer(String group) {
        return new ConsumerGroupDescribeRequestData().setGroupIds(List.of(group));
    }

    private static ApiMessage delete(String group) {
        return new DeleteGroupsRequestData().setGroupsNames(List.of(group));
    }

    @Test
    void theCoordinatorOfAnyGroupIsFound() {
        expect(FIND_COORDINATOR, "0-6: NONE", v -> find(v, noGroup(), 0));
        expect(FIND_COORDINATOR, "0-6: NONE", v -> find(v, "", 0));
    }

    @Test
    void aKindOfCoordinatorThatDoesNotExist() {
        expect(FIND_COORDINATOR, "1-6: INVALID_REQUEST", v -> find(v, noGroup(), 9));
    }

    @Test
    void classicDescriptions() {
        expect(DESCRIBE_GROUPS, "0-6: NONE", v -> describe(classicMember().group()));
        expect(DESCRIBE_GROUPS, "0-5: NONE, 6: GROUP_ID_NOT_FOUND", v -> describe(noGroup()));
        expect(
                DESCRIBE_GROUPS,
                "0-5: NONE, 6: GROUP_ID_NOT_FOUND",
                v -> describe(consumerMember().group()));
    }

    @Test
    void consumerDescriptions() {
        expect(
                CONSUMER_GROUP_DESCRIBE,
                "0-1: NONE",
                v -> describeConsumer(consumerMember().group()));
        expect(CONSUMER_GROUP_DESCRIBE, "0-1: GROUP_ID_NOT_FOUND", v -> describeConsumer(noGroup()));
        expect(
                CONSUMER_GROUP_DESCRIBE,
                "0-1: GROUP_ID_NOT_FOUND",
                v -> describeConsumer(classicMember().group()));
        expect(CONSUMER_GROUP_DESCRIBE, "0-1: INVALID_GROUP_ID", v -> describeConsumer(""));
    }

    @Test
    void deletions() {
        expect(
                DELETE_GROUPS,
                "0-2: NON_EMPTY_GROUP",
                v -> delete(classicMember().group()));
        expect(
                DELETE_GROUPS,
                "0-2: NON_EMPTY_GROUP",
                v -> delete(consumerMember().group()));
        expect(DELETE_GROUPS, "0-2: GROUP_ID_NOT_FOUND", v -> delete(noGroup()));
    }

    /** A group without a name may hold offsets; it cannot have members. */
    @Test
    void theGroupWithoutAName() {
        OffsetCommitRequestData commit = new OffsetCommitRequestData()
                .setGroupId("")
                .setTopics(List.of(new OffsetCommitRequestTopic()
                        .setName(topic)
                        .setPartitions(List.of(new OffsetCommitRequestPartition()))));
        groups.ask(OFFSET_COMMIT, VERSION_WITH_TOPIC_NAMES, commit);
        expect(DESCRIBE_GROUPS, "0-6: NONE", v -> describe(""));
        expect(DELETE_GROUPS, "0-2: NONE", v -> {
            groups.ask(OFFSET_COMMIT, VERSION_WITH_TOPIC_NAMES, commit);
            return delete("");
        });
    }

    @Test
    void lists() {
        expect(LIST_GROUPS, "0-5: NONE", v -> new ListGroupsRequestData());
        expect(LIST_GROUPS, "4-5: NONE", v -> new ListGroupsRequestData().setStatesFilter(List.of("no-such")));
        expect(LIST_GROUPS, "5: NONE", v -> new ListGroupsRequestData().setTypesFilter(List.of("no-such")));
    }
}
