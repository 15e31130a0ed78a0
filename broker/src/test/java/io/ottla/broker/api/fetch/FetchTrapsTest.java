package io.ottla.broker.api.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import io.ottla.wire.message.FetchResponse.PartitionData;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traps 14, 15, 24 and 32 to 40: what a fetch answers with. */
class FetchTrapsTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);
    private Uuid topicId;

    @BeforeEach
    void createTopic() {
        topicId = broker.createTopic("topic", 4);
    }

    @Test
    void trap32_anOffsetInsideABatchBringsTheWholeBatch() {
        requests.append("topic", 0, Records.batch(broker.nowMs(), "a", "b", "c"));

        assertThat(Records.values(requests.read("topic", 0, 1).records())).containsExactly("0:a", "1:b", "2:c");
    }

    @Test
    void trap33_theFirstBatchComesHoweverLargeItIs() {
        requests.appendAll("topic", 0, "x".repeat(1_000), "y");
        FetchRequest request = Requests.fetchRequest("topic", Requests.at(0, 0)).maxBytes(10);
        request.topics().getFirst().partitions().getFirst().partitionMaxBytes(1);

        PartitionData data = Requests.only(broker.call(requests.fetch, Requests.FETCH, request));

        assertThat(Records.batches(data.records())).hasSize(1);
    }

    @Test
    void trap33_onlyTheFirstPartitionWithDataIsGivenMoreThanTheLimit() {
        requests.appendAll("topic", 1, "x".repeat(1_000));
        requests.appendAll("topic", 2, "y".repeat(1_000));
        requests.appendAll("topic", 3, "z".repeat(1_000));
        FetchRequest request = Requests.fetchRequest(
                        "topic", Requests.at(0, 0), Requests.at(2, 0), Requests.at(1, 0), Requests.at(3, 0))
                .maxBytes(100);

        FetchResponse response = broker.call(requests.fetch, Requests.FETCH, request);

        assertThat(response.responses().getFirst().partitions())
                .extracting(PartitionData::partitionIndex)
                .as("trap 40: the order of the request")
                .containsExactly(0, 2, 1, 3);
        assertThat(response.responses().getFirst().partitions())
                .extracting(partition -> partition.records().sizeInBytes() > 0)
                .containsExactly(false, true, false, false);
    }

    @Test
    void trap34_recordsAreEmptyAndNotNullOnErrors() {
        PartitionData data = requests.read("topic", 0, 99);

        assertThat(ErrorCode.forCode(data.errorCode())).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(data.records()).isNotNull();
        assertThat(data.records().sizeInBytes()).isZero();
        assertThat(data.highWatermark()).isEqualTo(-1);
        assertThat(data.lastStableOffset()).isEqualTo(-1);
        assertThat(data.logStartOffset()).isEqualTo(-1);
    }

    @Test
    void trap39_theHighWatermarkIsNoErrorAndBringsNothing() {
        requests.appendAll("topic", 0, "a");

        PartitionData data = requests.read("topic", 0, 1);

        assertThat(data.errorCode()).isZero();
        assertThat(data.records().sizeInBytes()).isZero();
        assertThat(data.highWatermark()).isEqualTo(1);
    }

    @Test
    void trap14_topicsAreNamedByIdFromVersion13() {
        requests.appendAll("topic", 0, "a");

        FetchResponse found = broker.call(requests.fetch, 13, byId(topicId));
        assertThat(found.responses().getFirst().topicId()).isEqualTo(topicId);
        assertThat(Records.values(Requests.only(found).records())).containsExactly("0:a");
        PartitionData unknown = Requests.only(broker.call(requests.fetch, 13, byId(new Uuid(8, 8))));
        assertThat(ErrorCode.forCode(unknown.errorCode())).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
        assertThat(unknown.records().sizeInBytes()).isZero();
    }

    private static FetchRequest byId(Uuid id) {
        FetchRequest request = Requests.fetchRequest("", Requests.at(0, 0));
        request.topics().getFirst().topicId(id);
        return request;
    }

    @Test
    void trap15_leaderEpochsAreChecked() {
        broker.elect(topicId, 0, SimulatedBroker.NODE_ID);

        assertThat(errorAtEpoch(0)).isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
        assertThat(errorAtEpoch(1)).isEqualTo(ErrorCode.NONE);
        assertThat(errorAtEpoch(2)).isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH);
        assertThat(errorAtEpoch(-1)).isEqualTo(ErrorCode.NONE);
    }

    private ErrorCode errorAtEpoch(int epoch) {
        FetchRequest request = Requests.fetchRequest("topic", Requests.at(0, 0).currentLeaderEpoch(epoch));
        return ErrorCode.forCode(Requests.only(broker.call(requests.fetch, Requests.FETCH, request))
                .errorCode());
    }

    @Test
    void aLogThatPartedFromTheReadersIsToldWhere() {
        requests.appendAll("topic", 0, "a", "b");
        broker.elect(topicId, 0, SimulatedBroker.NODE_ID);
        requests.appendAll("topic", 0, "c");

        PartitionData parted = Requests.only(broker.call(
                requests.fetch,
                Requests.FETCH,
                Requests.fetchRequest("topic", Requests.at(0, 3).lastFetchedEpoch(0))));

        assertThat(parted.errorCode()).isZero();
        assertThat(parted.divergingEpoch().epoch()).isZero();
        assertThat(parted.divergingEpoch().endOffset()).isEqualTo(2);
        assertThat(parted.records().sizeInBytes()).isZero();
        PartitionData agreeing = Requests.only(broker.call(
                requests.fetch,
                Requests.FETCH,
                Requests.fetchRequest("topic", Requests.at(0, 2).lastFetchedEpoch(0))));
        assertThat(Records.values(agreeing.records())).containsExactly("2:c");
    }

    @Test
    void whoIsSentElsewhereIsToldWhereFromVersion16() {
        broker.elect(topicId, 0, 2);
        FetchRequest request = Requests.fetchRequest("", Requests.at(0, 0));
        request.topics().getFirst().topicId(topicId);

        PartitionData data = Requests.only(broker.call(requests.fetch, 16, request));

        assertThat(ErrorCode.forCode(data.errorCode())).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        assertThat(data.currentLeader().leaderId()).isEqualTo(2);
        assertThat(data.currentLeader().leaderEpoch()).isEqualTo(1);
    }

    @Test
    void trap24_aZstdTopicIsRefusedToReadersBeforeVersion10() {
        broker.createTopic("zstd", 1, "compression.type", "zstd");
        requests.appendAll("zstd", 0, "a");
        FetchRequest request = Requests.fetchRequest("zstd", Requests.at(0, 0));

        assertThat(ErrorCode.forCode(
                        Requests.only(broker.call(requests.fetch, 9, request)).errorCode()))
                .isEqualTo(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
        assertThat(Records.values(
                        Requests.only(broker.call(requests.fetch, 10, request)).records()))
                .containsExactly("0:a");
    }

    @Test
    void aFollowerIsTurnedAway() {
        FetchRequest request = Requests.fetchRequest("topic", Requests.at(0, 0)).replicaId(7);

        assertThat(ErrorCode.forCode(Requests.only(broker.call(requests.fetch, Requests.FETCH, request))
                        .errorCode()))
                .isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
    }

    @Test
    void everyVersionByNameCanBeAnswered() {
        requests.appendAll("topic", 0, "a");
        for (int version = 4; version <= 12; version++) {
            FetchRequest request =
                    Requests.fetchRequest("topic", Requests.at(0, 0)).isolationLevel((byte) 1);

            PartitionData data = Requests.only(broker.call(requests.fetch, version, request));

            assertThat(Records.values(data.records())).containsExactly("0:a");
            assertThat(data.abortedTransactions()).isEmpty();
        }
    }

    @Test
    void readUncommittedTellsNoAbortedTransactions() {
        assertThat(requests.read("topic", 0, 0).abortedTransactions()).isNull();
    }

    @Test
    void theFilesThatAFetchReadsAreLetGoAfterwards() {
        requests.appendAll("topic", 0, "a");
        for (int i = 0; i < 5; i++) {
            Records.values(requests.read("topic", 0, 0).records());
        }
        broker.deleteTopic(topicId);
        broker.advance(70_000);

        assertThat(broker.disk.openFiles()).isZero();
        assertThat(List.copyOf(broker.offlineDirs)).isEmpty();
    }
}
