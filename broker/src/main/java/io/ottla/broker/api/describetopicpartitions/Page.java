package io.ottla.broker.api.describetopicpartitions;

import io.ottla.broker.metadata.AuthorizedOperations;
import io.ottla.broker.metadata.ClientView;
import io.ottla.broker.metadata.InternalTopics;
import io.ottla.broker.metadata.Node;
import io.ottla.controller.decide.TopicNames;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.TopicImage;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeTopicPartitionsResponse;
import io.ottla.wire.message.DescribeTopicPartitionsResponse.Cursor;
import io.ottla.wire.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponsePartition;
import io.ottla.wire.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic;
import java.util.ArrayList;
import java.util.List;

/** An answer that is being filled until it has as many partitions as it may. */
final class Page {
    private final ClientView view;
    private final List<DescribeTopicPartitionsResponseTopic> topics = new ArrayList<>();
    private Cursor next;
    private int partitionsLeft;

    Page(ClientView view, int partitionsMax) {
        this.view = view;
        this.partitionsLeft = partitionsMax;
    }

    /**
     * Adds the topic's partitions from {@code firstPartition} on, as many as go in.
     *
     * @param onlyIfExists a topic that does not exist is passed over
     * @return false when the page is full, and what was left is under the cursor
     */
    boolean add(String name, int firstPartition, boolean onlyIfExists) {
        if (partitionsLeft == 0) {
            next = new Cursor().topicName(name).partitionIndex(0);
            return false;
        }
        TopicImage topic = view.image().topics().topic(name);
        if (topic == null) {
            if (!onlyIfExists) {
                topics.add(missing(name));
            }
            return true;
        }
        int end = (int) Math.min(topic.partitions().size(), (long) firstPartition + partitionsLeft);
        List<DescribeTopicPartitionsResponsePartition> partitions = new ArrayList<>();
        for (int id = firstPartition; id < end; id++) {
            partitions.add(partition(id, topic.partition(id)));
        }
        partitionsLeft -= partitions.size();
        topics.add(answer(name).topicId(topic.id()).partitions(partitions));
        if (end < topic.partitions().size()) {
            next = new Cursor().topicName(name).partitionIndex(end);
            return false;
        }
        return true;
    }

    DescribeTopicPartitionsResponse response() {
        return new DescribeTopicPartitionsResponse().topics(topics).nextCursor(next);
    }

    private static DescribeTopicPartitionsResponseTopic missing(String name) {
        ErrorCode error = TopicNames.validate(name).isPresent()
                ? ErrorCode.INVALID_TOPIC_EXCEPTION
                : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        return answer(name).errorCode(error.code());
    }

    private static DescribeTopicPartitionsResponseTopic answer(String name) {
        return new DescribeTopicPartitionsResponseTopic()
                .name(name)
                .isInternal(InternalTopics.contains(name))
                .topicAuthorizedOperations(AuthorizedOperations.ALL_OF_TOPIC);
    }

    private DescribeTopicPartitionsResponsePartition partition(int id, PartitionRegistration partition) {
        return new DescribeTopicPartitionsResponsePartition()
                .partitionIndex(id)
                .leaderId(view.node(partition.leader()).map(Node::id).orElse(ClientView.NO_NODE))
                .leaderEpoch(partition.leaderEpoch())
                .replicaNodes(partition.replicas().toList())
                .isrNodes(partition.isr().toList())
                .eligibleLeaderReplicas(partition.elr().toList())
                .lastKnownElr(partition.lastKnownElr().toList())
                .offlineReplicas(view.offlineReplicas(partition));
    }
}
