package io.ottla.broker.api.txnoffsetcommit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.api.Requests;
import io.ottla.broker.api.deletegroups.DeleteGroupsHandler;
import io.ottla.broker.api.offsetfetch.OffsetFetchHandler;
import io.ottla.broker.config.GroupCoordinatorSettings;
import io.ottla.broker.config.Settings;
import io.ottla.broker.coordinator.group.GroupCommand;
import io.ottla.broker.coordinator.group.GroupCoordinatorKind;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.classic.ClassicSettings;
import io.ottla.broker.coordinator.runtime.CoordinatorMetrics;
import io.ottla.broker.coordinator.runtime.Coordinators;
import io.ottla.broker.metrics.Levels;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.broker.transaction.GuardedPartitions;
import io.ottla.broker.transaction.Markers;
import io.ottla.broker.transaction.Transactions;
import io.ottla.broker.transaction.Transactions.Producer;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.DeleteGroupsRequest;
import io.ottla.wire.message.OffsetFetchRequest;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import io.ottla.wire.message.TxnOffsetCommitRequest;
import io.ottla.wire.message.TxnOffsetCommitRequest.TxnOffsetCommitRequestPartition;
import io.ottla.wire.message.TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic;
import io.ottla.wire.message.TxnOffsetCommitResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets that are committed with a transaction. */
class TxnOffsetCommitTest {
    private static final TopicPartition OFFSETS = new TopicPartition(GroupCoordinatorKind.TOPIC, 0);
    private static final Producer PRODUCER = new Producer(9, 0);
    private static final int OLD_CLIENT = 3;
    private static final int NEW_CLIENT = 5;

    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final MetricsRegistry metrics = new MetricsRegistry();
    private final Requests requests = new Requests(broker);
    private final Coordinators<GroupCommand, GroupEvent, ApiMessage> coordinators =
            new Coordinators<>(kind(), broker.service, new CoordinatorMetrics(metrics, "group_coordinator"));
    private final GroupRequests groups = new GroupRequests(coordinators);
    private final TxnOffsetCommitHandler handler = new TxnOffsetCommitHandler(
            groups,
            () -> broker.service.views().current().image(),
            new GuardedPartitions(broker.service.partitions(), requests.guards));
    private final OffsetFetchHandler fetch = new OffsetFetchHandler(
            groups, () -> broker.service.views().current().image());
    private final Transactions transactions =
            new Transactions(requests, new Markers(broker.service.partitions(), coordinators));

    TxnOffsetCommitTest() {
        broker.createTopic(GroupCoordinatorKind.TOPIC, 1);
        broker.createTopic("topic", 2);
    }

    private static GroupCoordinatorKind kind() {
        var configs = Settings.builder()
                .listen("localhost", 0)
                .data(Path.of("unused"))
                .build()
                .configs();
        GroupCoordinatorSettings settings = new GroupCoordinatorSettings(
                1,
                (short) 1,
                1 << 20,
                0,
                5_000,
                4_096,
                1L << 40,
                600_000,
                new ClassicSettings(Integer.MAX_VALUE, 0, 6_000, 1_800_000));
        return new GroupCoordinatorKind(settings, any -> configs, new Random(1));
    }

    @Test
    void theOffsetsCountWhenTheTransactionIsCommitted() {
        assertThat(committed(NEW_CLIENT, 7)).isEqualTo(ErrorCode.NONE);
        assertThat(fetched(false).committedOffset()).isEqualTo(-1);

        transactions.end(Transactions.commit(PRODUCER, 1), OFFSETS);

        assertThat(fetched(true).committedOffset()).isEqualTo(7);
        assertThat(requests.transactions.asked).containsExactly("add tx 9/0 [__consumer_offsets-0]");
    }

    @Test
    void offsetsAndTheirGroupsAreCounted() {
        committed(NEW_CLIENT, 7);
        transactions.end(Transactions.commit(PRODUCER, 1), OFFSETS);
        broker.advance(30_000);

        assertThat(Levels.of(metrics, MetricName.of("group_coordinator_offset_commit_count")))
                .isEqualTo(1);
        assertThat(Levels.of(metrics, MetricName.of("group_coordinator_num_offsets")))
                .isEqualTo(1);
        assertThat(Levels.of(metrics, MetricName.of("group_coordinator_group_count", "protocol", "classic")))
                .isEqualTo(1);
        assertThat(Levels.of(metrics, MetricName.of("group_coordinator_classic_group_count", "state", "Empty")))
                .isEqualTo(1);
    }

    @Test
    void trap48_whoRequiresStableOffsetsIsToldToComeAgainAndDoesNotGetStuck() {
        committed(OLD_CLIENT, 7);
        transactions.end(Transactions.commit(PRODUCER, 1), OFFSETS);
        committed(OLD_CLIENT, 8);

        assertThat(ErrorCode.forCode(fetched(true).errorCode())).isEqualTo(ErrorCode.UNSTABLE_OFFSET_COMMIT);
        assertThat(fetched(false).committedOffset()).isEqualTo(7);

        transactions.end(Transactions.abort(PRODUCER, 1), OFFSETS);
        assertThat(fetched(true).errorCode()).isZero();
        assertThat(fetched(true).committedOffset()).isEqualTo(7);
    }

