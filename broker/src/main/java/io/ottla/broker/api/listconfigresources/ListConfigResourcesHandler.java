package io.ottla.broker.api.listconfigresources;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ListConfigResourcesRequest;
import io.ottla.wire.message.ListConfigResourcesResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * ListConfigResources, versions 0 and 1 (KIP-1142). Topics and brokers are listed as they are; groups and client metrics
 * subscriptions as far as something is set for them. Version 0 knows client metrics subscriptions alone.
 */
public final class ListConfigResourcesHandler
        implements ApiHandler<ListConfigResourcesRequest, ListConfigResourcesResponse> {

    private final Supplier<ClusterImage> image;

    public ListConfigResourcesHandler(Supplier<ClusterImage> image) {
        this.image = image;
    }

    @Override
    public ApiKey key() {
        return ApiKey.LIST_CONFIG_RESOURCES;
    }

    @Override
    public ListConfigResourcesRequest read(WireReader body, int version) {
        return ListConfigResourcesRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            ListConfigResourcesRequest request,
            Responder<ListConfigResourcesResponse> responder) {
        Set<ConfigResource.Type> known = context.apiVersion() == 0
                ? EnumSet.of(ConfigResource.Type.CLIENT_METRICS)
                : EnumSet.complementOf(EnumSet.of(ConfigResource.Type.UNKNOWN));
        Set<ConfigResource.Type> wanted = EnumSet.noneOf(ConfigResource.Type.class);
        for (byte type : request.resourceTypes()) {
            wanted.add(ConfigResource.Type.of(type));
        }
        if (!known.containsAll(wanted)) {
            responder.send(new ListConfigResourcesResponse().errorCode(ErrorCode.UNSUPPORTED_VERSION.code()));
            return;
        }
        responder.send(new ListConfigResourcesResponse()
                .configResources(list(
                        wanted.isEmpty() ? known : wanted, context.connection().listenerName(), image.get())));
    }

    @Override
    public Optional<ListConfigResourcesResponse> failure(
            RequestContext context, ListConfigResourcesRequest request, ErrorCode error) {
        return Optional.of(new ListConfigResourcesResponse().errorCode(error.code()));
    }

    @Override
    public void countErrors(ListConfigResourcesResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private static List<ListConfigResourcesResponse.ConfigResource> list(
            Set<ConfigResource.Type> types, String listener, ClusterImage image) {
        List<ListConfigResourcesResponse.ConfigResource> resources = new ArrayList<>();
        for (ConfigResource.Type type : types) {
            List<String> names = switch (type) {
                case TOPIC -> List.copyOf(image.topics().byName().keySet());
                case BROKER, BROKER_LOGGER -> brokers(listener, image);
                case GROUP, CLIENT_METRICS -> configured(type, image);
                case UNKNOWN -> List.of();
            };
            names.forEach(name -> resources.add(new ListConfigResourcesResponse.ConfigResource()
                    .resourceName(name)
                    .resourceType(type.id())));
        }
        return resources;
    }

    /** Those that a client of this listener can reach. */
    private static List<String> brokers(String listener, ClusterImage image) {
        return image.nodes().allBrokers().stream()
                .filter(broker -> !broker.fenced() && broker.listeners().containsKey(listener))
                .map(BrokerRegistration::id)
                .map(String::valueOf)
                .toList();
    }

    private static List<String> configured(ConfigResource.Type type, ClusterImage image) {
        return image.configs().byResource().keySet().stream()
                .filter(resource -> resource.type() == type)
                .map(ConfigResource::name)
                .toList();
    }
}
