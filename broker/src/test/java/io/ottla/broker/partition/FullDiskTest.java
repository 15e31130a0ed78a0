package io.ottla.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.wire.api.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** When the disk is full, records are refused and nothing else happens; when there is room again, they are taken. */
class FullDiskTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);

    @Test
    void recordsAreRefusedAsLongAsThereIsNoRoom() {
        broker.createTopic("topic", 2);
        assertThat(append("topic", 0)).isEqualTo(ErrorCode.NONE);
        leaveRoomFor(10);
        assertThat(append("topic", 0)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        broker.advance(120_000);
        assertThat(append("topic", 1)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        assertThat(Records.values(requests.read("topic", 0, 0).records())).hasSize(1);
        assertThat(broker.offlineDirs).isEmpty();

        broker.disk.limitSpace(Long.MAX_VALUE);
        broker.advance(1_000);
        assertThat(append("topic", 0)).isEqualTo(ErrorCode.NONE);
        assertThat(append("topic", 1)).isEqualTo(ErrorCode.NONE);
        assertThat(broker.partition("topic", 0).log().logEndOffset()).isEqualTo(2);
    }

    @Test
    void whatTheDiskRefusesThoughItSaidOtherwiseIsTakenBack() {
        broker.createTopic("topic", 1, "flush.messages", "1");
        assertThat(append("topic", 0)).isEqualTo(ErrorCode.NONE);
        // Asked a moment ago, the disk still had room; others have used it since.
        leaveRoomFor(0);
        assertThat(append("topic", 0)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        broker.disk.limitSpace(Long.MAX_VALUE);
        broker.advance(2_000);
        assertThat(append("topic", 0)).isEqualTo(ErrorCode.NONE);
        assertThat(broker.partition("topic", 0).log().logEndOffset()).isEqualTo(2);
        SimulatedBroker after = broker.startAgain(broker.disk.afterPowerLoss());
        assertThat(after.partition("topic", 0).log().logEndOffset()).isEqualTo(2);
    }

    @Test
    void aTopicThatIsMadeMeanwhileServesLater() {
        leaveRoomFor(0);
        broker.createTopic("topic", 1);
        assertThat(append("topic", 0)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        assertThat(broker.offlineDirs).isEmpty();
        broker.disk.limitSpace(Long.MAX_VALUE);
        broker.advance(5_000);
        assertThat(append("topic", 0)).isEqualTo(ErrorCode.NONE);
    }

    private ErrorCode append(String topic, int partition) {
        return ErrorCode.forCode(requests.append(topic, partition, Records.batch(broker.nowMs(), "x"))
                .errorCode());
    }

    private void leaveRoomFor(long bytes) {
        broker.disk.limitSpace(Long.MAX_VALUE);
        long used = Long.MAX_VALUE - broker.disk.space(Path.of("/data")).usableBytes();
        broker.disk.limitSpace(used + bytes);
    }
}
