package io.ottla.broker.api.offsetforleaderepoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.OffsetForLeaderEpochRequest;
import io.ottla.wire.message.OffsetForLeaderEpochRequest.OffsetForLeaderPartition;
import io.ottla.wire.message.OffsetForLeaderEpochRequest.OffsetForLeaderTopic;
import io.ottla.wire.message.OffsetForLeaderEpochResponse.EpochEndOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trap 15: epochs are real. */
class OffsetForLeaderEpochTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);
    private final OffsetForLeaderEpochHandler handler = new OffsetForLeaderEpochHandler(broker.service.partitions());

    @BeforeEach
    void fill() {
        Uuid topicId = broker.createTopic("topic", 1);
        requests.appendAll("topic", 0, "a", "b");
        broker.elect(topicId, 0, SimulatedBroker.NODE_ID);
        requests.appendAll("topic", 0, "c");
    }

    @Test
    void trap15_anEpochEndsWhereTheNextBegins() {
        EpochEndOffset first = ask(4, 0, -1);

        assertThat(first.leaderEpoch()).isZero();
        assertThat(first.endOffset()).isEqualTo(2);
    }

    @Test
    void trap15_theCurrentEpochEndsWithTheLog() {
        assertThat(ask(4, 1, 1).leaderEpoch()).isEqualTo(1);
        assertThat(ask(4, 1, 1).endOffset()).isEqualTo(3);
    }

    @Test
    void trap15_anEpochThatIsNotKnownIsMinusOne() {
        assertThat(ask(4, 9, -1).leaderEpoch()).isEqualTo(-1);
        assertThat(ask(4, 9, -1).endOffset()).isEqualTo(-1);
    }

    @Test
    void aCurrentEpochThatIsOldOrUnknownIsTold() {
        for (int version = 2; version <= 4; version++) {
            assertThat(ErrorCode.forCode(ask(version, 0, 0).errorCode())).isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
            assertThat(ErrorCode.forCode(ask(version, 0, 7).errorCode())).isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH);
        }
    }

    private EpochEndOffset ask(int version, int epoch, int currentEpoch) {
        OffsetForLeaderPartition partition =
                new OffsetForLeaderPartition().partition(0).leaderEpoch(epoch).currentLeaderEpoch(currentEpoch);
        OffsetForLeaderEpochRequest request = new OffsetForLeaderEpochRequest()
                .replicaId(-1)
                .topics(List.of(new OffsetForLeaderTopic().topic("topic").partitions(List.of(partition))));
        return broker.call(handler, version, request)
                .topics()
                .getFirst()
                .partitions()
                .getFirst();
    }
}
