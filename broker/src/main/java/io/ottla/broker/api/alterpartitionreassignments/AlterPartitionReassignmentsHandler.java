package io.ottla.broker.api.alterpartitionreassignments;

import io.ottla.broker.api.ControllerAnswer;
import io.ottla.broker.api.Deadline;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.Controller;
import io.ottla.controller.decide.AlterPartitionReassignments;
import io.ottla.controller.decide.AlterPartitionReassignments.Target;
import io.ottla.controller.decide.ApiError;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.AlterPartitionReassignmentsRequest;
import io.ottla.wire.message.AlterPartitionReassignmentsRequest.ReassignablePartition;
import io.ottla.wire.message.AlterPartitionReassignmentsRequest.ReassignableTopic;
import io.ottla.wire.message.AlterPartitionReassignmentsResponse;
import io.ottla.wire.message.AlterPartitionReassignmentsResponse.ReassignablePartitionResponse;
import io.ottla.wire.message.AlterPartitionReassignmentsResponse.ReassignableTopicResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * AlterPartitionReassignments, versions 0 and 1. With one broker there is nothing to copy: the replicas that a partition has are
 * accepted, others are refused, and so no reassignment is ever under way. Before version 1 a request could not say that
 * the number of replicas has to stay. How much time a
 * request leaves does not matter, if it is some.
 */
public final class AlterPartitionReassignmentsHandler
        implements ApiHandler<AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse> {
    private final Controller controller;

    public AlterPartitionReassignmentsHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public ApiKey key() {
        return ApiKey.ALTER_PARTITION_REASSIGNMENTS;
    }

    @Override
    public AlterPartitionReassignmentsRequest read(WireReader body, int version) {
        return AlterPartitionReassignmentsRequest.read(body, version);
    }

    @Override
    public ErrorCode refusal(AlterPartitionReassignmentsRequest request) {
        return Deadline.refusal(request.timeoutMs());
    }

    @Override
    public void handle(
            RequestContext context,
            AlterPartitionReassignmentsRequest request,
            Responder<AlterPartitionReassignmentsResponse> responder) {
        List<Target> targets = new ArrayList<>();
        for (ReassignableTopic topic : request.topics()) {
            for (ReassignablePartition partition : topic.partitions()) {
                targets.add(new Target(
                        topic.name(), partition.partitionIndex(), Optional.ofNullable(partition.replicas())));
            }
        }
        controller.submit(
                new AlterPartitionReassignments(targets, request.allowReplicationFactorChange()),
                new ControllerAnswer<>(
                        responder, outcomes -> response(request, outcomes), error -> refused(request, error)));
    }

    private static AlterPartitionReassignmentsResponse response(
            AlterPartitionReassignmentsRequest request, List<Optional<ApiError>> outcomes) {
        Iterator<Optional<ApiError>> next = outcomes.iterator();
        List<ReassignableTopicResponse> topics = new ArrayList<>();
        for (ReassignableTopic topic : request.topics()) {
            topics.add(new ReassignableTopicResponse()
                    .name(topic.name())
                    .partitions(topic.partitions().stream()
                            .map(partition -> result(partition.partitionIndex(), next.next()))
                            .toList()));
        }
        return new AlterPartitionReassignmentsResponse()
                .allowReplicationFactorChange(request.allowReplicationFactorChange())
                .errorMessage(null)
                .responses(topics);
    }

    private static ReassignablePartitionResponse result(int partition, Optional<ApiError> error) {
        return new ReassignablePartitionResponse()
                .partitionIndex(partition)
                .errorCode(error.map(ApiError::code).orElse(ErrorCode.NONE).code())
                .errorMessage(error.map(ApiError::message).orElse(null));
    }

    /** The error of all of the request, which is that of every partition it names, too. */
    private static AlterPartitionReassignmentsResponse refused(
            AlterPartitionReassignmentsRequest request, ApiError error) {
        int named = request.topics().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
        return response(request, Collections.nCopies(named, Optional.of(error)))
                .errorCode(error.code().code())
                .errorMessage(error.message());
    }

    @Override
    public Optional<AlterPartitionReassignmentsResponse> failure(
            RequestContext context, AlterPartitionReassignmentsRequest request, ErrorCode error) {
        return Optional.of(refused(request, new ApiError(error, null)));
    }

    @Override
    public void countErrors(AlterPartitionReassignmentsResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.responses()
                .forEach(topic -> topic.partitions().forEach(partition -> errors.error(partition.errorCode())));
    }
}
