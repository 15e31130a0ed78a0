package io.ottla.broker.api.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.FetchResponse;
import io.ottla.wire.message.ProduceResponse.PartitionProduceResponse;
import org.junit.jupiter.api.Test;

class AppendAndReadTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);

    @Test
    void whatWasAppendedIsReadBackWithItsOffsets() {
        broker.createTopic("topic", 3);

        PartitionProduceResponse first = requests.append("topic", 1, Records.batch(broker.nowMs(), "a", "b"));
        PartitionProduceResponse second = requests.append("topic", 1, Records.batch(broker.nowMs(), "c"));

        assertThat(first.errorCode()).isZero();
        assertThat(first.baseOffset()).isZero();
        assertThat(first.logStartOffset()).isZero();
        assertThat(first.logAppendTimeMs()).isEqualTo(-1);
        assertThat(second.baseOffset()).isEqualTo(2);
        FetchResponse.PartitionData read = requests.read("topic", 1, 0);
        assertThat(read.errorCode()).isEqualTo(ErrorCode.NONE.code());
        assertThat(read.highWatermark()).isEqualTo(3);
        assertThat(read.lastStableOffset()).isEqualTo(3);
        assertThat(read.logStartOffset()).isZero();
        assertThat(Records.values(read.records())).containsExactly("0:a", "1:b", "2:c");
    }
}