    @Test
    void whatIsPendingIsPendingAfterARestart() {
        committed(OLD_CLIENT, 7);
        broker.elect(broker.partition(OFFSETS.topic(), 0).topicId(), 0, 2);
        broker.elect(broker.partition(OFFSETS.topic(), 0).topicId(), 0, SimulatedBroker.NODE_ID);

        assertThat(ErrorCode.forCode(fetched(true).errorCode())).isEqualTo(ErrorCode.UNSTABLE_OFFSET_COMMIT);
        transactions.end(Transactions.commit(PRODUCER, 1), OFFSETS);
        assertThat(fetched(true).committedOffset()).isEqualTo(7);
    }

    @Test
    void aGroupThatIsDeletedTakesPendingOffsetsWithIt() {
        committed(OLD_CLIENT, 7);
        broker.call(new DeleteGroupsHandler(groups), 2, new DeleteGroupsRequest().groupsNames(List.of("group")));

        transactions.end(Transactions.commit(PRODUCER, 1), OFFSETS);

        assertThat(fetched(true).committedOffset()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE",
        "2, COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_LOAD_IN_PROGRESS",
        "5, NETWORK_EXCEPTION, COORDINATOR_LOAD_IN_PROGRESS",
        "3, TRANSACTION_ABORTABLE, INVALID_TXN_STATE",
        "4, TRANSACTION_ABORTABLE, TRANSACTION_ABORTABLE",
        "4, PRODUCER_FENCED, INVALID_PRODUCER_EPOCH",
        "4, CONCURRENT_TRANSACTIONS, CONCURRENT_TRANSACTIONS",
        "5, INVALID_PRODUCER_ID_MAPPING, INVALID_PRODUCER_ID_MAPPING"
    })
    void trap58_theCoordinatorsErrorIsToldInWordsThatTheClientKnows(int version, ErrorCode said, ErrorCode told) {
        requests.transactions.say(said);
        assertThat(committed(version, 7)).isEqualTo(told);
        assertThat(fetched(true).errorCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {OLD_CLIENT, 4})
    void obligation3_whileTheLastTransactionIsBeingEndedOffsetsAreNotTaken(int version) {
        requests.transactions.sayInTurn(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(committed(version, 7)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(fetched(true).errorCode()).as("pending offsets").isZero();

        assertThat(committed(version, 7)).isEqualTo(ErrorCode.NONE);
        transactions.end(Transactions.commit(PRODUCER, 1), OFFSETS);
        assertThat(fetched(true).committedOffset()).isEqualTo(7);
    }

    @Test
    void aMemberOfNothingIsOfAnOldGeneration() {
        assertThat(error(NEW_CLIENT, request(0, 7).memberId("me").generationId(4)))
                .isEqualTo(ErrorCode.ILLEGAL_GENERATION);
    }

    @Test
    void aProducerThatWasFencedCommitsNothing() {
        committed(NEW_CLIENT, 7);
        transactions.end(Transactions.commit(new Producer(9, 1), 2), OFFSETS);

        assertThat(committed(NEW_CLIENT, 8)).isEqualTo(ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void partitionsThatDoNotExistAreAnsweredForThemselves() {
        TxnOffsetCommitRequest request = request(5, 7);
        request.topics().getFirst().partitions(List.of(partition(0, 7), partition(5, 7)));

        TxnOffsetCommitResponse response = broker.call(handler, NEW_CLIENT, request);

        assertThat(response.topics()).hasSize(1);
        assertThat(response.topics().getFirst().partitions())
                .extracting(answer -> answer.partitionIndex() + " " + ErrorCode.forCode(answer.errorCode()))
                .containsExactlyInAnyOrder("0 NONE", "5 UNKNOWN_TOPIC_OR_PARTITION");
    }

    @Test
    void aGroupNeedsAName() {
        assertThat(error(NEW_CLIENT, request(0, 7).groupId(""))).isEqualTo(ErrorCode.INVALID_GROUP_ID);
    }

    private ErrorCode committed(int version, long offset) {
        return error(version, request(0, offset));
    }

    private ErrorCode error(int version, TxnOffsetCommitRequest request) {
        TxnOffsetCommitResponse response = broker.call(handler, version, request);
        return ErrorCode.forCode(
                response.topics().getFirst().partitions().getFirst().errorCode());
    }

    private static TxnOffsetCommitRequest request(int partition, long offset) {
        return new TxnOffsetCommitRequest()
                .transactionalId("tx")
                .groupId("group")
                .producerId(PRODUCER.id())
                .producerEpoch((short) PRODUCER.epoch())
                .topics(List.of(new TxnOffsetCommitRequestTopic()
                        .name("topic")
                        .partitions(List.of(partition(partition, offset)))));
    }

    private static TxnOffsetCommitRequestPartition partition(int partition, long offset) {
        return new TxnOffsetCommitRequestPartition()
                .partitionIndex(partition)
                .committedOffset(offset)
                .committedMetadata("");
    }

    private OffsetFetchResponsePartitions fetched(boolean requireStable) {
        OffsetFetchRequest request = new OffsetFetchRequest()
                .requireStable(requireStable)
                .groups(List.of(new OffsetFetchRequest.OffsetFetchRequestGroup()
                        .groupId("group")
                        .memberId(null)
                        .memberEpoch(-1)
                        .topics(List.of(new OffsetFetchRequest.OffsetFetchRequestTopics()
                                .name("topic")
                                .partitionIndexes(List.of(0))))));
        return broker.call(fetch, 9, request)
                .groups()
                .getFirst()
                .topics()
                .getFirst()
                .partitions()
                .getFirst();
    }
}
