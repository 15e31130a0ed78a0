package io.ottla.broker.api.createpartitions;

import io.ottla.broker.api.ControllerAnswer;
import io.ottla.broker.api.Deadline;
import io.ottla.broker.api.OnceOnly;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.Controller;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.CreatePartitions;
import io.ottla.controller.decide.CreatePartitions.Growth;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.CreatePartitionsRequest;
import io.ottla.wire.message.CreatePartitionsRequest.CreatePartitionsAssignment;
import io.ottla.wire.message.CreatePartitionsRequest.CreatePartitionsTopic;
import io.ottla.wire.message.CreatePartitionsResponse;
import io.ottla.wire.message.CreatePartitionsResponse.CreatePartitionsTopicResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CreatePartitions, versions 0 to 3. Every topic of the request is in the answer. How much time a
 * request leaves does not matter, if it is some.
 */
public final class CreatePartitionsHandler implements ApiHandler<CreatePartitionsRequest, CreatePartitionsResponse> {
    private final Controller controller;

    public CreatePartitionsHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public ApiKey key() {
        return ApiKey.CREATE_PARTITIONS;
    }

    @Override
    public CreatePartitionsRequest read(WireReader body, int version) {
        return CreatePartitionsRequest.read(body, version);
    }

    @Override
    public ErrorCode refusal(CreatePartitionsRequest request) {
        return Deadline.refusal(request.timeoutMs());
    }

    @Override
    public void handle(
            RequestContext context, CreatePartitionsRequest request, Responder<CreatePartitionsResponse> responder) {
        OnceOnly<String> names = new OnceOnly<>();
        request.topics().forEach(topic -> names.add(topic.name()));
        List<CreatePartitionsTopicResult> refused = new ArrayList<>();
        ApiError duplicate = new ApiError(ErrorCode.INVALID_REQUEST, "Duplicate topic name.");
        names.repeated().forEach(name -> refused.add(result(name, Optional.of(duplicate))));
        List<Growth> wanted = request.topics().stream()
                .filter(topic -> !names.isRepeated(topic.name()))
                .map(CreatePartitionsHandler::growth)
                .toList();
        controller.submit(
                new CreatePartitions(wanted, request.validateOnly()),
                new ControllerAnswer<>(
                        responder,
                        outcomes -> response(refused, outcomes),
                        error -> response(refused, allRefused(wanted, error))));
    }

    @Override
    public Optional<CreatePartitionsResponse> failure(
            RequestContext context, CreatePartitionsRequest request, ErrorCode error) {
        List<CreatePartitionsTopicResult> results = new ArrayList<>();
        request.topics().forEach(topic -> results.add(result(topic.name(), Optional.of(new ApiError(error, null)))));
        return Optional.of(new CreatePartitionsResponse().results(results));
    }

    @Override
    public void countErrors(CreatePartitionsResponse response, ErrorSink errors) {
        response.results().forEach(topic -> errors.error(topic.errorCode()));
    }

    private static Growth growth(CreatePartitionsTopic topic) {
        return new Growth(
                topic.name(),
                topic.count(),
                Optional.ofNullable(topic.assignments())
                        .map(assignments -> assignments.stream()
                                .map(CreatePartitionsAssignment::brokerIds)
                                .toList()));
    }

    private static List<CreatePartitions.Outcome> allRefused(List<Growth> wanted, ApiError error) {
        return wanted.stream()
                .map(growth -> new CreatePartitions.Outcome(growth.topic(), Optional.of(error)))
                .toList();
    }

    private static CreatePartitionsResponse response(
            List<CreatePartitionsTopicResult> refused, List<CreatePartitions.Outcome> outcomes) {
        List<CreatePartitionsTopicResult> results = new ArrayList<>(refused);
        outcomes.forEach(outcome -> results.add(result(outcome.topic(), outcome.error())));
        return new CreatePartitionsResponse().results(results);
    }

    private static CreatePartitionsTopicResult result(String topic, Optional<ApiError> error) {
        return new CreatePartitionsTopicResult()
                .name(topic)
                .errorCode(error.map(ApiError::code).orElse(ErrorCode.NONE).code())
                .errorMessage(error.map(ApiError::message).orElse(null));
    }
}
