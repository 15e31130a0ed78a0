package io.ottla.broker.api.findcoordinator;

import io.ottla.broker.coordinator.runtime.KeyPlacement;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.metadata.ClientView;
import io.ottla.broker.metadata.InternalTopicCreation;
import io.ottla.broker.metadata.Node;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.TopicImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.FindCoordinatorRequest;
import io.ottla.wire.message.FindCoordinatorResponse;
import io.ottla.wire.message.FindCoordinatorResponse.Coordinator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * FindCoordinator, versions 0 to 6: the leader of the partition that remembers what the key names: of
 * {@code __consumer_offsets} for a group, of {@code __transaction_state} for a transactional id. The topic is created when it
 * is asked for first, and the answer waits until it exists; the reference answers at once that there is no coordinator yet. For
 * share partitions there is none, which clients take for a passing state.
 */
public final class FindCoordinatorHandler implements ApiHandler<FindCoordinatorRequest, FindCoordinatorResponse> {
    private static final int FIRST_VERSION_OF_MANY_KEYS = 4;
    private static final int FIRST_VERSION_WITH_SHARE = 6;
    private static final int NO_NODE = -1;

    private static final byte GROUP = 0;
    private static final byte TRANSACTION = 1;
    private static final byte SHARE = 2;

    private final Supplier<ClusterImage> images;
    private final NodeAddresses addresses;
    private final InternalTopicCreation ofGroups;
    private final InternalTopicCreation ofTransactions;

    public FindCoordinatorHandler(
            Supplier<ClusterImage> images,
            NodeAddresses addresses,
            InternalTopicCreation ofGroups,
            InternalTopicCreation ofTransactions) {
        this.images = images;
        this.addresses = addresses;
        this.ofGroups = ofGroups;
        this.ofTransactions = ofTransactions;
    }

    @Override
    public ApiKey key() {
        return ApiKey.FIND_COORDINATOR;
    }

    @Override
    public FindCoordinatorRequest read(WireReader body, int version) {
        return FindCoordinatorRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, FindCoordinatorRequest request, Responder<FindCoordinatorResponse> responder) {
        switch (request.keyType()) {
            case GROUP -> find(context, request, ofGroups, responder);
            case TRANSACTION -> find(context, request, ofTransactions, responder);
            case SHARE -> responder.send(failed(context, request, shareError(context)));
            default -> responder.send(failed(context, request, ErrorCode.INVALID_REQUEST));
        }
    }

    private static ErrorCode shareError(RequestContext context) {
        return context.apiVersion() >= FIRST_VERSION_WITH_SHARE
                ? ErrorCode.COORDINATOR_NOT_AVAILABLE
                : ErrorCode.INVALID_REQUEST;
    }

    private void find(
            RequestContext context,
            FindCoordinatorRequest request,
            InternalTopicCreation memory,
            Responder<FindCoordinatorResponse> responder) {
        if (images.get().topics().topic(memory.topic()) != null) {
            responder.send(found(context, request, memory.topic()));
        } else {
            memory.create(refused -> responder.send(found(context, request, memory.topic())));
        }
    }

    private FindCoordinatorResponse found(RequestContext context, FindCoordinatorRequest request, String memory) {
        ClientView view = new ClientView(images.get(), addresses, context.connection());
        List<Coordinator> coordinators = keys(context, request).stream()
                .map(key -> found(view, memory, key))
                .toList();
        return response(context, coordinators);
    }

    private static Coordinator found(ClientView view, String memory, String key) {
        TopicImage topic = view.image().topics().topic(memory);
        if (topic == null) {
            return failed(key, ErrorCode.COORDINATOR_NOT_AVAILABLE);
        }
        int number = KeyPlacement.partitionOf(key, topic.partitions().size());
        PartitionRegistration partition = topic.partition(number);
        Optional<Node> leader = partition == null
                ? Optional.empty()
                : view.node(partition.leader()).filter(node -> !node.fenced());
        return leader.map(node -> new Coordinator()
                        .key(key)
                        .nodeId(node.id())
                        .host(node.host())
                        .port(node.port()))
                .orElseGet(() -> failed(key, ErrorCode.COORDINATOR_NOT_AVAILABLE));
    }

    @Override
    public Optional<FindCoordinatorResponse> failure(
            RequestContext context, FindCoordinatorRequest request, ErrorCode error) {
        return Optional.of(failed(context, request, error));
    }

    @Override
    public void countErrors(FindCoordinatorResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.coordinators().forEach(coordinator -> errors.error(coordinator.errorCode()));
    }

    private static FindCoordinatorResponse failed(
            RequestContext context, FindCoordinatorRequest request, ErrorCode error) {
        return response(
                context,
                keys(context, request).stream().map(key -> failed(key, error)).toList());
    }

    private static Coordinator failed(String key, ErrorCode error) {
        return new Coordinator()
                .key(key)
                .errorCode(error.code())
                .nodeId(NO_NODE)
                .port(NO_NODE);
    }

    private static List<String> keys(RequestContext context, FindCoordinatorRequest request) {
        return context.apiVersion() < FIRST_VERSION_OF_MANY_KEYS ? List.of(request.key()) : request.coordinatorKeys();
    }

    /** Earlier versions ask about one key and are answered about that. */
    private static FindCoordinatorResponse response(RequestContext context, List<Coordinator> coordinators) {
        if (context.apiVersion() >= FIRST_VERSION_OF_MANY_KEYS) {
            return new FindCoordinatorResponse().coordinators(coordinators);
        }
        Coordinator only = coordinators.getFirst();
        return new FindCoordinatorResponse()
                .errorCode(only.errorCode())
                .nodeId(only.nodeId())
                .host(only.host())
                .port(only.port());
    }
}
