package io.ottla.broker.api.describeconfigs;

import io.ottla.broker.api.ConfigOfThisBroker;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.logging.LogLevels;
import io.ottla.controller.configdef.ConfigDefinitions;
import io.ottla.controller.configdef.ConfigDescription;
import io.ottla.controller.configdef.ConfigDescriptions;
import io.ottla.controller.configdef.ConfigSource;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.TopicNames;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeConfigsRequest;
import io.ottla.wire.message.DescribeConfigsRequest.DescribeConfigsResource;
import io.ottla.wire.message.DescribeConfigsResponse;
import io.ottla.wire.message.DescribeConfigsResponse.DescribeConfigsResourceResult;
import io.ottla.wire.message.DescribeConfigsResponse.DescribeConfigsResult;
import io.ottla.wire.message.DescribeConfigsResponse.DescribeConfigsSynonym;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * DescribeConfigs, versions 1 to 4: topics, this broker, the default of all brokers, groups, client metrics subscriptions, and
 * the levels of this broker's loggers. A resource that cannot be described gets an error of its own.
 */
public final class DescribeConfigsHandler implements ApiHandler<DescribeConfigsRequest, DescribeConfigsResponse> {

    private final ConfigOfThisBroker config;
    private final LogLevels logLevels;

    public DescribeConfigsHandler(ConfigOfThisBroker config, LogLevels logLevels) {
        this.config = config;
        this.logLevels = logLevels;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_CONFIGS;
    }

    @Override
    public DescribeConfigsRequest read(WireReader body, int version) {
        return DescribeConfigsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, DescribeConfigsRequest request, Responder<DescribeConfigsResponse> responder) {
        for (DescribeConfigsResource resource : request.resources()) {
            // A kind that nobody knows spoils the whole request, as in the reference.
            if (ConfigResource.Type.of(resource.resourceType()) == ConfigResource.Type.UNKNOWN) {
                responder.send(allFailed(request, ErrorCode.INVALID_REQUEST));
                return;
            }
        }
        ClusterImage image = config.image().get();
        List<DescribeConfigsResult> results = new ArrayList<>();
        for (DescribeConfigsResource resource : request.resources()) {
            results.add(describe(request, resource, image)
                    .resourceName(resource.resourceName())
                    .resourceType(resource.resourceType()));
        }
        responder.send(new DescribeConfigsResponse().results(results));
    }

    @Override
    public Optional<DescribeConfigsResponse> failure(
            RequestContext context, DescribeConfigsRequest request, ErrorCode error) {
        return Optional.of(allFailed(request, error));
    }

    @Override
    public void countErrors(DescribeConfigsResponse response, ErrorSink errors) {
        response.results().forEach(result -> errors.error(result.errorCode()));
    }

    private DescribeConfigsResult describe(
            DescribeConfigsRequest request, DescribeConfigsResource resource, ClusterImage image) {
        String name = resource.resourceName();
        ConfigDescriptions descriptions = new ConfigDescriptions(config.file().at(image, config.nodeId()));
        return switch (ConfigResource.Type.of(resource.resourceType())) {
            case TOPIC -> {
                Optional<ApiError> wrong = TopicNames.validate(name);
                if (wrong.isPresent()) {
                    yield failed(wrong.get());
                }
                yield image.topics().topic(name) == null
                        ? new DescribeConfigsResult().errorCode(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code())
                        : described(
                                request,
                                resource,
                                descriptions.ofTopic(image.configs().ofTopic(name)),
                                ConfigDefinitions.topic()::documentation);
            }
            case BROKER -> describeBroker(request, resource, descriptions);
            case BROKER_LOGGER -> describeLoggers(resource);
            case GROUP ->
                name.isEmpty()
                        ? invalid("Group name must not be empty")
                        : described(
                                request,
                                resource,
                                descriptions.ofGroup(
                                        image.configs().of(new ConfigResource(ConfigResource.Type.GROUP, name))),
                                ConfigDefinitions.group()::documentation);
            case CLIENT_METRICS ->
                name.isEmpty()
                        ? invalid("Client metrics subscription name must not be empty")
                        : described(
                                request,
                                resource,
                                ConfigDescriptions.ofClientMetrics(image.configs()
                                        .of(new ConfigResource(ConfigResource.Type.CLIENT_METRICS, name))),
                                ConfigDefinitions.clientMetrics()::documentation);
            case UNKNOWN -> throw new IllegalStateException("refused before");
        };
    }

