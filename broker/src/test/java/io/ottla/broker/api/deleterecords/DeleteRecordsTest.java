package io.ottla.broker.api.deleterecords;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DeleteRecordsRequest;
import io.ottla.wire.message.DeleteRecordsRequest.DeleteRecordsPartition;
import io.ottla.wire.message.DeleteRecordsRequest.DeleteRecordsTopic;
import io.ottla.wire.message.DeleteRecordsResponse.DeleteRecordsPartitionResult;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeleteRecordsTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);
    private final DeleteRecordsHandler handler = new DeleteRecordsHandler(broker.service.partitions());

    @BeforeEach
    void fill() {
        broker.createTopic("topic", 1);
        requests.appendAll("topic", 0, "a", "b", "c");
    }

    @Test
    void recordsBeforeTheOffsetAreGone() {
        DeleteRecordsPartitionResult result = delete("topic", 2);

        assertThat(error(result)).isEqualTo(ErrorCode.NONE);
        assertThat(result.lowWatermark()).isEqualTo(2);
        assertThat(ErrorCode.forCode(requests.read("topic", 0, 1).errorCode()))
                .isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(Records.values(requests.read("topic", 0, 2).records())).containsExactly("2:c");
        assertThat(requests.read("topic", 0, 2).logStartOffset()).isEqualTo(2);
    }

    @Test
    void minusOneStandsForTheHighWatermark() {
        assertThat(delete("topic", -1).lowWatermark()).isEqualTo(3);
        assertThat(requests.append("topic", 0, Records.batch(broker.nowMs(), "d"))
                        .baseOffset())
                .isEqualTo(3);
    }

    @Test
    void anOffsetBeforeTheStartChangesNothing() {
        delete("topic", 2);

        assertThat(delete("topic", 1).lowWatermark()).isEqualTo(2);
    }

    @Test
    void whatIsNotThereCannotBeDeleted() {
        assertThat(error(delete("topic", 4))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(delete("topic", 4).lowWatermark()).isEqualTo(-1);
        assertThat(error(delete("topic", -2))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        assertThat(error(delete("nowhere", 0))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void aTopicThatIsOnlyCompactedForbidsIt() {
        broker.createTopic("compacted", 1, "cleanup.policy", "compact");

        assertThat(error(delete("compacted", 0))).isEqualTo(ErrorCode.POLICY_VIOLATION);
    }

    @Test
    void internalTopicsForbidIt() {
        broker.createTopic("__consumer_offsets", 1);

        assertThat(error(delete("__consumer_offsets", 0))).isEqualTo(ErrorCode.INVALID_TOPIC_EXCEPTION);
    }

    @Test
    void theNewStartSurvivesARestart() {
        delete("topic", 2);
        broker.stop();

        Requests after = new Requests(broker.startAgain(broker.disk));

        assertThat(after.read("topic", 0, 2).logStartOffset()).isEqualTo(2);
    }

    private DeleteRecordsPartitionResult delete(String topic, long offset) {
        DeleteRecordsRequest request = new DeleteRecordsRequest()
                .topics(List.of(new DeleteRecordsTopic()
                        .name(topic)
                        .partitions(List.of(
                                new DeleteRecordsPartition().partitionIndex(0).offset(offset)))));
        return broker.call(handler, 2, request).topics().getFirst().partitions().getFirst();
    }

    private static ErrorCode error(DeleteRecordsPartitionResult result) {
        return ErrorCode.forCode(result.errorCode());
    }
}
