package io.ottla.broker.api.describetopicpartitions;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.metadata.ClientView;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.TopicImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeTopicPartitionsRequest;
import io.ottla.wire.message.DescribeTopicPartitionsRequest.TopicRequest;
import io.ottla.wire.message.DescribeTopicPartitionsResponse;
import io.ottla.wire.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * DescribeTopicPartitions, version 0 (KIP-966). Topics are answered in the order of their names; an empty list asks for all.
 * When the answer would have more partitions than the client or the broker wants, it ends with a cursor, with which the
 * client asks for the rest.
 */
public final class DescribeTopicPartitionsHandler
        implements ApiHandler<DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse> {
    private final Supplier<ClusterImage> images;
    private final NodeAddresses addresses;
    private final int partitionsMax;

    /** @param partitionsMax so many partitions an answer has at most, whatever the client asks for */
    public DescribeTopicPartitionsHandler(Supplier<ClusterImage> images, NodeAddresses addresses, int partitionsMax) {
        this.images = images;
        this.addresses = addresses;
        this.partitionsMax = partitionsMax;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_TOPIC_PARTITIONS;
    }

    @Override
    public DescribeTopicPartitionsRequest read(WireReader body, int version) {
        return DescribeTopicPartitionsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            DescribeTopicPartitionsRequest request,
            Responder<DescribeTopicPartitionsResponse> responder) {
        if (!isValid(request)) {
            responder.send(failed(request, ErrorCode.INVALID_REQUEST));
            return;
        }
        ClientView view = new ClientView(images.get(), addresses, context.connection());
        int limit = Math.max(1, Math.min(partitionsMax, request.responsePartitionLimit()));
        Page page = new Page(view, limit);
        boolean all = request.topics().isEmpty();
        DescribeTopicPartitionsRequest.Cursor cursor = request.cursor();
        for (String name : all ? allNames(view, cursor) : names(request)) {
            boolean atCursor = cursor != null && name.equals(cursor.topicName());
            if (!page.add(name, atCursor ? cursor.partitionIndex() : 0, all)) {
                break;
            }
        }
        responder.send(page.response());
    }

    @Override
    public Optional<DescribeTopicPartitionsResponse> failure(
            RequestContext context, DescribeTopicPartitionsRequest request, ErrorCode error) {
        return Optional.of(failed(request, error));
    }

    @Override
    public void countErrors(DescribeTopicPartitionsResponse response, ErrorSink errors) {
        response.topics().forEach(topic -> errors.error(topic.errorCode()));
    }

    private static boolean isValid(DescribeTopicPartitionsRequest request) {
        DescribeTopicPartitionsRequest.Cursor cursor = request.cursor();
        return cursor == null
                || (cursor.partitionIndex() >= 0
                        && (request.topics().isEmpty() || names(request).contains(cursor.topicName())));
    }

    private static Collection<String> allNames(ClientView view, DescribeTopicPartitionsRequest.Cursor cursor) {
        return view.image().topics().all().stream()
                .map(TopicImage::name)
                .filter(name -> cursor == null || name.compareTo(cursor.topicName()) >= 0)
                .toList();
    }

    /** The names from the cursor on. */
    private static NavigableSet<String> names(DescribeTopicPartitionsRequest request) {
        NavigableSet<String> names = new TreeSet<>();
        request.topics().stream().map(TopicRequest::name).forEach(names::add);
        return request.cursor() == null ? names : names.tailSet(request.cursor().topicName(), true);
    }

    private static DescribeTopicPartitionsResponse failed(DescribeTopicPartitionsRequest request, ErrorCode error) {
        List<DescribeTopicPartitionsResponseTopic> topics = request.topics().stream()
                .map(topic -> new DescribeTopicPartitionsResponseTopic()
                        .name(topic.name())
                        .errorCode(error.code()))
                .toList();
        return new DescribeTopicPartitionsResponse().topics(topics);
    }
}
