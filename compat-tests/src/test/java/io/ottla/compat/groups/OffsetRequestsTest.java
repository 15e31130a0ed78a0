package io.ottla.compat.groups;

import static org.apache.kafka.common.protocol.ApiKeys.OFFSET_COMMIT;
import static org.apache.kafka.common.protocol.ApiKeys.OFFSET_DELETE;
import static org.apache.kafka.common.protocol.ApiKeys.OFFSET_FETCH;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.groups.RawGroups.RawMember;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestPartition;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopicCollection;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.protocol.ApiMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offsets committed, fetched and deleted by those who may not, and of what is not there. */
class OffsetRequestsTest extends GroupRequestsTest {
    private static final int VERSION_OF_SEVERAL_GROUPS = 8;
    private static final int VERSION_OF_TOPIC_IDS = 10;

    private Uuid topicId;

    @BeforeEach
    void askForTheTopicsId() {
        try (Admin admin = Clients.admin(target)) {
            topicId = Clients.get(admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic)
                    .topicId();
        }
    }

    private static RawMember nobody(String group) {
        return new RawMember(group, "", -1);
    }

    private OffsetCommitRequestData commit(int version, RawMember member) {
        return commit(version, member, 0, "");
    }

    private OffsetCommitRequestData commit(int version, RawMember member, int partition, String metadata) {
        OffsetCommitRequestTopic data = version < VERSION_OF_TOPIC_IDS
                ? new OffsetCommitRequestTopic().setName(topic)
                : new OffsetCommitRequestTopic().setTopicId(topicId);
        return new OffsetCommitRequestData()
                .setGroupId(member.group())
                .setMemberId(member.id())
                .setGenerationIdOrMemberEpoch(member.epoch())
                .setTopics(List.of(data.setPartitions(List.of(new OffsetCommitRequestPartition()
                        .setPartitionIndex(partition)
                        .setCommittedOffset(5)
                        .setCommittedMetadata(metadata)))));
    }

    private ApiMessage fetch(int version, RawMember member, int partition) {
        if (version < VERSION_OF_SEVERAL_GROUPS) {
            return new OffsetFetchRequestData()
                    .setGroupId(member.group())
                    .setTopics(List.of(
                            new OffsetFetchRequestTopic().setName(topic).setPartitionIndexes(List.of(partition))));
        }
        OffsetFetchRequestTopics topics = new OffsetFetchRequestTopics().setPartitionIndexes(List.of(partition));
        OffsetFetchRequestGroup group = new OffsetFetchRequestGroup()
                .setGroupId(member.group())
                .setMemberId(version > VERSION_OF_SEVERAL_GROUPS ? member.id() : null)
                .setMemberEpoch(version > VERSION_OF_SEVERAL_GROUPS ? member.epoch() : -1)
                .setTopics(
                        List.of(version < VERSION_OF_TOPIC_IDS ? topics.setName(topic) : topics.setTopicId(topicId)));
        return new OffsetFetchRequestData().setGroups(List.of(group));
    }

    private static ApiMessage delete(String group, String topic, int partition) {
        OffsetDeleteRequestTopic data = new OffsetDeleteRequestTopic()
                .setName(topic)
                .setPartitions(List.of(new OffsetDeleteRequestPartition().setPartitionIndex(partition)));
        return new OffsetDeleteRequestData()
                .setGroupId(group)
                .setTopics(new OffsetDeleteRequestTopicCollection(List.of(data).iterator()));
    }

    @Test
    void commitWithoutAGroup() {
        expect(OFFSET_COMMIT, "2-10: NONE", v -> commit(v, nobody(noGroup())));
        expect(OFFSET_COMMIT, "2-10: NONE", v -> commit(v, nobody("")));
        String notThere = "2-8: ILLEGAL_GENERATION, 9-10: GROUP_ID_NOT_FOUND";
        expect(OFFSET_COMMIT, notThere, v -> commit(v, new RawMember(noGroup(), "", 1)));
        expect(OFFSET_COMMIT, notThere, v -> commit(v, new RawMember(noGroup(), "made-up", 1)));
    }

    @Test
    void commitOfAClassicMember() {
        expect(OFFSET_COMMIT, "2-10: NONE", v -> commit(v, classicMember()));
        expect(
                OFFSET_COMMIT,
                "2-10: UNKNOWN_MEMBER_ID",
                v -> commit(v, nobody(classicMember().group())));
        expect(OFFSET_COMMIT, "2-10: UNKNOWN_MEMBER_ID", v -> commit(v, unknown(classicMember())));
        expect(OFFSET_COMMIT, "2-10: ILLEGAL_GENERATION", v -> commit(v, stale(classicMember())));
        expect(OFFSET_COMMIT, "2-10: ILLEGAL_GENERATION", v -> commit(v, ahead(classicMember())));
    }

    @Test
    void commitOfAFencedInstance() {
        expect(
                OFFSET_COMMIT,
                "7-10: FENCED_INSTANCE_ID",
                v -> commit(v, unknown(staticClassicMember())).setGroupInstanceId("instance"));
        expect(
                OFFSET_COMMIT,
                "7-10: UNKNOWN_MEMBER_ID",
                v -> commit(v, staticClassicMember()).setGroupInstanceId("another"));
    }

