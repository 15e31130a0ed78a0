package io.ottla.broker.coordinator.group.offset;

import io.ottla.broker.coordinator.group.CommitPermission.Granted;
import io.ottla.broker.coordinator.group.GroupCommand;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.TxnOffsetCommitRequest.TxnOffsetCommitRequestPartition;
import io.ottla.wire.message.TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic;
import io.ottla.wire.message.TxnOffsetCommitResponse;
import io.ottla.wire.message.TxnOffsetCommitResponse.TxnOffsetCommitResponsePartition;
import io.ottla.wire.message.TxnOffsetCommitResponse.TxnOffsetCommitResponseTopic;
import java.util.ArrayList;
import java.util.List;

/**
 * TxnOffsetCommit, by somebody who may. The events are pending until the transaction ends. Topics and partitions that do not
 * exist do not come this far.
 */
public final class TransactionalCommitDecider {
    private final OffsetSettings settings;

    public TransactionalCommitDecider(OffsetSettings settings) {
        this.settings = settings;
    }

    public Decision<GroupEvent, ApiMessage> decide(
            GroupCommand.TransactionalCommit commit, Granted permission, long nowMs) {
        List<GroupEvent> events = new ArrayList<>();
        List<TxnOffsetCommitResponseTopic> topics = new ArrayList<>();
        for (TxnOffsetCommitRequestTopic topic : commit.request().topics()) {
            Uuid topicId = commit.topicIds().getOrDefault(topic.name(), Uuid.ZERO);
            List<TxnOffsetCommitResponsePartition> partitions = new ArrayList<>();
            for (TxnOffsetCommitRequestPartition partition : topic.partitions()) {
                ErrorCode error = ErrorCode.NONE;
                if (settings.isTooLong(partition.committedMetadata())) {
                    error = ErrorCode.OFFSET_METADATA_TOO_LARGE;
                } else {
                    ErrorCode refusal = permission.check().check(topic.name(), topicId, partition.partitionIndex());
                    if (refusal != ErrorCode.NONE) {
                        return Decision.reject(refusal);
                    }
                    events.add(committed(commit.request().groupId(), topic.name(), partition, nowMs));
                }
                partitions.add(new TxnOffsetCommitResponsePartition()
                        .partitionIndex(partition.partitionIndex())
                        .errorCode(error.code()));
            }
            topics.add(new TxnOffsetCommitResponseTopic().name(topic.name()).partitions(partitions));
        }
        return Decision.<GroupEvent, ApiMessage>reply(events, new TxnOffsetCommitResponse().topics(topics))
                .withTimers(permission.timers());
    }

    /** The request knows topics by name alone, so that the offset does not say either which topic of the name is meant. */
    private static GroupEvent committed(
            String groupId, String topic, TxnOffsetCommitRequestPartition partition, long nowMs) {
        CommittedOffset offset = new CommittedOffset(
                partition.committedOffset(),
                partition.committedLeaderEpoch(),
                partition.committedMetadata() == null ? "" : partition.committedMetadata(),
                nowMs,
                CommittedOffset.NONE,
                Uuid.ZERO);
        return offset.committed(CommittedOffset.key(groupId, topic, partition.partitionIndex()));
    }
}
