package io.ottla.broker.api.offsetdelete;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.OffsetDeleteRequest;
import io.ottla.wire.message.OffsetDeleteRequest.OffsetDeleteRequestPartition;
import io.ottla.wire.message.OffsetDeleteRequest.OffsetDeleteRequestTopic;
import io.ottla.wire.message.OffsetDeleteResponse;
import io.ottla.wire.message.OffsetDeleteResponse.OffsetDeleteResponsePartition;
import io.ottla.wire.message.OffsetDeleteResponse.OffsetDeleteResponseTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** OffsetDelete, version 0. Partitions that do not exist are refused here; the rest goes to the group's coordinator. */
public final class OffsetDeleteHandler implements ApiHandler<OffsetDeleteRequest, OffsetDeleteResponse> {
    private final GroupRequests groups;
    private final Supplier<ClusterImage> images;

    public OffsetDeleteHandler(GroupRequests groups, Supplier<ClusterImage> images) {
        this.groups = groups;
        this.images = images;
    }

    @Override
    public ApiKey key() {
        return ApiKey.OFFSET_DELETE;
    }

    @Override
    public OffsetDeleteRequest read(WireReader body, int version) {
        return OffsetDeleteRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, OffsetDeleteRequest request, Responder<OffsetDeleteResponse> responder) {
        if (request.groupId().isEmpty()) {
            responder.send(failed(ErrorCode.INVALID_GROUP_ID));
            return;
        }
        ClusterImage image = images.get();
        Map<String, List<OffsetDeleteResponsePartition>> missing = new TreeMap<>();
        List<OffsetDeleteRequestTopic> known = new ArrayList<>();
        for (OffsetDeleteRequestTopic topic : request.topics()) {
            List<OffsetDeleteRequestPartition> there = new ArrayList<>();
            for (OffsetDeleteRequestPartition partition : topic.partitions()) {
                if (image.topics().partition(topic.name(), partition.partitionIndex()) != null) {
                    there.add(partition);
                } else {
                    missing.computeIfAbsent(topic.name(), any -> new ArrayList<>())
                            .add(new OffsetDeleteResponsePartition()
                                    .partitionIndex(partition.partitionIndex())
                                    .errorCode(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()));
                }
            }
            if (!there.isEmpty()) {
                known.add(new OffsetDeleteRequestTopic().name(topic.name()).partitions(there));
            }
        }
        groups.ask(
                context,
                request.groupId(),
                new OffsetDeleteRequest().groupId(request.groupId()).topics(known),
                new GroupRequests.Answering<>(
                        OffsetDeleteResponse.class,
                        OffsetDeleteHandler::failed,
                        response -> responder.send(complete(response, missing))));
    }

    /** Adds the partitions that the coordinator was not asked about; an error on top says all there is to say. */
    private static OffsetDeleteResponse complete(
            OffsetDeleteResponse response, Map<String, List<OffsetDeleteResponsePartition>> missing) {
        if (response.errorCode() != ErrorCode.NONE.code()) {
            return response;
        }
        Map<String, List<OffsetDeleteResponsePartition>> left = new TreeMap<>(missing);
        List<OffsetDeleteResponseTopic> topics = new ArrayList<>();
        for (OffsetDeleteResponseTopic topic : response.topics()) {
            List<OffsetDeleteResponsePartition> partitions = new ArrayList<>(topic.partitions());
            partitions.addAll(left.getOrDefault(topic.name(), List.of()));
            left.remove(topic.name());
            topics.add(new OffsetDeleteResponseTopic().name(topic.name()).partitions(partitions));
        }
        left.forEach((name, partitions) ->
                topics.add(new OffsetDeleteResponseTopic().name(name).partitions(partitions)));
        return response.topics(topics);
    }

    @Override
    public Optional<OffsetDeleteResponse> failure(
            RequestContext context, OffsetDeleteRequest request, ErrorCode error) {
        return Optional.of(failed(error));
    }

    @Override
    public void countErrors(OffsetDeleteResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.topics()
                .forEach(topic -> topic.partitions().forEach(partition -> errors.error(partition.errorCode())));
    }

    private static OffsetDeleteResponse failed(ErrorCode error) {
        return new OffsetDeleteResponse().errorCode(error.code());
    }
}
