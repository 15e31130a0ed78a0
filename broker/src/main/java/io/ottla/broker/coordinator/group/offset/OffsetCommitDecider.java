package io.ottla.broker.coordinator.group.offset;

import io.ottla.broker.coordinator.group.CommitPermission.Granted;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.OffsetCommitRequest;
import io.ottla.wire.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.ottla.wire.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.ottla.wire.message.OffsetCommitResponse;
import io.ottla.wire.message.OffsetCommitResponse.OffsetCommitResponsePartition;
import io.ottla.wire.message.OffsetCommitResponse.OffsetCommitResponseTopic;
import java.util.ArrayList;
import java.util.List;

/** OffsetCommit, by somebody who may. Topics and partitions that do not exist do not come this far. */
public final class OffsetCommitDecider {
    /** In versions 2 to 4: as long as the broker keeps offsets. */
    private static final long RETENTION_OF_BROKER = -1;

    private final OffsetSettings settings;

    public OffsetCommitDecider(OffsetSettings settings) {
        this.settings = settings;
    }

    public Decision<GroupEvent, ApiMessage> decide(OffsetCommitRequest request, Granted permission, long nowMs) {
        List<GroupEvent> events = new ArrayList<>();
        List<OffsetCommitResponseTopic> topics = new ArrayList<>();
        for (OffsetCommitRequestTopic topic : request.topics()) {
            List<OffsetCommitResponsePartition> partitions = new ArrayList<>();
            for (OffsetCommitRequestPartition partition : topic.partitions()) {
                ErrorCode error = ErrorCode.NONE;
                if (settings.isTooLong(partition.committedMetadata())) {
                    error = ErrorCode.OFFSET_METADATA_TOO_LARGE;
                } else {
                    ErrorCode refusal =
                            permission.check().check(topic.name(), topic.topicId(), partition.partitionIndex());
                    if (refusal != ErrorCode.NONE) {
                        return Decision.reject(refusal);
                    }
                    events.add(committed(request, topic, partition, nowMs));
                }
                partitions.add(new OffsetCommitResponsePartition()
                        .partitionIndex(partition.partitionIndex())
                        .errorCode(error.code()));
            }
            topics.add(new OffsetCommitResponseTopic()
                    .name(topic.name())
                    .topicId(topic.topicId())
                    .partitions(partitions));
        }
        return Decision.<GroupEvent, ApiMessage>reply(events, new OffsetCommitResponse().topics(topics))
                .withTimers(permission.timers());
    }

    private static GroupEvent committed(
            OffsetCommitRequest request,
            OffsetCommitRequestTopic topic,
            OffsetCommitRequestPartition partition,
            long nowMs) {
        CommittedOffset offset = new CommittedOffset(
                partition.committedOffset(),
                partition.committedLeaderEpoch(),
                partition.committedMetadata() == null ? "" : partition.committedMetadata(),
                nowMs,
                request.retentionTimeMs() == RETENTION_OF_BROKER
                        ? CommittedOffset.NONE
                        : nowMs + request.retentionTimeMs(),
                topic.topicId());
        return offset.committed(CommittedOffset.key(request.groupId(), topic.name(), partition.partitionIndex()));
    }
}
