package io.ottla.broker.api.listoffsets;

import io.ottla.broker.api.listoffsets.OffsetLookup.Answer;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.partition.Isolation;
import io.ottla.broker.partition.PartitionQuery;
import io.ottla.broker.partition.Partitions;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ListOffsetsRequest;
import io.ottla.wire.message.ListOffsetsRequest.ListOffsetsPartition;
import io.ottla.wire.message.ListOffsetsRequest.ListOffsetsTopic;
import io.ottla.wire.message.ListOffsetsResponse;
import io.ottla.wire.message.ListOffsetsResponse.ListOffsetsPartitionResponse;
import io.ottla.wire.message.ListOffsetsResponse.ListOffsetsTopicResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * ListOffsets, versions 1 to 11: by timestamp, and all the special ones: earliest, latest (which with read_committed is the
 * last stable offset), largest timestamp, and those for remote storage, of which there is none.
 */
public final class ListOffsetsHandler implements ApiHandler<ListOffsetsRequest, ListOffsetsResponse> {
    private final PartitionQuery<Item, Answer> query;

    private record Item(TopicPartition partition, OffsetLookup lookup) {}

    public ListOffsetsHandler(Partitions partitions) {
        this.query = new PartitionQuery<>(
                partitions,
                Item::partition,
                (partition, item, turn) -> item.lookup().in(partition),
                Answer::failed);
    }

    @Override
    public ApiKey key() {
        return ApiKey.LIST_OFFSETS;
    }

    @Override
    public ListOffsetsRequest read(WireReader body, int version) {
        return ListOffsetsRequest.read(body, version);
    }

    @Override
    public ErrorCode refusal(ListOffsetsRequest request) {
        return Isolation.isLevel(request.isolationLevel()) ? ErrorCode.NONE : ErrorCode.UNKNOWN_SERVER_ERROR;
    }

    @Override
    public void handle(RequestContext context, ListOffsetsRequest request, Responder<ListOffsetsResponse> responder) {
        Isolation isolation = Isolation.of(request.replicaId(), request.isolationLevel());
        Set<TopicPartition> twice = namedTwice(request);
        List<Answer> answers = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (ListOffsetsTopic topic : request.topics()) {
            for (ListOffsetsPartition partition : topic.partitions()) {
                TopicPartition name = new TopicPartition(topic.name(), partition.partitionIndex());
                OffsetLookup lookup = new OffsetLookup(
                        partition.timestamp(), partition.currentLeaderEpoch(), isolation, context.apiVersion());
                if (twice.contains(name)) {
                    answers.add(Answer.failed(ErrorCode.INVALID_REQUEST));
                } else if (!lookup.isSupported()) {
                    answers.add(Answer.failed(ErrorCode.UNSUPPORTED_VERSION));
                } else {
                    answers.add(null);
                    items.add(new Item(name, lookup));
                }
            }
        }
        query.start(
                items,
                found -> {
                    Iterator<Answer> next = found.iterator();
                    answers.replaceAll(answer -> answer == null ? next.next() : answer);
                    responder.send(response(request, answers, context.apiVersion()));
                },
                responder::fail);
    }

    private static Set<TopicPartition> namedTwice(ListOffsetsRequest request) {
        Set<TopicPartition> seen = new HashSet<>();
        Set<TopicPartition> twice = new HashSet<>();
        for (ListOffsetsTopic topic : request.topics()) {
            for (ListOffsetsPartition partition : topic.partitions()) {
                TopicPartition name = new TopicPartition(topic.name(), partition.partitionIndex());
                if (!seen.add(name)) {
                    twice.add(name);
                }
            }
        }
        return twice;
    }

    private static ListOffsetsResponse response(ListOffsetsRequest request, List<Answer> answers, int version) {
        Iterator<Answer> answer = answers.iterator();
        List<ListOffsetsTopicResponse> topics = new ArrayList<>();
        for (ListOffsetsTopic topic : request.topics()) {
            List<ListOffsetsPartitionResponse> partitions = new ArrayList<>();
            for (ListOffsetsPartition partition : topic.partitions()) {
                partitions.add(partition(partition.partitionIndex(), answer.next(), version));
            }
            topics.add(new ListOffsetsTopicResponse().name(topic.name()).partitions(partitions));
        }
        return new ListOffsetsResponse().topics(topics);
    }

    private static ListOffsetsPartitionResponse partition(int index, Answer answer, int version) {
        ListOffsetsPartitionResponse response = new ListOffsetsPartitionResponse()
                .partitionIndex(index)
                .errorCode(answer.error().code())
                .timestamp(answer.found().timestampMs())
                .offset(answer.found().offset());
        return version >= 4 ? response.leaderEpoch(answer.found().leaderEpoch()) : response;
    }

    @Override
    public Optional<ListOffsetsResponse> failure(RequestContext context, ListOffsetsRequest request, ErrorCode error) {
        List<Answer> answers = new ArrayList<>();
        request.topics().forEach(topic -> topic.partitions().forEach(partition -> answers.add(Answer.failed(error))));
        return Optional.of(response(request, answers, context.apiVersion()));
    }

    @Override
    public void countErrors(ListOffsetsResponse response, ErrorSink errors) {
        for (ListOffsetsTopicResponse topic : response.topics()) {
            topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
        }
    }
}
