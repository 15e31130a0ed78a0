package io.ottla.broker.api.metadata;

import io.ottla.broker.metadata.AuthorizedOperations;
import io.ottla.broker.metadata.ClientView;
import io.ottla.broker.metadata.InternalTopics;
import io.ottla.broker.metadata.Node;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.TopicNames;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.controller.image.TopicImage;
import io.ottla.controller.image.TopicsImage;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.MetadataResponse.MetadataResponsePartition;
import io.ottla.wire.message.MetadataResponse.MetadataResponseTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts topics into a Metadata response, by the rules of the version that was asked in. */
final class TopicAnswers {
    private static final int FIRST_VERSION_WITH_LISTENER_NOT_FOUND = 6;

    private final ClientView view;
    private final int version;
    private final boolean withOperations;

    TopicAnswers(ClientView view, int version, boolean withOperations) {
        this.view = view;
        this.version = version;
        this.withOperations = withOperations;
    }

    /** @param creationErrors why topics that do not exist could not be created, by name */
    List<MetadataResponseTopic> of(TopicSelection selection, Map<String, ApiError> creationErrors) {
        TopicsImage topics = view.image().topics();
        return switch (selection) {
            case TopicSelection.All all ->
                topics.all().stream().map(this::existing).toList();
            case TopicSelection.ByIds byIds ->
                byIds.ids().stream().map(this::byId).toList();
            case TopicSelection.ByNames byNames ->
                byNames.names().stream()
                        .map(name -> byName(name, creationErrors.get(name)))
                        .toList();
        };
    }

    private MetadataResponseTopic byId(Uuid id) {
        TopicImage topic = view.image().topics().topic(id);
        return topic == null ? failed(null, id, ErrorCode.UNKNOWN_TOPIC_ID) : existing(topic);
    }

    private MetadataResponseTopic byName(String name, ApiError creationError) {
        TopicImage topic = view.image().topics().topic(name);
        return topic == null
                ? failed(name, Uuid.ZERO, missing(name, creationError)).isInternal(InternalTopics.contains(name))
                : existing(topic);
    }

    /** Errors that time may heal look to the client as if the topic were not there yet, so that it asks again. */
    private static ErrorCode missing(String name, ApiError creationError) {
        if (TopicNames.validate(name).isPresent()) {
            return ErrorCode.INVALID_TOPIC_EXCEPTION;
        }
        boolean forGood = creationError != null
                && (creationError.code() == ErrorCode.INVALID_TOPIC_EXCEPTION
                        || creationError.code() == ErrorCode.INVALID_REPLICATION_FACTOR);
        return forGood ? creationError.code() : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }

    private MetadataResponseTopic existing(TopicImage topic) {
        List<MetadataResponsePartition> partitions =
                new ArrayList<>(topic.partitions().size());
        topic.partitions().forEach((id, partition) -> partitions.add(partition(id, partition)));
        return new MetadataResponseTopic()
                .name(topic.name())
                .topicId(topic.id())
                .isInternal(InternalTopics.contains(topic.name()))
                .partitions(partitions)
                .topicAuthorizedOperations(
                        withOperations ? AuthorizedOperations.ALL_OF_TOPIC : AuthorizedOperations.NOT_ASKED);
    }

    /** @param name null only from version 12 on */
    static MetadataResponseTopic failed(String name, Uuid id, ErrorCode error) {
        return new MetadataResponseTopic().errorCode(error.code()).name(name).topicId(id);
    }

    private MetadataResponsePartition partition(int id, PartitionRegistration partition) {
        Optional<Node> leader = view.node(partition.leader());
        List<Integer> replicas = shown(partition.replicas());
        List<Integer> isr = shown(partition.isr());
        boolean someHidden = replicas.size() < partition.replicas().size()
                || isr.size() < partition.isr().size();
        return new MetadataResponsePartition()
                .errorCode(error(partition, leader, someHidden).code())
                .partitionIndex(id)
                .leaderId(leader.map(Node::id).orElse(ClientView.NO_NODE))
                .leaderEpoch(partition.leaderEpoch())
                .replicaNodes(replicas)
                .isrNodes(isr)
                .offlineReplicas(view.offlineReplicas(partition));
    }

    private ErrorCode error(PartitionRegistration partition, Optional<Node> leader, boolean someHidden) {
        if (leader.isPresent()) {
            return someHidden ? ErrorCode.REPLICA_NOT_AVAILABLE : ErrorCode.NONE;
        }
        boolean registered = view.image().nodes().broker(partition.leader()) != null;
        return registered && version >= FIRST_VERSION_WITH_LISTENER_NOT_FOUND
                ? ErrorCode.LISTENER_NOT_FOUND
                : ErrorCode.LEADER_NOT_AVAILABLE;
    }

    /** Clients of version 0 look every replica up among the brokers, so those that are not there must be left out. */
    private List<Integer> shown(ReplicaList replicas) {
        ReplicaList shown = version > 0
                ? replicas
                : replicas.filter(
                        id -> view.node(id).filter(node -> !node.fenced()).isPresent());
        return shown.toList();
    }
}
