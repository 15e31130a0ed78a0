package io.ottla.broker.api.deletetopics;

import io.ottla.broker.api.ControllerAnswer;
import io.ottla.broker.api.Deadline;
import io.ottla.broker.api.OnceOnly;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.Controller;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.DeleteTopics;
import io.ottla.controller.decide.DeleteTopics.ById;
import io.ottla.controller.decide.DeleteTopics.ByName;
import io.ottla.controller.decide.DeleteTopics.Outcome;
import io.ottla.controller.decide.DeleteTopics.Target;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DeleteTopicsRequest;
import io.ottla.wire.message.DeleteTopicsRequest.DeleteTopicState;
import io.ottla.wire.message.DeleteTopicsResponse;
import io.ottla.wire.message.DeleteTopicsResponse.DeletableTopicResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * DeleteTopics, versions 1 to 6: by name, and from version 6 on by id also. The answer comes when the deletion is
 * committed; the files go a little later. How much time a
 * request leaves does not matter, if it is some.
 */
public final class DeleteTopicsHandler implements ApiHandler<DeleteTopicsRequest, DeleteTopicsResponse> {
    /** Older clients have no code for a broker that does not let topics be deleted. */
    private static final int FIRST_VERSION_WITH_DELETION_DISABLED = 3;

    private final Controller controller;
    private final boolean deletionEnabled;

    /** @param deletionEnabled {@code delete.topic.enable} */
    public DeleteTopicsHandler(Controller controller, boolean deletionEnabled) {
        this.controller = controller;
        this.deletionEnabled = deletionEnabled;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DELETE_TOPICS;
    }

    @Override
    public DeleteTopicsRequest read(WireReader body, int version) {
        return DeleteTopicsRequest.read(body, version);
    }

    @Override
    public ErrorCode refusal(DeleteTopicsRequest request) {
        return Deadline.refusal(request.timeoutMs());
    }

    @Override
    public void handle(RequestContext context, DeleteTopicsRequest request, Responder<DeleteTopicsResponse> responder) {
        if (!deletionEnabled) {
            ErrorCode disabled = context.apiVersion() < FIRST_VERSION_WITH_DELETION_DISABLED
                    ? ErrorCode.INVALID_REQUEST
                    : ErrorCode.TOPIC_DELETION_DISABLED;
            responder.send(allFailed(request, new ApiError(disabled, null)));
            return;
        }
        Targets targets = Targets.of(request);
        controller.submit(
                new DeleteTopics(targets.valid()),
                new ControllerAnswer<>(
                        responder,
                        outcomes -> response(targets.refused(), outcomes),
                        error -> allFailed(request, error)));
    }

    @Override
    public Optional<DeleteTopicsResponse> failure(
            RequestContext context, DeleteTopicsRequest request, ErrorCode error) {
        return Optional.of(allFailed(request, new ApiError(error, null)));
    }

    @Override
    public void countErrors(DeleteTopicsResponse response, ErrorSink errors) {
        response.responses().forEach(topic -> errors.error(topic.errorCode()));
    }

    private static DeleteTopicsResponse response(List<Outcome> refused, List<Outcome> outcomes) {
        List<DeletableTopicResult> results = new ArrayList<>();
        refused.forEach(outcome -> results.add(result(outcome)));
        outcomes.forEach(outcome -> results.add(result(outcome)));
        return new DeleteTopicsResponse().responses(results);
    }

    private static DeleteTopicsResponse allFailed(DeleteTopicsRequest request, ApiError error) {
        List<DeletableTopicResult> results = new ArrayList<>();
        for (String name : request.topicNames()) {
            results.add(result(new Outcome(Optional.of(name), Uuid.ZERO, Optional.of(error))));
        }
        for (DeleteTopicState topic : request.topics()) {
            results.add(result(new Outcome(Optional.ofNullable(topic.name()), topic.topicId(), Optional.of(error))));
        }
        return new DeleteTopicsResponse().responses(results);
    }

    private static DeletableTopicResult result(Outcome outcome) {
        return new DeletableTopicResult()
                .name(outcome.name().orElse(null))
                .topicId(outcome.id())
                .errorCode(outcome.error()
                        .map(ApiError::code)
                        .orElse(ErrorCode.NONE)
                        .code())
                .errorMessage(outcome.error().map(ApiError::message).orElse(null));
    }

    /**
     * What a request asks for.
     *
     * @param valid each topic that is named once, by its name or its id
     * @param refused what makes no sense
     */
    record Targets(List<Target> valid, List<Outcome> refused) {

        static Targets of(DeleteTopicsRequest request) {
            List<Outcome> refused = new ArrayList<>();
            OnceOnly<String> names = new OnceOnly<>();
            OnceOnly<Uuid> ids = new OnceOnly<>();
            request.topicNames().forEach(names::add);
            for (DeleteTopicState topic : request.topics()) {
                boolean hasId = !topic.topicId().equals(Uuid.ZERO);
                if (topic.name() == null && hasId) {
                    ids.add(topic.topicId());
                } else if (topic.name() == null) {
                    refused.add(refusal(null, Uuid.ZERO, "Neither topic name nor id were specified."));
                } else if (hasId) {
                    refused.add(refusal(
                            topic.name(), topic.topicId(), "You may not specify both topic name and topic id."));
                } else {
                    names.add(topic.name());
                }
            }
            names.repeated().forEach(name -> refused.add(refusal(name, Uuid.ZERO, "Duplicate topic name.")));
            ids.repeated().forEach(id -> refused.add(refusal(null, id, "Duplicate topic id.")));
            List<Target> valid = new ArrayList<>();
            ids.once().forEach(id -> valid.add(new ById(id)));
            names.once().forEach(name -> valid.add(new ByName(name)));
            return new Targets(valid, refused);
        }

        private static Outcome refusal(String name, Uuid id, String why) {
            return new Outcome(
                    Optional.ofNullable(name), id, Optional.of(new ApiError(ErrorCode.INVALID_REQUEST, why)));
        }
    }
}
