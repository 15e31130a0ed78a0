package io.ottla.broker.transaction;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.coordinator.transaction.MarkerWriter;
import io.ottla.broker.coordinator.transaction.MarkerWriter.Marker;
import io.ottla.broker.partition.Answered;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import io.ottla.wire.message.ProduceResponse.PartitionProduceResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Producers and their transactions on a simulated broker, with a coordinator that says what the test wants. */
public final class Transactions {
    /** The last version of clients that have their partitions added beforehand. */
    public static final int OLD_CLIENT = 11;

    public static final int NEW_CLIENT = 12;

    private final Requests requests;
    private final MarkerWriter markers;

    /** A producer. */
    public record Producer(long id, int epoch) {}

    public Transactions(Requests requests, MarkerWriter markers) {
        this.requests = requests;
        this.markers = markers;
    }

    public Answered<ProduceResponse> send(int version, int partition, Producer producer, int sequence, String value) {
        BufferRecords batch = Records.records(Records.builder(requests.broker.nowMs(), value)
                .producer(producer.id(), (short) producer.epoch(), sequence)
                .transactional());
        ProduceRequest request =
                Requests.produceRequest(-1, "topic", partition, batch).transactionalId("tx");
        return requests.broker.send(requests.produce, version, request);
    }

    public PartitionProduceResponse produce(int version, int partition, Producer producer, int sequence, String value) {
        Answered<ProduceResponse> answered = send(version, partition, producer, sequence, value);
        requests.broker.settle();
        return only(answered);
    }

    public static PartitionProduceResponse only(Answered<ProduceResponse> answered) {
        return answered.response().responses().getFirst().partitionResponses().getFirst();
    }

    public static ErrorCode error(PartitionProduceResponse response) {
        return ErrorCode.forCode(response.errorCode());
    }

    /** Ends a transaction on partitions; what became of it, by partition. */
    public Map<TopicPartition, ErrorCode> end(Marker marker, TopicPartition... partitions) {
        Map<TopicPartition, ErrorCode> answers = new TreeMap<>();
        markers.write(marker, List.of(partitions), answers::put);
        requests.broker.settle();
        return answers;
    }

    public static Marker commit(Producer producer, int transactionVersion) {
        return new Marker(producer.id(), (short) producer.epoch(), true, 3, (short) transactionVersion);
    }

    public static Marker abort(Producer producer, int transactionVersion) {
        return new Marker(producer.id(), (short) producer.epoch(), false, 3, (short) transactionVersion);
    }

    public static TopicPartition partition(int partition) {
        return new TopicPartition("topic", partition);
    }
}
