package io.ottla.broker.api.listpartitionreassignments;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.TopicImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ListPartitionReassignmentsRequest;
import io.ottla.wire.message.ListPartitionReassignmentsRequest.ListPartitionReassignmentsTopics;
import io.ottla.wire.message.ListPartitionReassignmentsResponse;
import io.ottla.wire.message.ListPartitionReassignmentsResponse.OngoingPartitionReassignment;
import io.ottla.wire.message.ListPartitionReassignmentsResponse.OngoingTopicReassignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * ListPartitionReassignments, version 0. None is begun here; one that a data folder brings with it is shown. Topics and partitions
 * that there are none of are left out.
 */
public final class ListPartitionReassignmentsHandler
        implements ApiHandler<ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse> {
    private final Supplier<ClusterImage> images;

    public ListPartitionReassignmentsHandler(Supplier<ClusterImage> images) {
        this.images = images;
    }

    @Override
    public ApiKey key() {
        return ApiKey.LIST_PARTITION_REASSIGNMENTS;
    }

    @Override
    public ListPartitionReassignmentsRequest read(WireReader body, int version) {
        return ListPartitionReassignmentsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            ListPartitionReassignmentsRequest request,
            Responder<ListPartitionReassignmentsResponse> responder) {
        ClusterImage image = images.get();
        List<OngoingTopicReassignment> ongoing = new ArrayList<>();
        if (request.topics() == null) {
            image.topics()
                    .all()
                    .forEach(topic -> add(ongoing, topic, topic.partitions().keySet()));
        } else {
            for (ListPartitionReassignmentsTopics wanted : request.topics()) {
                TopicImage topic = image.topics().topic(wanted.name());
                if (topic != null) {
                    add(ongoing, topic, wanted.partitionIndexes());
                }
            }
        }
        responder.send(
                new ListPartitionReassignmentsResponse().errorMessage(null).topics(ongoing));
    }

    private static void add(List<OngoingTopicReassignment> ongoing, TopicImage topic, Collection<Integer> partitions) {
        List<OngoingPartitionReassignment> found = new ArrayList<>();
        for (int id : partitions) {
            PartitionRegistration partition = topic.partition(id);
            if (partition != null && partition.isReassigning()) {
                found.add(new OngoingPartitionReassignment()
                        .partitionIndex(id)
                        .replicas(partition.replicas().toList())
                        .addingReplicas(partition.addingReplicas().toList())
                        .removingReplicas(partition.removingReplicas().toList()));
            }
        }
        if (!found.isEmpty()) {
            ongoing.add(new OngoingTopicReassignment().name(topic.name()).partitions(found));
        }
    }

    @Override
    public Optional<ListPartitionReassignmentsResponse> failure(
            RequestContext context, ListPartitionReassignmentsRequest request, ErrorCode error) {
        return Optional.of(new ListPartitionReassignmentsResponse().errorCode(error.code()));
    }

    @Override
    public void countErrors(ListPartitionReassignmentsResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }
}
