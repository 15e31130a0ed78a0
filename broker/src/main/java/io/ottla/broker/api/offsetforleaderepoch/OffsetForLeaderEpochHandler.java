package io.ottla.broker.api.offsetforleaderepoch;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionQuery;
import io.ottla.broker.partition.Partitions;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.OffsetForLeaderEpochRequest;
import io.ottla.wire.message.OffsetForLeaderEpochRequest.OffsetForLeaderPartition;
import io.ottla.wire.message.OffsetForLeaderEpochRequest.OffsetForLeaderTopic;
import io.ottla.wire.message.OffsetForLeaderEpochResponse;
import io.ottla.wire.message.OffsetForLeaderEpochResponse.EpochEndOffset;
import io.ottla.wire.message.OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** OffsetForLeaderEpoch, versions 2 to 4 (KIP-320). Epochs are real: -1 is answered only where an epoch is not known. */
public final class OffsetForLeaderEpochHandler
        implements ApiHandler<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse> {
    private final PartitionQuery<Item, Answer> query;

    private record Item(TopicPartition partition, int currentLeaderEpoch, int epoch) {}

    private record Answer(ErrorCode error, io.ottla.storage.epoch.EpochEndOffset end) {
        static Answer failed(ErrorCode error) {
            return new Answer(error, io.ottla.storage.epoch.EpochEndOffset.UNDEFINED);
        }
    }

    public OffsetForLeaderEpochHandler(Partitions partitions) {
        this.query = new PartitionQuery<>(
                partitions, Item::partition, (partition, item, turn) -> ask(partition, item), Answer::failed);
    }

    private static Answer ask(Partition partition, Item item) {
        ErrorCode error = partition.checkLeader(item.currentLeaderEpoch());
        return error == ErrorCode.NONE
                ? new Answer(error, partition.log().endOffsetForEpoch(item.epoch()))
                : Answer.failed(error);
    }

    @Override
    public ApiKey key() {
        return ApiKey.OFFSET_FOR_LEADER_EPOCH;
    }

    @Override
    public OffsetForLeaderEpochRequest read(WireReader body, int version) {
        return OffsetForLeaderEpochRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            OffsetForLeaderEpochRequest request,
            Responder<OffsetForLeaderEpochResponse> responder) {
        List<Item> items = new ArrayList<>();
        for (OffsetForLeaderTopic topic : request.topics()) {
            for (OffsetForLeaderPartition partition : topic.partitions()) {
                items.add(new Item(
                        new TopicPartition(topic.topic(), partition.partition()),
                        partition.currentLeaderEpoch(),
                        partition.leaderEpoch()));
            }
        }
        query.start(items, answers -> responder.send(response(request, answers)), responder::fail);
    }

    private static OffsetForLeaderEpochResponse response(OffsetForLeaderEpochRequest request, List<Answer> answers) {
        Iterator<Answer> next = answers.iterator();
        List<OffsetForLeaderTopicResult> topics = new ArrayList<>();
        for (OffsetForLeaderTopic topic : request.topics()) {
            List<EpochEndOffset> partitions = new ArrayList<>();
            for (OffsetForLeaderPartition partition : topic.partitions()) {
                Answer answer = next.next();
                partitions.add(new EpochEndOffset()
                        .partition(partition.partition())
                        .errorCode(answer.error().code())
                        .leaderEpoch(answer.end().epoch())
                        .endOffset(answer.end().endOffset()));
            }
            topics.add(new OffsetForLeaderTopicResult().topic(topic.topic()).partitions(partitions));
        }
        return new OffsetForLeaderEpochResponse().topics(topics);
    }

    @Override
    public Optional<OffsetForLeaderEpochResponse> failure(
            RequestContext context, OffsetForLeaderEpochRequest request, ErrorCode error) {
        List<Answer> answers = new ArrayList<>();
        request.topics().forEach(topic -> topic.partitions().forEach(partition -> answers.add(Answer.failed(error))));
        return Optional.of(response(request, answers));
    }

    @Override
    public void countErrors(OffsetForLeaderEpochResponse response, ErrorSink errors) {
        for (OffsetForLeaderTopicResult topic : response.topics()) {
            topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
        }
    }
}
