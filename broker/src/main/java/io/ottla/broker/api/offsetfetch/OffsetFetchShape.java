package io.ottla.broker.api.offsetfetch;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.OffsetFetchRequest;
import io.ottla.wire.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.ottla.wire.message.OffsetFetchRequest.OffsetFetchRequestTopics;
import io.ottla.wire.message.OffsetFetchResponse;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponsePartition;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponseTopic;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponseTopics;
import java.util.List;

/**
 * How requests and responses of a version look. From version 8 on they are lists of groups, and everything here speaks that
 * way; before, they are about one group, whose fields lie on top.
 */
record OffsetFetchShape(int version) {
    private static final int FIRST_VERSION_OF_MANY_GROUPS = 8;
    private static final int FIRST_VERSION_WITH_ERROR = 2;
    private static final int NONE = -1;

    List<OffsetFetchRequestGroup> groups(OffsetFetchRequest request) {
        if (version >= FIRST_VERSION_OF_MANY_GROUPS) {
            return request.groups();
        }
        List<OffsetFetchRequestTopics> topics = request.topics() == null
                ? null
                : request.topics().stream()
                        .map(topic -> new OffsetFetchRequestTopics()
                                .name(topic.name())
                                .partitionIndexes(topic.partitionIndexes()))
                        .toList();
        return List.of(new OffsetFetchRequestGroup().groupId(request.groupId()).topics(topics));
    }

    OffsetFetchResponse response(List<OffsetFetchResponseGroup> groups) {
        if (version >= FIRST_VERSION_OF_MANY_GROUPS) {
            return new OffsetFetchResponse().groups(groups);
        }
        OffsetFetchResponseGroup only = groups.getFirst();
        return new OffsetFetchResponse()
                .errorCode(only.errorCode())
                .topics(only.topics().stream().map(OffsetFetchShape::onTop).toList());
    }

    private static OffsetFetchResponseTopic onTop(OffsetFetchResponseTopics topic) {
        return new OffsetFetchResponseTopic()
                .name(topic.name())
                .partitions(topic.partitions().stream()
                        .map(partition -> new OffsetFetchResponsePartition()
                                .partitionIndex(partition.partitionIndex())
                                .committedOffset(partition.committedOffset())
                                .committedLeaderEpoch(partition.committedLeaderEpoch())
                                .metadata(partition.metadata())
                                .errorCode(partition.errorCode()))
                        .toList());
    }

    /** An error for all of a group. Version 1 has a place for errors in its partitions only. */
    OffsetFetchResponseGroup failed(OffsetFetchRequestGroup group, ErrorCode error) {
        OffsetFetchResponseGroup failed = new OffsetFetchResponseGroup().groupId(group.groupId());
        if (version >= FIRST_VERSION_WITH_ERROR) {
            return failed.errorCode(error.code());
        }
        return failed.topics(
                group.topics().stream().map(topic -> failed(topic, error)).toList());
    }

    static OffsetFetchResponseTopics failed(OffsetFetchRequestTopics topic, ErrorCode error) {
        return new OffsetFetchResponseTopics()
                .name(topic.name())
                .topicId(topic.topicId())
                .partitions(topic.partitionIndexes().stream()
                        .map(partition -> new OffsetFetchResponsePartitions()
                                .partitionIndex(partition)
                                .committedOffset(NONE)
                                .committedLeaderEpoch(NONE)
                                .metadata("")
                                .errorCode(error.code()))
                        .toList());
    }
}
