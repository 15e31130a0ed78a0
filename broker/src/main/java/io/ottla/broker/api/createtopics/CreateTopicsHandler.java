package io.ottla.broker.api.createtopics;

import io.ottla.broker.api.ControllerAnswer;
import io.ottla.broker.api.Deadline;
import io.ottla.broker.api.OnceOnly;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.Controller;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.configdef.ConfigDescriptions;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.controller.decide.CreateTopics.Assignment;
import io.ottla.controller.decide.CreateTopics.NewTopic;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.CreateTopicsRequest;
import io.ottla.wire.message.CreateTopicsRequest.CreatableTopic;
import io.ottla.wire.message.CreateTopicsRequest.CreatableTopicConfig;
import io.ottla.wire.message.CreateTopicsResponse;
import io.ottla.wire.message.CreateTopicsResponse.CreatableTopicConfigs;
import io.ottla.wire.message.CreateTopicsResponse.CreatableTopicResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * CreateTopics, versions 2 to 7. The controller decides; the answer comes when the topics are committed, and can be
 * produced to.
 *
 * <p>How much time a request leaves does not matter, if it is some: a single quorum either commits or is gone.
 */
public final class CreateTopicsHandler implements ApiHandler<CreateTopicsRequest, CreateTopicsResponse> {
    private static final String METADATA_TOPIC = "__cluster_metadata";

    private final Controller controller;
    private final Supplier<BrokerConfigs> configs;

    /** @param configs this broker's configuration as it is now, from which topics have what they do not set */
    public CreateTopicsHandler(Controller controller, Supplier<BrokerConfigs> configs) {
        this.controller = controller;
        this.configs = configs;
    }

    @Override
    public ApiKey key() {
        return ApiKey.CREATE_TOPICS;
    }

    @Override
    public CreateTopicsRequest read(WireReader body, int version) {
        return CreateTopicsRequest.read(body, version);
    }

    @Override
    public ErrorCode refusal(CreateTopicsRequest request) {
        return Deadline.refusal(request.timeoutMs());
    }

    @Override
    public void handle(RequestContext context, CreateTopicsRequest request, Responder<CreateTopicsResponse> responder) {
        List<CreatableTopicResult> refused = new ArrayList<>();
        List<NewTopic> wanted = new ArrayList<>();
        OnceOnly<String> names = new OnceOnly<>();
        request.topics().forEach(topic -> names.add(topic.name()));
        for (CreatableTopic topic : request.topics()) {
            if (names.isRepeated(topic.name())) {
                continue;
            }
            if (topic.name().equals(METADATA_TOPIC)) {
                refused.add(failed(
                        topic.name(),
                        new ApiError(
                                ErrorCode.INVALID_REQUEST,
                                "Creation of internal topic " + METADATA_TOPIC + " is prohibited.")));
            } else {
                wanted.add(newTopic(topic));
            }
        }
        names.repeated()
                .forEach(name ->
                        refused.add(failed(name, new ApiError(ErrorCode.INVALID_REQUEST, "Duplicate topic name."))));
        CreateTopics command = new CreateTopics(wanted, request.validateOnly());
        controller.submit(
                command,
                new ControllerAnswer<>(
                        responder,
                        outcomes -> response(refused, outcomes),
                        error -> allRefused(refused, wanted, error)));
    }

    @Override
    public Optional<CreateTopicsResponse> failure(
            RequestContext context, CreateTopicsRequest request, ErrorCode error) {
        List<CreatableTopicResult> results = new ArrayList<>();
        request.topics().forEach(topic -> results.add(failed(topic.name(), new ApiError(error, null))));
        return Optional.of(new CreateTopicsResponse().topics(results));
    }

    @Override
    public void countErrors(CreateTopicsResponse response, ErrorSink errors) {
        response.topics().forEach(topic -> errors.error(topic.errorCode()));
    }

    private static NewTopic newTopic(CreatableTopic topic) {
        List<Assignment> assignments = new ArrayList<>();
        topic.assignments().forEach(each -> assignments.add(new Assignment(each.partitionIndex(), each.brokerIds())));
        Map<String, String> values = new LinkedHashMap<>();
        for (CreatableTopicConfig config : topic.configs()) {
            values.put(config.name(), config.value());
        }
        return new NewTopic(topic.name(), topic.numPartitions(), topic.replicationFactor(), assignments, values);
    }

    private CreateTopicsResponse response(List<CreatableTopicResult> refused, List<CreateTopics.Outcome> outcomes) {
        List<CreatableTopicResult> results = new ArrayList<>(refused);
        for (CreateTopics.Outcome outcome : outcomes) {
            results.add(
                    switch (outcome) {
                        case CreateTopics.Created created -> created(created);
                        case CreateTopics.Failed failure -> failed(failure.name(), failure.error());
                    });
        }
        return new CreateTopicsResponse().topics(results);
    }

    private CreatableTopicResult created(CreateTopics.Created topic) {
        List<CreatableTopicConfigs> described = new ArrayList<>();
        new ConfigDescriptions(configs.get())
                .ofTopic(topic.configs())
                .forEach(config -> described.add(new CreatableTopicConfigs()
                        .name(config.name())
                        .value(config.value())
                        .readOnly(config.readOnly())
                        .configSource(config.source().id())
                        .isSensitive(config.sensitive())));
        return new CreatableTopicResult()
                .name(topic.name())
                .topicId(topic.id())
                .numPartitions(topic.partitions())
                .replicationFactor(topic.replicationFactor())
                .configs(described);
    }

    private static CreateTopicsResponse allRefused(
            List<CreatableTopicResult> refused, List<NewTopic> wanted, ApiError error) {
        List<CreatableTopicResult> results = new ArrayList<>(refused);
        wanted.forEach(topic -> results.add(failed(topic.name(), error)));
        return new CreateTopicsResponse().topics(results);
    }

    private static CreatableTopicResult failed(String name, ApiError error) {
        return new CreatableTopicResult()
                .name(name)
                .errorCode(error.code().code())
                .errorMessage(error.message());
    }
}
