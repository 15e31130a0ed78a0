package io.ottla.broker.api.electleaders;

import io.ottla.broker.api.ControllerAnswer;
import io.ottla.broker.api.Deadline;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.Controller;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.ElectLeaders;
import io.ottla.controller.decide.ElectLeaders.Kind;
import io.ottla.controller.decide.ElectLeaders.Wanted;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ElectLeadersRequest;
import io.ottla.wire.message.ElectLeadersRequest.TopicPartitions;
import io.ottla.wire.message.ElectLeadersResponse;
import io.ottla.wire.message.ElectLeadersResponse.PartitionResult;
import io.ottla.wire.message.ElectLeadersResponse.ReplicaElectionResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * ElectLeaders, versions 0 to 2. Version 0 knows the preferred leader only, and has no place for an error of the whole
 * request. How much time a
 * request leaves does not matter, if it is some.
 */
public final class ElectLeadersHandler implements ApiHandler<ElectLeadersRequest, ElectLeadersResponse> {
    private static final int PREFERRED = 0;
    private static final int UNCLEAN = 1;

    private final Controller controller;

    public ElectLeadersHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public ApiKey key() {
        return ApiKey.ELECT_LEADERS;
    }

    @Override
    public ElectLeadersRequest read(WireReader body, int version) {
        return ElectLeadersRequest.read(body, version);
    }

    @Override
    public ErrorCode refusal(ElectLeadersRequest request) {
        return Deadline.refusal(request.timeoutMs());
    }

    @Override
    public void handle(RequestContext context, ElectLeadersRequest request, Responder<ElectLeadersResponse> responder) {
        Optional<Kind> kind = kind(request);
        if (kind.isEmpty()) {
            responder.send(refused(
                    request,
                    new ApiError(ErrorCode.INVALID_REQUEST, "Unknown election type " + request.electionType())));
            return;
        }
        Optional<List<Wanted>> wanted = Optional.ofNullable(request.topicPartitions())
                .map(topics -> topics.stream()
                        .map(topic -> new Wanted(topic.topic(), topic.partitions()))
                        .toList());
        controller.submit(
                new ElectLeaders(kind.get(), wanted),
                new ControllerAnswer<>(responder, ElectLeadersHandler::response, error -> refused(request, error)));
    }

    private static Optional<Kind> kind(ElectLeadersRequest request) {
        return switch (request.electionType()) {
            case PREFERRED -> Optional.of(Kind.PREFERRED);
            case UNCLEAN -> Optional.of(Kind.UNCLEAN);
            default -> Optional.empty();
        };
    }

    private static ElectLeadersResponse response(List<ElectLeaders.Outcome> outcomes) {
        return new ElectLeadersResponse()
                .replicaElectionResults(outcomes.stream()
                        .map(outcome -> new ReplicaElectionResult()
                                .topic(outcome.topic())
                                .partitionResult(outcome.partitions().stream()
                                        .map(ElectLeadersHandler::result)
                                        .toList()))
                        .toList());
    }

    private static PartitionResult result(ElectLeaders.Result result) {
        return new PartitionResult()
                .partitionId(result.partition())
                .errorCode(result.error()
                        .map(ApiError::code)
                        .orElse(ErrorCode.NONE)
                        .code())
                .errorMessage(result.error().map(ApiError::message).orElse(null));
    }

    /** The error of all of the request, which is that of every partition it names, too. */
    private static ElectLeadersResponse refused(ElectLeadersRequest request, ApiError error) {
        List<TopicPartitions> named = Objects.requireNonNullElse(request.topicPartitions(), List.of());
        List<ElectLeaders.Outcome> outcomes = named.stream()
                .map(topic -> new ElectLeaders.Outcome(
                        topic.topic(),
                        topic.partitions().stream()
                                .map(partition -> new ElectLeaders.Result(partition, Optional.of(error)))
                                .toList()))
                .toList();
        return response(outcomes).errorCode(error.code().code());
    }

    @Override
    public Optional<ElectLeadersResponse> failure(
            RequestContext context, ElectLeadersRequest request, ErrorCode error) {
        return Optional.of(refused(request, new ApiError(error, null)));
    }

    @Override
    public void countErrors(ElectLeadersResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.replicaElectionResults()
                .forEach(topic -> topic.partitionResult().forEach(result -> errors.error(result.errorCode())));
    }
}
