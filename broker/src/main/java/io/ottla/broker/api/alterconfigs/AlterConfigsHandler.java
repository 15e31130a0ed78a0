package io.ottla.broker.api.alterconfigs;

import io.ottla.broker.api.AlteredResource;
import io.ottla.broker.api.ConfigOfThisBroker;
import io.ottla.broker.api.ControllerAnswer;
import io.ottla.broker.api.OnceOnly;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.Controller;
import io.ottla.controller.decide.AlterConfigs;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.AlterConfigsRequest;
import io.ottla.wire.message.AlterConfigsRequest.AlterConfigsResource;
import io.ottla.wire.message.AlterConfigsRequest.AlterableConfig;
import io.ottla.wire.message.AlterConfigsResponse;
import io.ottla.wire.message.AlterConfigsResponse.AlterConfigsResourceResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * AlterConfigs, versions 0 to 2: the way of clients before KIP-339. What a resource has and the request does not name is taken
 * away. Topics, this broker, the default of all brokers, groups and client metrics subscriptions; not loggers.
 */
public final class AlterConfigsHandler implements ApiHandler<AlterConfigsRequest, AlterConfigsResponse> {

    private final Controller controller;
    private final ConfigOfThisBroker config;

    public AlterConfigsHandler(Controller controller, ConfigOfThisBroker config) {
        this.controller = controller;
        this.config = config;
    }

    @Override
    public ApiKey key() {
        return ApiKey.ALTER_CONFIGS;
    }

    @Override
    public AlterConfigsRequest read(WireReader body, int version) {
        return AlterConfigsRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, AlterConfigsRequest request, Responder<AlterConfigsResponse> responder) {
        OnceOnly<AlteredResource> once = new OnceOnly<>();
        request.resources().forEach(resource -> once.add(named(resource)));
        Map<AlteredResource, ApiError> refused = new HashMap<>();
        Map<ConfigResource, Map<String, Optional<String>>> changes = new LinkedHashMap<>();
        for (AlterConfigsResource resource : request.resources()) {
            AlteredResource name = named(resource);
            Optional<ApiError> refusal = once.isRepeated(name) ? name.refusalOfRepetition() : refusalOf(resource);
            refusal.ifPresentOrElse(
                    error -> refused.put(name, error), () -> changes.put(name.resource(), values(resource)));
        }
        if (changes.isEmpty()) {
            responder.send(response(request, name -> Optional.ofNullable(refused.get(name))));
            return;
        }
        controller.submit(
                new AlterConfigs(changes, request.validateOnly()),
                new ControllerAnswer<>(
                        responder,
                        outcomes -> response(
                                request,
                                name -> Optional.ofNullable(refused.get(name))
                                        .or(() -> outcomes.getOrDefault(name.resource(), Optional.empty()))),
                        error -> response(request, name -> Optional.of(refused.getOrDefault(name, error)))));
    }

    @Override
    public Optional<AlterConfigsResponse> failure(
            RequestContext context, AlterConfigsRequest request, ErrorCode error) {
        return Optional.of(response(request, name -> Optional.of(new ApiError(error, null))));
    }

    @Override
    public void countErrors(AlterConfigsResponse response, ErrorSink errors) {
        response.responses().forEach(resource -> errors.error(resource.errorCode()));
    }

    /** What can be said without the controller. */
    private Optional<ApiError> refusalOf(AlterConfigsResource resource) {
        List<String> keys =
                resource.configs().stream().map(AlterableConfig::name).toList();
        List<String> nulls = resource.configs().stream()
                .filter(entry -> entry.value() == null)
                .map(AlterableConfig::name)
                .toList();
        return AlteredResource.refusalOfKeys(keys, nulls).or(() -> refusalByType(resource));
    }

    private Optional<ApiError> refusalByType(AlterConfigsResource resource) {
        String name = resource.resourceName();
        return switch (ConfigResource.Type.of(resource.resourceType())) {
            case BROKER -> config.refusalOfName(name).or(() -> config.refusalOf(name, present(resource)));
            case TOPIC, GROUP, CLIENT_METRICS -> Optional.empty();
            case BROKER_LOGGER, UNKNOWN -> named(resource).refusalOfType();
        };
    }

    private static Map<String, Optional<String>> values(AlterConfigsResource resource) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        resource.configs().forEach(entry -> values.put(entry.name(), Optional.of(entry.value())));
        return values;
    }

    private static Map<String, String> present(AlterConfigsResource resource) {
        Map<String, String> values = new LinkedHashMap<>();
        resource.configs().forEach(entry -> values.put(entry.name(), entry.value()));
        return values;
    }

    /** One answer for each mention of a resource, in the order of the request. */
    private static AlterConfigsResponse response(
            AlterConfigsRequest request, Function<AlteredResource, Optional<ApiError>> outcome) {
        List<AlterConfigsResourceResponse> responses = new ArrayList<>();
        for (AlterConfigsResource resource : request.resources()) {
            Optional<ApiError> error = outcome.apply(named(resource));
            responses.add(new AlterConfigsResourceResponse()
                    .resourceType(resource.resourceType())
                    .resourceName(resource.resourceName())
                    .errorCode(error.map(ApiError::code).orElse(ErrorCode.NONE).code())
                    .errorMessage(error.map(ApiError::message).orElse(null)));
        }
        return new AlterConfigsResponse().responses(responses);
    }

    private static AlteredResource named(AlterConfigsResource resource) {
        return new AlteredResource(resource.resourceType(), resource.resourceName());
    }
}
