package io.ottla.broker.api.deleterecords;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.partition.InternalTopics;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionQuery;
import io.ottla.broker.partition.Partitions;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DeleteRecordsRequest;
import io.ottla.wire.message.DeleteRecordsRequest.DeleteRecordsPartition;
import io.ottla.wire.message.DeleteRecordsRequest.DeleteRecordsTopic;
import io.ottla.wire.message.DeleteRecordsResponse;
import io.ottla.wire.message.DeleteRecordsResponse.DeleteRecordsPartitionResult;
import io.ottla.wire.message.DeleteRecordsResponse.DeleteRecordsTopicResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * DeleteRecords, versions 0 to 2. An offset of -1 stands for the high watermark. The low watermark that is answered is the
 * log's start here, since there is one replica; the request's timeout is for waiting on others.
 */
public final class DeleteRecordsHandler implements ApiHandler<DeleteRecordsRequest, DeleteRecordsResponse> {
    private static final long HIGH_WATERMARK = -1;
    private static final long NO_LOW_WATERMARK = -1;

    private final PartitionQuery<Item, Answer> query;

    private record Item(TopicPartition partition, long offset) {}

    private record Answer(ErrorCode error, long lowWatermark) {
        static Answer failed(ErrorCode error) {
            return new Answer(error, NO_LOW_WATERMARK);
        }
    }

    public DeleteRecordsHandler(Partitions partitions) {
        this.query = new PartitionQuery<>(
                partitions,
                Item::partition,
                (partition, item, turn) -> {
                    Answer answer = delete(partition, item.offset());
                    partitions.tableOf(partition.name()).touch(partition, turn);
                    return answer;
                },
                Answer::failed);
    }

    private static Answer delete(Partition partition, long upTo) {
        if (InternalTopics.contains(partition.name().topic())) {
            return Answer.failed(ErrorCode.INVALID_TOPIC_EXCEPTION);
        }
        if (!partition.leadership().leads()) {
            return Answer.failed(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        }
        if (!partition.settings().log().delete()) {
            return Answer.failed(ErrorCode.POLICY_VIOLATION);
        }
        long offset = upTo == HIGH_WATERMARK ? partition.highWatermark() : upTo;
        if (offset < 0 || !partition.log().advanceLogStartOffset(offset)) {
            return Answer.failed(ErrorCode.OFFSET_OUT_OF_RANGE);
        }
        return new Answer(ErrorCode.NONE, partition.log().logStartOffset());
    }

    @Override
    public ApiKey key() {
        return ApiKey.DELETE_RECORDS;
    }

    @Override
    public DeleteRecordsRequest read(WireReader body, int version) {
        return DeleteRecordsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, DeleteRecordsRequest request, Responder<DeleteRecordsResponse> responder) {
        List<Item> items = new ArrayList<>();
        for (DeleteRecordsTopic topic : request.topics()) {
            for (DeleteRecordsPartition partition : topic.partitions()) {
                items.add(new Item(new TopicPartition(topic.name(), partition.partitionIndex()), partition.offset()));
            }
        }
        query.start(items, answers -> responder.send(response(request, answers)), responder::fail);
    }

    private static DeleteRecordsResponse response(DeleteRecordsRequest request, List<Answer> answers) {
        Iterator<Answer> next = answers.iterator();
        List<DeleteRecordsTopicResult> topics = new ArrayList<>();
        for (DeleteRecordsTopic topic : request.topics()) {
            List<DeleteRecordsPartitionResult> partitions = new ArrayList<>();
            for (DeleteRecordsPartition partition : topic.partitions()) {
                Answer answer = next.next();
                partitions.add(new DeleteRecordsPartitionResult()
                        .partitionIndex(partition.partitionIndex())
                        .lowWatermark(answer.lowWatermark())
                        .errorCode(answer.error().code()));
            }
            topics.add(new DeleteRecordsTopicResult().name(topic.name()).partitions(partitions));
        }
        return new DeleteRecordsResponse().topics(topics);
    }

    @Override
    public Optional<DeleteRecordsResponse> failure(
            RequestContext context, DeleteRecordsRequest request, ErrorCode error) {
        List<Answer> answers = new ArrayList<>();
        request.topics().forEach(topic -> topic.partitions().forEach(partition -> answers.add(Answer.failed(error))));
        return Optional.of(response(request, answers));
    }

    @Override
    public void countErrors(DeleteRecordsResponse response, ErrorSink errors) {
        for (DeleteRecordsTopicResult topic : response.topics()) {
            topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
        }
    }
}
