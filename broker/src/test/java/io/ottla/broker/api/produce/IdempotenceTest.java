package io.ottla.broker.api.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import io.ottla.wire.message.ProduceResponse.PartitionProduceResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trap 30: sequences of idempotent producers. */
class IdempotenceTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);

    @BeforeEach
    void createTopic() {
        broker.createTopic("topic", 1);
    }

    @Test
    void trap30_aBatchThatIsSentAgainIsAcknowledgedWithItsFirstOffset() {
        PartitionProduceResponse first = append(0, "a", "b");
        append(2, "c");

        PartitionProduceResponse again = append(0, "a", "b");

        assertThat(again.errorCode()).isZero();
        assertThat(again.baseOffset()).isEqualTo(first.baseOffset());
        assertThat(requests.read("topic", 0, 0).highWatermark()).isEqualTo(3);
    }

    @Test
    void trap30_fiveBatchesBackAreStillKnown() {
        for (int sequence = 0; sequence < 5; sequence++) {
            append(sequence, "v" + sequence);
        }

        assertThat(append(0, "v0").baseOffset()).isZero();
        assertThat(requests.read("topic", 0, 0).highWatermark()).isEqualTo(5);
    }

    @Test
    void trap30_aGapIsOutOfOrderAndTellsTheLogStart() {
        append(0, "a");

        PartitionProduceResponse gap = append(5, "f");

        assertThat(ErrorCode.forCode(gap.errorCode())).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(gap.baseOffset()).isEqualTo(-1);
        assertThat(gap.logStartOffset()).isZero();
        assertThat(gap.recordErrors()).isEmpty();
        assertThat(gap.errorMessage()).isNull();
    }

    @Test
    void batchesOfOneConnectionKeepTheirOrderWithinABurst() {
        List<Answered<ProduceResponse>> answers = new ArrayList<>();
        for (int sequence = 0; sequence < 20; sequence++) {
            ProduceRequest request = Requests.produceRequest(-1, "topic", 0, batch(sequence, "v" + sequence));
            answers.add(broker.send(requests.produce, Requests.PRODUCE, request));
        }

        broker.settle();

        for (int sequence = 0; sequence < 20; sequence++) {
            PartitionProduceResponse answer = answers.get(sequence)
                    .response()
                    .responses()
                    .getFirst()
                    .partitionResponses()
                    .getFirst();
            assertThat(answer.errorCode()).isZero();
            assertThat(answer.baseOffset()).isEqualTo(sequence);
        }
    }

    @Test
    void aProducerIsKnownAfterARestart() {
        append(0, "a");
        append(1, "b");
        broker.stop();

        Requests after = new Requests(broker.startAgain(broker.disk));

        assertThat(after.append("topic", 0, batch(1, "b")).baseOffset()).isEqualTo(1);
        assertThat(after.append("topic", 0, batch(2, "c")).baseOffset()).isEqualTo(2);
    }

    private PartitionProduceResponse append(int sequence, String... values) {
        return requests.append("topic", 0, batch(sequence, values));
    }

    private BufferRecords batch(int sequence, String... values) {
        return Records.records(Records.builder(broker.nowMs(), values).producer(9, (short) 0, sequence));
    }
}