    private DescribeConfigsResult describeBroker(
            DescribeConfigsRequest request, DescribeConfigsResource resource, ConfigDescriptions descriptions) {
        String name = resource.resourceName();
        UnaryOperator<String> documentation = ConfigDefinitions.broker()::documentation;
        if (name.isEmpty()) {
            return described(request, resource, descriptions.ofAllBrokers(), documentation);
        }
        return brokerIdRefusal(name, config.nodeId() + " or empty string,")
                .orElseGet(() -> described(request, resource, descriptions.ofBroker(), documentation));
    }

    private DescribeConfigsResult describeLoggers(DescribeConfigsResource resource) {
        String name = resource.resourceName();
        if (name.isEmpty()) {
            return invalid("Broker id must not be empty");
        }
        Optional<DescribeConfigsResult> refusal = brokerIdRefusal(name, Integer.toString(config.nodeId()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        List<DescribeConfigsResourceResult> loggers = new ArrayList<>();
        Predicate<String> wanted = wanted(resource);
        logLevels.levels().forEach((logger, level) -> {
            if (wanted.test(logger)) {
                loggers.add(new DescribeConfigsResourceResult()
                        .name(logger)
                        .value(level)
                        .configSource(ConfigSource.DYNAMIC_BROKER_LOGGER.id()));
            }
        });
        return new DescribeConfigsResult().configs(loggers);
    }

    private Optional<DescribeConfigsResult> brokerIdRefusal(String name, String expected) {
        try {
            return Integer.parseInt(name) == config.nodeId()
                    ? Optional.empty()
                    : Optional.of(invalid("Unexpected broker id, expected " + expected + " but received " + name));
        } catch (NumberFormatException e) {
            return Optional.of(invalid("Broker id must be an integer, but it is: " + name));
        }
    }

    private static DescribeConfigsResult described(
            DescribeConfigsRequest request,
            DescribeConfigsResource resource,
            List<ConfigDescription> descriptions,
            UnaryOperator<String> documentation) {
        List<DescribeConfigsResourceResult> configs = new ArrayList<>();
        Predicate<String> wanted = wanted(resource);
        for (ConfigDescription it : descriptions) {
            if (wanted.test(it.name())) {
                configs.add(new DescribeConfigsResourceResult()
                        .name(it.name())
                        .value(it.value())
                        .readOnly(it.readOnly())
                        .configSource(it.source().id())
                        .isSensitive(it.sensitive())
                        .configType(it.typeId())
                        .synonyms(request.includeSynonyms() ? synonyms(it) : List.of())
                        .documentation(request.includeDocumentation() ? documentation.apply(it.name()) : null));
            }
        }
        return new DescribeConfigsResult().configs(configs);
    }

    private static List<DescribeConfigsSynonym> synonyms(ConfigDescription description) {
        return description.synonyms().stream()
                .map(synonym -> new DescribeConfigsSynonym()
                        .name(synonym.name())
                        .value(synonym.value())
                        .source(synonym.source().id()))
                .toList();
    }

    /** No keys at all and an empty list both mean every key. */
    private static Predicate<String> wanted(DescribeConfigsResource resource) {
        List<String> keys = resource.configurationKeys();
        return keys == null || keys.isEmpty() ? name -> true : new HashSet<>(keys)::contains;
    }

    private static DescribeConfigsResult invalid(String message) {
        return failed(new ApiError(ErrorCode.INVALID_REQUEST, message));
    }

    private static DescribeConfigsResult failed(ApiError error) {
        return new DescribeConfigsResult().errorCode(error.code().code()).errorMessage(error.message());
    }

    private static DescribeConfigsResponse allFailed(DescribeConfigsRequest request, ErrorCode error) {
        return new DescribeConfigsResponse()
                .results(request.resources().stream()
                        .map(resource -> failed(new ApiError(error, null))
                                .resourceName(resource.resourceName())
                                .resourceType(resource.resourceType()))
                        .toList());
    }
}
