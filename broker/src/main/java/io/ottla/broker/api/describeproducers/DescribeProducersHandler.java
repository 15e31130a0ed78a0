package io.ottla.broker.api.describeproducers;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionQuery;
import io.ottla.broker.partition.Partitions;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.producer.ProducerView;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeProducersRequest;
import io.ottla.wire.message.DescribeProducersRequest.TopicRequest;
import io.ottla.wire.message.DescribeProducersResponse;
import io.ottla.wire.message.DescribeProducersResponse.PartitionResponse;
import io.ottla.wire.message.DescribeProducersResponse.ProducerState;
import io.ottla.wire.message.DescribeProducersResponse.TopicResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** DescribeProducers, version 0 (KIP-664). */
public final class DescribeProducersHandler implements ApiHandler<DescribeProducersRequest, DescribeProducersResponse> {
    private static final long NO_TRANSACTION = -1;

    private final PartitionQuery<TopicPartition, PartitionResponse> query;

    public DescribeProducersHandler(Partitions partitions) {
        this.query = new PartitionQuery<>(
                partitions,
                name -> name,
                (partition, name, turn) -> describe(partition),
                DescribeProducersHandler::failed);
    }

    private static PartitionResponse describe(Partition partition) {
        if (!partition.leadership().leads()) {
            return failed(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        }
        List<ProducerState> producers = new ArrayList<>();
        for (ProducerView producer : partition.log().producers().producers()) {
            producers.add(new ProducerState()
                    .producerId(producer.producerId())
                    .producerEpoch(producer.producerEpoch())
                    .lastSequence(producer.lastSequence())
                    .lastTimestamp(producer.lastTimestampMs())
                    .coordinatorEpoch(producer.coordinatorEpoch())
                    .currentTxnStartOffset(producer.transactionFirstOffset().orElse(NO_TRANSACTION)));
        }
        return new PartitionResponse().activeProducers(producers);
    }

    private static PartitionResponse failed(ErrorCode error) {
        return new PartitionResponse().errorCode(error.code());
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_PRODUCERS;
    }

    @Override
    public DescribeProducersRequest read(WireReader body, int version) {
        return DescribeProducersRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, DescribeProducersRequest request, Responder<DescribeProducersResponse> responder) {
        List<TopicPartition> items = new ArrayList<>();
        for (TopicRequest topic : request.topics()) {
            topic.partitionIndexes().forEach(partition -> items.add(new TopicPartition(topic.name(), partition)));
        }
        query.start(items, answers -> responder.send(response(request, answers)), responder::fail);
    }

    private static DescribeProducersResponse response(
            DescribeProducersRequest request, List<PartitionResponse> answers) {
        Iterator<PartitionResponse> next = answers.iterator();
        List<TopicResponse> topics = new ArrayList<>();
        for (TopicRequest topic : request.topics()) {
            List<PartitionResponse> partitions = new ArrayList<>();
            topic.partitionIndexes()
                    .forEach(partition -> partitions.add(next.next().partitionIndex(partition)));
            topics.add(new TopicResponse().name(topic.name()).partitions(partitions));
        }
        return new DescribeProducersResponse().topics(topics);
    }

    @Override
    public Optional<DescribeProducersResponse> failure(
            RequestContext context, DescribeProducersRequest request, ErrorCode error) {
        List<PartitionResponse> answers = new ArrayList<>();
        request.topics().forEach(topic -> topic.partitionIndexes().forEach(partition -> answers.add(failed(error))));
        return Optional.of(response(request, answers));
    }

    @Override
    public void countErrors(DescribeProducersResponse response, ErrorSink errors) {
        for (TopicResponse topic : response.topics()) {
            topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
        }
    }
}
