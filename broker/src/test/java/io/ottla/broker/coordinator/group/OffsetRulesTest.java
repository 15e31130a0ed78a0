package io.ottla.broker.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.DeleteGroupsRequest;
import io.ottla.wire.message.DeleteGroupsResponse;
import io.ottla.wire.message.DescribeGroupsRequest;
import io.ottla.wire.message.DescribeGroupsResponse;
import io.ottla.wire.message.ListGroupsRequest;
import io.ottla.wire.message.ListGroupsResponse;
import io.ottla.wire.message.OffsetCommitRequest;
import io.ottla.wire.message.OffsetCommitResponse;
import io.ottla.wire.message.OffsetDeleteRequest;
import io.ottla.wire.message.OffsetFetchRequest;
import io.ottla.wire.message.OffsetFetchResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offsets of those who are no members of a group. */
class OffsetRulesTest {
    private static final Uuid TOPIC_ID = new Uuid(5, 5);

    private final MachineRun run = new MachineRun(1);

    @AfterEach
    void theLogTellsAllThatIsKnown() {
        assertThat(run.replayed().offsets()).hasToString(run.machine.offsets().toString());
    }

    private static OffsetCommitRequest commit(long offset, String metadata) {
        return new OffsetCommitRequest()
                .groupId("group")
                .topics(List.of(new OffsetCommitRequest.OffsetCommitRequestTopic()
                        .name("topic")
                        .topicId(TOPIC_ID)
                        .partitions(List.of(new OffsetCommitRequest.OffsetCommitRequestPartition()
                                .partitionIndex(3)
                                .committedOffset(offset)
                                .committedMetadata(metadata)))));
    }

    private ErrorCode committed(OffsetCommitRequest request) {
        OffsetCommitResponse response = (OffsetCommitResponse) run.ask(10, request);
        return ErrorCode.forCode(
                response.topics().getFirst().partitions().getFirst().errorCode());
    }

    private String fetched(Uuid topicId) {
        OffsetFetchRequest request = new OffsetFetchRequest()
                .groups(List.of(new OffsetFetchRequest.OffsetFetchRequestGroup()
                        .groupId("group")
                        .topics(List.of(new OffsetFetchRequest.OffsetFetchRequestTopics()
                                .name("topic")
                                .topicId(topicId)
                                .partitionIndexes(List.of(3))))));
        var partition = ((OffsetFetchResponse) run.ask(10, request))
                .groups()
                .getFirst()
                .topics()
                .getFirst()
                .partitions()
                .getFirst();
        return partition.committedOffset() + " " + partition.metadata();
    }

    private String fetched() {
        return fetched(TOPIC_ID);
    }

    private String states() {
        ListGroupsResponse response = (ListGroupsResponse) run.ask(5, new ListGroupsRequest());
        return response.groups().stream()
                .map(group -> group.groupId() + " " + group.groupState() + " " + group.groupType())
                .toList()
                .toString();
    }

    @Test
    void whatWasCommittedComesBack() {
        assertThat(fetched()).isEqualTo("-1 ");
        assertThat(committed(commit(7, "here"))).isEqualTo(ErrorCode.NONE);
        assertThat(fetched()).isEqualTo("7 here");
        committed(commit(8, null));
        run.restart();
        assertThat(fetched()).isEqualTo("8 ");
        assertThat(states()).isEqualTo("[group Empty classic]");
    }

    @Test
    void metadataHasALimit() {
        committed(commit(7, "here"));
        assertThat(committed(commit(8, "m".repeat(4_096)))).isEqualTo(ErrorCode.NONE);
        assertThat(committed(commit(9, "m".repeat(4_097)))).isEqualTo(ErrorCode.OFFSET_METADATA_TOO_LARGE);
        assertThat(fetched()).startsWith("8 ");
    }

    @Test
    void offsetsOfAnEarlierTopicOfTheNameMeanNothing() {
        committed(commit(7, "here"));
        assertThat(fetched(new Uuid(6, 6))).isEqualTo("-1 ");
        assertThat(fetched(Uuid.ZERO)).isEqualTo("7 here");
    }

