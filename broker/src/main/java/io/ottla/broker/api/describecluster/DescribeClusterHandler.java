package io.ottla.broker.api.describecluster;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.metadata.AuthorizedOperations;
import io.ottla.broker.metadata.ClientView;
import io.ottla.broker.metadata.Node;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeClusterRequest;
import io.ottla.wire.message.DescribeClusterResponse;
import io.ottla.wire.message.DescribeClusterResponse.DescribeClusterBroker;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** DescribeCluster, versions 0 to 2, for those who ask for brokers; this is no endpoint for asking after controllers. */
public final class DescribeClusterHandler implements ApiHandler<DescribeClusterRequest, DescribeClusterResponse> {
    private static final byte BROKERS = 1;
    private static final byte CONTROLLERS = 2;

    private final Supplier<ClusterImage> images;
    private final NodeAddresses addresses;

    public DescribeClusterHandler(Supplier<ClusterImage> images, NodeAddresses addresses) {
        this.images = images;
        this.addresses = addresses;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_CLUSTER;
    }

    @Override
    public DescribeClusterRequest read(WireReader body, int version) {
        return DescribeClusterRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, DescribeClusterRequest request, Responder<DescribeClusterResponse> responder) {
        responder.send(
                switch (request.endpointType()) {
                    case BROKERS -> answer(context, request);
                    case CONTROLLERS ->
                        failed(
                                ErrorCode.MISMATCHED_ENDPOINT_TYPE,
                                "The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type"
                                        + " CONTROLLER");
                    default ->
                        failed(
                                ErrorCode.UNSUPPORTED_ENDPOINT_TYPE,
                                "Unsupported endpoint type " + request.endpointType());
                });
    }

    @Override
    public Optional<DescribeClusterResponse> failure(
            RequestContext context, DescribeClusterRequest request, ErrorCode error) {
        return Optional.of(failed(error, null));
    }

    @Override
    public void countErrors(DescribeClusterResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private DescribeClusterResponse answer(RequestContext context, DescribeClusterRequest request) {
        ClientView view = new ClientView(images.get(), addresses, context.connection());
        List<DescribeClusterBroker> brokers = view.nodes().stream()
                .filter(node -> !node.fenced() || request.includeFencedBrokers())
                .map(DescribeClusterHandler::broker)
                .toList();
        return new DescribeClusterResponse()
                .clusterId(view.image().clusterId())
                .controllerId(view.controllerId())
                .brokers(brokers)
                .clusterAuthorizedOperations(
                        request.includeClusterAuthorizedOperations()
                                ? AuthorizedOperations.ALL_OF_CLUSTER
                                : AuthorizedOperations.NOT_ASKED);
    }

    private static DescribeClusterBroker broker(Node node) {
        return new DescribeClusterBroker()
                .brokerId(node.id())
                .host(node.host())
                .port(node.port())
                .rack(node.rack().orElse(null))
                .isFenced(node.fenced());
    }

    private static DescribeClusterResponse failed(ErrorCode error, String message) {
        return new DescribeClusterResponse().errorCode(error.code()).errorMessage(message);
    }
}