    @Test
    void commitOfAConsumerGroupsMember() {
        expect(OFFSET_COMMIT, "2-8: UNSUPPORTED_VERSION, 9-10: NONE", v -> commit(v, consumerMember()));
        expect(
                OFFSET_COMMIT,
                "2-10: UNKNOWN_MEMBER_ID",
                v -> commit(v, nobody(consumerMember().group())));
        expect(OFFSET_COMMIT, "2-10: UNKNOWN_MEMBER_ID", v -> commit(v, unknown(consumerMember())));
        expect(
                OFFSET_COMMIT,
                "2-8: UNSUPPORTED_VERSION, 9-10: STALE_MEMBER_EPOCH",
                v -> commit(v, stale(consumerMember())));
        expect(
                OFFSET_COMMIT,
                "2-8: UNSUPPORTED_VERSION, 9-10: STALE_MEMBER_EPOCH",
                v -> commit(v, ahead(consumerMember())));
    }

    /** What a member commits before it hears of its new epoch is still of partitions that are its own. */
    @Test
    void commitInTheEpochBefore() {
        expect(OFFSET_COMMIT, "2-8: UNSUPPORTED_VERSION, 9-10: NONE", v -> commit(v, stillInTheEpochBefore()));
        expect(
                OFFSET_COMMIT,
                "2-8: UNSUPPORTED_VERSION, 9-10: STALE_MEMBER_EPOCH",
                v -> commit(v, stale(stillInTheEpochBefore())));
    }

    @Test
    void commitWithMetadata() {
        expect(OFFSET_COMMIT, "2-10: NONE", v -> commit(v, nobody(noGroup()), 0, "x".repeat(4096)));
        expect(
                OFFSET_COMMIT,
                "2-10: OFFSET_METADATA_TOO_LARGE",
                v -> commit(v, nobody(noGroup()), 0, "x".repeat(4097)));
        expect(OFFSET_COMMIT, "2-10: NONE", v -> commit(v, nobody(noGroup()), 0, "ü".repeat(4096)));
        expect(OFFSET_COMMIT, "2-10: NONE", v -> commit(v, nobody(noGroup()), 0, null));
    }

    @Test
    void commitForWhatIsNotThere() {
        expect(OFFSET_COMMIT, "2-10: UNKNOWN_TOPIC_OR_PARTITION", v -> commit(v, nobody(noGroup()), 2, ""));
        topic = uniqueTopic("missing");
        topicId = Uuid.randomUuid();
        expect(
                OFFSET_COMMIT,
                "2-9: UNKNOWN_TOPIC_OR_PARTITION, 10: UNKNOWN_TOPIC_ID",
                v -> commit(v, nobody(noGroup())));
    }

    @Test
    void fetchOfWhatWasNeverCommitted() {
        expect(OFFSET_FETCH, "1-10: NONE", v -> fetch(v, nobody(noGroup()), 0));
        expect(OFFSET_FETCH, "1-10: NONE", v -> fetch(v, nobody(classicMember().group()), 0));
        expect(OFFSET_FETCH, "1-10: NONE", v -> fetch(v, nobody(""), 0));
    }

    @Test
    void fetchByAMember() {
        expect(OFFSET_FETCH, "1-10: NONE", v -> fetch(v, consumerMember(), 0));
        expect(OFFSET_FETCH, "1-8: NONE, 9-10: UNKNOWN_MEMBER_ID", v -> fetch(v, unknown(consumerMember()), 0));
        expect(OFFSET_FETCH, "1-8: NONE, 9-10: STALE_MEMBER_EPOCH", v -> fetch(v, stale(consumerMember()), 0));
        expect(OFFSET_FETCH, "1-8: NONE, 9-10: STALE_MEMBER_EPOCH", v -> fetch(v, ahead(consumerMember()), 0));
        expect(OFFSET_FETCH, "1-10: NONE", v -> fetch(v, classicMember(), 0));
        expect(OFFSET_FETCH, "1-10: NONE", v -> fetch(v, unknown(classicMember()), 0));
    }

    @Test
    void fetchOfWhatIsNotThere() {
        expect(OFFSET_FETCH, "1-10: NONE", v -> fetch(v, nobody(noGroup()), 2));
        topic = uniqueTopic("missing");
        topicId = Uuid.randomUuid();
        expect(OFFSET_FETCH, "1-9: NONE, 10: UNKNOWN_TOPIC_ID", v -> fetch(v, nobody(noGroup()), 0));
    }

    @Test
    void deleteWithoutAGroup() {
        expect(OFFSET_DELETE, "0: GROUP_ID_NOT_FOUND", v -> delete(noGroup(), topic, 0));
        expect(OFFSET_DELETE, "0: INVALID_GROUP_ID", v -> delete("", topic, 0));
    }

    @Test
    void deleteInAGroupWithMembers() {
        expect(
                OFFSET_DELETE,
                "0: GROUP_SUBSCRIBED_TO_TOPIC",
                v -> delete(classicMember().group(), topic, 0));
        expect(
                OFFSET_DELETE,
                "0: GROUP_SUBSCRIBED_TO_TOPIC",
                v -> delete(consumerMember().group(), topic, 0));
        expect(
                OFFSET_DELETE,
                "0: UNKNOWN_TOPIC_OR_PARTITION",
                v -> delete(classicMember().group(), uniqueTopic("missing"), 0));
        expect(
                OFFSET_DELETE,
                "0: UNKNOWN_TOPIC_OR_PARTITION",
                v -> delete(classicMember().group(), topic, 2));
    }
}
