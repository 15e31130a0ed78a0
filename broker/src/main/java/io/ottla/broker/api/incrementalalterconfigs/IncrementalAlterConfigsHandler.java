package io.ottla.broker.api.incrementalalterconfigs;

import io.ottla.broker.api.AlteredResource;
import io.ottla.broker.api.ConfigOfThisBroker;
import io.ottla.broker.api.ControllerAnswer;
import io.ottla.broker.api.OnceOnly;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.logging.LogLevels;
import io.ottla.controller.Controller;
import io.ottla.controller.configdef.InvalidConfigException;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.IncrementalAlterConfigs;
import io.ottla.controller.decide.IncrementalAlterConfigs.Change;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.IncrementalAlterConfigsRequest;
import io.ottla.wire.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
import io.ottla.wire.message.IncrementalAlterConfigsRequest.AlterableConfig;
import io.ottla.wire.message.IncrementalAlterConfigsResponse;
import io.ottla.wire.message.IncrementalAlterConfigsResponse.AlterConfigsResourceResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * IncrementalAlterConfigs, versions 0 and 1 (KIP-339): sets, deletes, appends to and subtracts from single configurations of
 * topics, this broker, the default of all brokers, groups and client metrics subscriptions; and sets the levels of this
 * broker's loggers, at once and until it is started again.
 */
public final class IncrementalAlterConfigsHandler
        implements ApiHandler<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse> {

    private final Controller controller;
    private final ConfigOfThisBroker config;
    private final LoggerChange loggers;

    public IncrementalAlterConfigsHandler(Controller controller, ConfigOfThisBroker config, LogLevels logLevels) {
        this.controller = controller;
        this.config = config;
        this.loggers = new LoggerChange(config.nodeId(), logLevels);
    }

    @Override
    public ApiKey key() {
        return ApiKey.INCREMENTAL_ALTER_CONFIGS;
    }

    @Override
    public IncrementalAlterConfigsRequest read(WireReader body, int version) {
        return IncrementalAlterConfigsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            IncrementalAlterConfigsRequest request,
            Responder<IncrementalAlterConfigsResponse> responder) {
        OnceOnly<AlteredResource> once = new OnceOnly<>();
        request.resources().forEach(resource -> once.add(named(resource)));
        Map<AlteredResource, Optional<ApiError>> settled = new HashMap<>();
        Map<ConfigResource, Map<String, Change>> changes = new LinkedHashMap<>();
        for (AlterConfigsResource resource : request.resources()) {
            AlteredResource name = named(resource);
            Optional<ApiError> refusal = once.isRepeated(name) ? name.refusalOfRepetition() : refusalOf(resource);
            if (refusal.isPresent()) {
                settled.put(name, refusal);
            } else if (name.resource().type() == ConfigResource.Type.BROKER_LOGGER) {
                settled.put(name, loggers.apply(resource, request.validateOnly()));
            } else {
                changes.put(name.resource(), changes(resource));
            }
        }
        if (changes.isEmpty()) {
            responder.send(response(request, settled::get));
            return;
        }
        controller.submit(
                new IncrementalAlterConfigs(changes, request.validateOnly()),
                new ControllerAnswer<>(
                        responder,
                        outcomes -> response(
                                request,
                                name -> settled.getOrDefault(
                                        name, outcomes.getOrDefault(name.resource(), Optional.empty()))),
                        error -> response(request, name -> settled.getOrDefault(name, Optional.of(error)))));
    }

    @Override
    public Optional<IncrementalAlterConfigsResponse> failure(
            RequestContext context, IncrementalAlterConfigsRequest request, ErrorCode error) {
        return Optional.of(response(request, name -> Optional.of(new ApiError(error, null))));
    }

    @Override
    public void countErrors(IncrementalAlterConfigsResponse response, ErrorSink errors) {
        response.responses().forEach(resource -> errors.error(resource.errorCode()));
    }

    /** What can be said without the controller. */
    private Optional<ApiError> refusalOf(AlterConfigsResource resource) {
        List<String> keys =
                resource.configs().stream().map(AlterableConfig::name).toList();
        List<String> nulls = resource.configs().stream()
                .filter(entry -> entry.value() == null && !isDelete(entry))
                .map(AlterableConfig::name)
                .toList();
        return AlteredResource.refusalOfKeys(keys, nulls).or(() -> refusalByType(resource));
    }

    private Optional<ApiError> refusalByType(AlterConfigsResource resource) {
        return switch (ConfigResource.Type.of(resource.resourceType())) {
            case BROKER -> config.refusalOfName(resource.resourceName()).or(() -> refusalOfBroker(resource));
            case TOPIC, GROUP, CLIENT_METRICS -> unknownOperation(resource);
            case BROKER_LOGGER -> Optional.empty();
            case UNKNOWN -> named(resource).refusalOfType();
        };
    }

    private Optional<ApiError> refusalOfBroker(AlterConfigsResource resource) {
        String name = resource.resourceName();
        try {
            return config.refusalOf(name, BrokerChange.apply(config.dynamic(name), resource.configs()));
        } catch (InvalidConfigException e) {
            return Optional.of(new ApiError(e.error(), e.getMessage()));
        }
    }

    private static Optional<ApiError> unknownOperation(AlterConfigsResource resource) {
        return resource.configs().stream()
                .filter(entry -> Operation.of(entry.configOperation()).isEmpty())
                .findFirst()
                .flatMap(entry -> AlteredResource.invalid("Unknown operations type " + entry.configOperation()));
    }

    private static boolean isDelete(AlterableConfig entry) {
        return Operation.of(entry.configOperation()).equals(Optional.of(Operation.DELETE));
    }

    private static Map<String, Change> changes(AlterConfigsResource resource) {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (AlterableConfig entry : resource.configs()) {
            Change change = switch (Operation.of(entry.configOperation()).orElseThrow()) {
                case SET -> new IncrementalAlterConfigs.Set(entry.value());
                case DELETE -> new IncrementalAlterConfigs.Delete();
                case APPEND -> new IncrementalAlterConfigs.Append(entry.value());
                case SUBTRACT -> new IncrementalAlterConfigs.Subtract(entry.value());
            };
            changes.put(entry.name(), change);
        }
        return changes;
    }

    /** One answer for each mention of a resource, in the order of the request. */
    private static IncrementalAlterConfigsResponse response(
            IncrementalAlterConfigsRequest request, Function<AlteredResource, Optional<ApiError>> outcome) {
        List<AlterConfigsResourceResponse> responses = new ArrayList<>();
        for (AlterConfigsResource resource : request.resources()) {
            Optional<ApiError> error = outcome.apply(named(resource));
            responses.add(new AlterConfigsResourceResponse()
                    .resourceType(resource.resourceType())
                    .resourceName(resource.resourceName())
                    .errorCode(error.map(ApiError::code).orElse(ErrorCode.NONE).code())
                    .errorMessage(error.map(ApiError::message).orElse(null)));
        }
        return new IncrementalAlterConfigsResponse().responses(responses);
    }

    private static AlteredResource named(AlterConfigsResource resource) {
        return new AlteredResource(resource.resourceType(), resource.resourceName());
    }
}
