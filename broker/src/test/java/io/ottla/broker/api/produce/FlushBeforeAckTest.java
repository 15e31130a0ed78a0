package io.ottla.broker.api.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.message.ProduceResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code flush.messages=1}: an acknowledgement waits for the disk, and shares its wait with others. */
class FlushBeforeAckTest {
    private final SimulatedBroker broker = SimulatedBroker.start(1);
    private final Requests requests = new Requests(broker);

    @BeforeEach
    void createTopic() {
        broker.createTopic("safe", 1, "flush.messages", "1");
    }

    @Test
    void theAppendsOfABurstShareOneFlushAndAreAnsweredAfterIt() {
        Answered<ProduceResponse> first = produce(-1, "a");
        Answered<ProduceResponse> second = produce(1, "b");

        broker.turnShards();

        assertThat(broker.flushesDue()).isEqualTo(1);
        assertThat(first.isAnswered()).isFalse();
        assertThat(second.isAnswered()).isFalse();
        assertThat(broker.partition("safe", 0).highWatermark())
                .as("nobody sees it yet")
                .isZero();

        broker.settle();

        assertThat(first.response()
                        .responses()
                        .getFirst()
                        .partitionResponses()
                        .getFirst()
                        .baseOffset())
                .isZero();
        assertThat(second.isAnswered()).isTrue();
        assertThat(broker.partition("safe", 0).log().recoveryPoint()).isEqualTo(2);
    }

    @Test
    void whatComesDuringAFlushWaitsForTheNext() {
        Answered<ProduceResponse> first = produce(-1, "a");
        broker.turnShards();
        Answered<ProduceResponse> second = produce(-1, "b");
        Answered<ProduceResponse> third = produce(-1, "c");
        broker.turnShards();

        assertThat(broker.flushesDue()).as("one flush at a time").isEqualTo(1);
        broker.settle();

        assertThat(first.isAnswered()).isTrue();
        assertThat(second.isAnswered()).isTrue();
        assertThat(third.isAnswered()).isTrue();
        assertThat(broker.partition("safe", 0).highWatermark()).isEqualTo(3);
    }

    @Test
    void whatWasAcknowledgedSurvivesALossOfPower() {
        produce(-1, "a");
        produce(-1, "b");
        broker.settle();

        Requests after = new Requests(broker.startAgain(broker.disk.afterPowerLoss()));

        assertThat(Records.values(after.read("safe", 0, 0).records())).startsWith("0:a", "1:b");
    }

    private Answered<ProduceResponse> produce(int acks, String value) {
        return broker.send(
                requests.produce,
                Requests.PRODUCE,
                Requests.produceRequest(acks, "safe", 0, Records.batch(broker.nowMs(), value)));
    }
}
