package io.ottla.broker.api.describeproducers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeProducersRequest;
import io.ottla.wire.message.DescribeProducersRequest.TopicRequest;
import io.ottla.wire.message.DescribeProducersResponse.PartitionResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescribeProducersTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);
    private final DescribeProducersHandler handler = new DescribeProducersHandler(broker.service.partitions());

    @Test
    void aPartitionTellsOfItsProducers() {
        broker.createTopic("topic", 1);
        requests.append(
                "topic",
                0,
                Records.records(Records.builder(broker.nowMs(), "a", "b").producer(9, (short) 2, 0)));

        PartitionResponse answer = describe("topic");

        assertThat(answer.errorCode()).isZero();
        assertThat(answer.activeProducers()).singleElement().satisfies(producer -> {
            assertThat(producer.producerId()).isEqualTo(9);
            assertThat(producer.producerEpoch()).isEqualTo(2);
            assertThat(producer.lastSequence()).isEqualTo(1);
            assertThat(producer.lastTimestamp()).isEqualTo(broker.nowMs());
            assertThat(producer.currentTxnStartOffset()).isEqualTo(-1);
        });
    }

    @Test
    void anUnknownTopicIsAnError() {
        assertThat(ErrorCode.forCode(describe("nowhere").errorCode())).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    private PartitionResponse describe(String topic) {
        DescribeProducersRequest request = new DescribeProducersRequest()
                .topics(List.of(new TopicRequest().name(topic).partitionIndexes(List.of(0))));
        return broker.call(handler, 0, request).topics().getFirst().partitions().getFirst();
    }
}
