package io.ottla.broker.api.metadata;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.metadata.AuthorizedOperations;
import io.ottla.broker.metadata.AutoCreation;
import io.ottla.broker.metadata.ClientView;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.MetadataRequest;
import io.ottla.wire.message.MetadataRequest.MetadataRequestTopic;
import io.ottla.wire.message.MetadataResponse;
import io.ottla.wire.message.MetadataResponse.MetadataResponseBroker;
import io.ottla.wire.message.MetadataResponse.MetadataResponseTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Metadata, versions 0 to 13. A null list of topics asks for all, and so does an empty one in version 0; after that an empty
 * one asks for none. Topics are asked for by name, or from version 12 on by id.
 *
 * <p>Topics that do not exist are created when the broker is set to, and the client does not object. The answer then waits
 * until they exist.
 */
public final class MetadataHandler implements ApiHandler<MetadataRequest, MetadataResponse> {
    private static final int FIRST_VERSION_WITH_OPERATIONS = 8;
    private static final int LAST_VERSION_WITH_CLUSTER_OPERATIONS = 10;
    private static final int FIRST_VERSION_BY_ID = 12;

    private final Supplier<ClusterImage> images;
    private final NodeAddresses addresses;
    private final Optional<AutoCreation> autoCreation;

    /** @param autoCreation empty when topics are not to be created because a client asks about them */
    public MetadataHandler(
            Supplier<ClusterImage> images, NodeAddresses addresses, Optional<AutoCreation> autoCreation) {
        this.images = images;
        this.addresses = addresses;
        this.autoCreation = autoCreation;
    }

    @Override
    public ApiKey key() {
        return ApiKey.METADATA;
    }

    @Override
    public MetadataRequest read(WireReader body, int version) {
        return MetadataRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, MetadataRequest request, Responder<MetadataResponse> responder) {
        if (!isValid(context.apiVersion(), request)) {
            responder.send(failed(request, ErrorCode.INVALID_REQUEST));
            return;
        }
        TopicSelection selection = TopicSelection.of(request, context.apiVersion());
        List<String> missing = request.allowAutoTopicCreation() ? missing(selection) : List.of();
        if (missing.isEmpty() || autoCreation.isEmpty()) {
            responder.send(answer(context, request, selection, Map.of()));
        } else {
            autoCreation.get().create(missing, errors -> responder.send(answer(context, request, selection, errors)));
        }
    }

    @Override
    public Optional<MetadataResponse> failure(RequestContext context, MetadataRequest request, ErrorCode error) {
        return Optional.of(failed(request, error));
    }

    @Override
    public void countErrors(MetadataResponse response, ErrorSink errors) {
        for (MetadataResponseTopic topic : response.topics()) {
            errors.error(topic.errorCode());
            topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
        }
    }

    /** Before version 12 there is no asking by id, though versions 10 and 11 have a place for it. */
    private static boolean isValid(int version, MetadataRequest request) {
        return version >= FIRST_VERSION_BY_ID
                || request.topics() == null
                || request.topics().stream()
                        .allMatch(
                                topic -> topic.name() != null && topic.topicId().equals(Uuid.ZERO));
    }

    private List<String> missing(TopicSelection selection) {
        if (!(selection instanceof TopicSelection.ByNames byNames)) {
            return List.of();
        }
        ClusterImage image = images.get();
        return byNames.names().stream()
                .filter(name -> image.topics().topic(name) == null)
                .toList();
    }

    private MetadataResponse answer(
            RequestContext context,
            MetadataRequest request,
            TopicSelection selection,
            Map<String, ApiError> creationErrors) {
        ClientView view = new ClientView(images.get(), addresses, context.connection());
        int version = context.apiVersion();
        boolean topicOperations =
                version >= FIRST_VERSION_WITH_OPERATIONS && request.includeTopicAuthorizedOperations();
        boolean clusterOperations = version >= FIRST_VERSION_WITH_OPERATIONS
                && version <= LAST_VERSION_WITH_CLUSTER_OPERATIONS
                && request.includeClusterAuthorizedOperations();
        return new MetadataResponse()
                .clusterId(view.image().clusterId())
                .controllerId(view.controllerId())
                .brokers(brokers(view))
                .topics(new TopicAnswers(view, version, topicOperations).of(selection, creationErrors))
                .clusterAuthorizedOperations(
                        clusterOperations ? AuthorizedOperations.ALL_OF_CLUSTER : AuthorizedOperations.NOT_ASKED);
    }

    private static List<MetadataResponseBroker> brokers(ClientView view) {
        return view.liveNodes().stream()
                .map(node -> new MetadataResponseBroker()
                        .nodeId(node.id())
                        .host(node.host())
                        .port(node.port())
                        .rack(node.rack().orElse(null)))
                .toList();
    }

    private static MetadataResponse failed(MetadataRequest request, ErrorCode error) {
        List<MetadataResponseTopic> topics = new ArrayList<>();
        if (request.topics() != null) {
            for (MetadataRequestTopic topic : request.topics()) {
                String name = topic.name() == null ? "" : topic.name();
                topics.add(TopicAnswers.failed(name, topic.topicId(), error));
            }
        }
        return new MetadataResponse().topics(topics);
    }
}
