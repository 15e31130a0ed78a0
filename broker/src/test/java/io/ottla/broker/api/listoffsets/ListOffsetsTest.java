package io.ottla.broker.api.listoffsets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.ListOffsetsRequest;
import io.ottla.wire.message.ListOffsetsRequest.ListOffsetsPartition;
import io.ottla.wire.message.ListOffsetsRequest.ListOffsetsTopic;
import io.ottla.wire.message.ListOffsetsResponse.ListOffsetsPartitionResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traps 45 and 46. */
class ListOffsetsTest {
    private static final int LATEST_VERSION = 11;

    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);
    private final ListOffsetsHandler handler = new ListOffsetsHandler(broker.service.partitions());
    private Uuid topicId;

    @BeforeEach
    void fill() {
        topicId = broker.createTopic("topic", 1);
        requests.append("topic", 0, Records.batch(1_000, "a", "b"));
        requests.append("topic", 0, Records.batch(3_000, "c"));
        broker.elect(topicId, 0, SimulatedBroker.NODE_ID);
        requests.append("topic", 0, Records.batch(2_000, "d"));
    }

    @Test
    void trap45_latestIsTheHighWatermarkUnderTheLeadersEpoch() {
        assertFound(list(-1), 4, -1, 1);
    }

    @Test
    void trap45_earliestIsTheLogStartWithItsEpoch() {
        assertFound(list(-2), 0, -1, 0);
        assertFound(list(-4), 0, -1, 0);
    }

    @Test
    void trap45_theLargestTimestampIsFoundWithItsRecord() {
        assertFound(list(-3), 2, 3_000, 0);
    }

    @Test
    void trap45_thereIsNoRemoteStorage() {
        assertFound(list(-5), -1, -1, -1);
        assertFound(list(-6), -1, -1, -1);
    }

    @Test
    void trap45_aTimeFindsTheFirstRecordAtOrAfterIt() {
        assertFound(list(0), 0, 1_000, 0);
        assertFound(list(1_001), 2, 3_000, 0);
        assertFound(list(3_000), 2, 3_000, 0);
        assertFound(list(3_001), -1, -1, -1);
    }

    @Test
    void trap45_specialTimesNeedTheirVersion() {
        assertThat(error(list(6, -3))).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
        assertThat(error(list(7, -4))).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
        assertThat(error(list(8, -5))).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
        assertThat(error(list(10, -6))).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
        assertThat(error(list(11, -7))).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
        for (int version = 1; version <= 11; version++) {
            assertThat(list(version, -1).offset()).isEqualTo(4);
        }
    }

    @Test
    void aLeaderEpochThatIsOldOrUnknownIsTold() {
        assertThat(error(ask(partition(-1).currentLeaderEpoch(0)))).isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
        assertThat(error(ask(partition(-1).currentLeaderEpoch(9)))).isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH);
        assertThat(error(ask(partition(-1).currentLeaderEpoch(1)))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void unknownPartitionsAndPartitionsNamedTwiceAreErrors() {
        assertThat(error(ask(partition(-1).partitionIndex(5)))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        ListOffsetsRequest twice = request(partition(-1));
        twice.topics().getFirst().partitions(List.of(partition(-1), partition(-2)));
        assertThat(broker.call(handler, LATEST_VERSION, twice)
                        .topics()
                        .getFirst()
                        .partitions())
                .allSatisfy(partition -> assertThat(error(partition)).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private ListOffsetsPartitionResponse list(long timestamp) {
        return list(LATEST_VERSION, timestamp);
    }

    private ListOffsetsPartitionResponse list(int version, long timestamp) {
        return broker.call(handler, version, request(partition(timestamp)))
                .topics()
                .getFirst()
                .partitions()
                .getFirst();
    }

    private ListOffsetsPartitionResponse ask(ListOffsetsPartition partition) {
        return broker.call(handler, LATEST_VERSION, request(partition))
                .topics()
                .getFirst()
                .partitions()
                .getFirst();
    }

    private static ListOffsetsRequest request(ListOffsetsPartition partition) {
        return new ListOffsetsRequest()
                .replicaId(-1)
                .topics(List.of(new ListOffsetsTopic().name("topic").partitions(List.of(partition))));
    }

    private static ListOffsetsPartition partition(long timestamp) {
        return new ListOffsetsPartition().partitionIndex(0).timestamp(timestamp);
    }

    private static ErrorCode error(ListOffsetsPartitionResponse response) {
        return ErrorCode.forCode(response.errorCode());
    }

    private static void assertFound(ListOffsetsPartitionResponse response, long offset, long timestamp, int epoch) {
        assertThat(error(response)).isEqualTo(ErrorCode.NONE);
        assertThat(response.offset()).isEqualTo(offset);
        assertThat(response.timestamp()).isEqualTo(timestamp);
        assertThat(response.leaderEpoch()).isEqualTo(epoch);
    }
}