    @ParameterizedTest
    @CsvSource({"8, ILLEGAL_GENERATION", "9, GROUP_ID_NOT_FOUND", "10, GROUP_ID_NOT_FOUND"})
    void aMemberOfNothingCannotCommit(int version, String error) {
        assertThat(run.ask(version, commit(7, "").generationIdOrMemberEpoch(4).memberId("me")))
                .isEqualTo(error);
        committed(commit(7, ""));
        assertThat(run.ask(version, commit(8, "").generationIdOrMemberEpoch(4).memberId("me")))
                .isEqualTo("UNKNOWN_MEMBER_ID");
    }

    @Test
    void offsetsExpireWithTheRetentionAndTheirGroupGoesWithThem() {
        committed(commit(7, "here"));
        run.advance(MachineRun.RETENTION_MS - 1);
        assertThat(fetched()).isEqualTo("7 here");

        run.advance(MachineRun.RETENTION_CHECK_MS);

        assertThat(fetched()).isEqualTo("-1 ");
        assertThat(states()).isEqualTo("[]");
    }

    @Test
    void aCommitBeginsTheRetentionAnew() {
        committed(commit(7, "here"));
        run.advance(MachineRun.RETENTION_MS - 1);
        committed(commit(8, "here"));
        run.advance(MachineRun.RETENTION_CHECK_MS);
        assertThat(fetched()).isEqualTo("8 here");
    }

    @Test
    void oldClientsSayHowLongTheirOffsetsAreKept() {
        committed(commit(7, "here").retentionTimeMs(1_000));
        run.advance(MachineRun.RETENTION_CHECK_MS);
        assertThat(fetched()).isEqualTo("-1 ");
    }

    @Test
    void offsetsAreDeletedOneByOne() {
        committed(commit(7, "here"));
        OffsetDeleteRequest.OffsetDeleteRequestTopic topic = new OffsetDeleteRequest.OffsetDeleteRequestTopic()
                .name("topic")
                .partitions(List.of(new OffsetDeleteRequest.OffsetDeleteRequestPartition().partitionIndex(3)));
        run.ask(0, new OffsetDeleteRequest().groupId("group").topics(List.of(topic)));
        assertThat(fetched()).isEqualTo("-1 ");
        assertThat(deleted()).as("the group outlives its last offset").isEqualTo(ErrorCode.NONE);
        assertThat(run.ask(0, new OffsetDeleteRequest().groupId("group").topics(List.of(topic))))
                .isEqualTo("GROUP_ID_NOT_FOUND");
    }

    @Test
    void aDeletedGroupIsForgottenWithItsOffsets() {
        committed(commit(7, "here"));
        assertThat(deleted()).isEqualTo(ErrorCode.NONE);
        assertThat(fetched()).isEqualTo("-1 ");
        assertThat(deleted()).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
    }

    private ErrorCode deleted() {
        DeleteGroupsResponse response =
                (DeleteGroupsResponse) run.ask(2, new DeleteGroupsRequest().groupsNames(List.of("group")));
        return ErrorCode.forCode(response.results().getFirst().errorCode());
    }

    @Test
    void offsetsOfADeletedTopicGo() {
        Uuid topicId = run.createTopic("topic", 4);
        OffsetCommitRequest request = commit(7, "here");
        request.topics().getFirst().topicId(topicId);
        committed(request);

        run.deleteTopic(topicId);

        assertThat(fetched(Uuid.ZERO)).isEqualTo("-1 ");
    }

    @ParameterizedTest
    @CsvSource({"5, NONE", "6, GROUP_ID_NOT_FOUND"})
    void aGroupThatIsNotThereIsDead(int version, ErrorCode error) {
        DescribeGroupsResponse response =
                (DescribeGroupsResponse) run.ask(version, new DescribeGroupsRequest().groups(List.of("group")));
        assertThat(response.groups().getFirst().groupState()).isEqualTo("Dead");
        assertThat(response.groups().getFirst().errorCode()).isEqualTo(error.code());
    }
}
