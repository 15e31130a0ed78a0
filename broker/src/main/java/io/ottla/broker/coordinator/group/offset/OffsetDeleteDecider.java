package io.ottla.broker.coordinator.group.offset;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.GroupFacts;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.OffsetDeleteRequest;
import io.ottla.wire.message.OffsetDeleteRequest.OffsetDeleteRequestPartition;
import io.ottla.wire.message.OffsetDeleteRequest.OffsetDeleteRequestTopic;
import io.ottla.wire.message.OffsetDeleteResponse;
import io.ottla.wire.message.OffsetDeleteResponse.OffsetDeleteResponsePartition;
import io.ottla.wire.message.OffsetDeleteResponse.OffsetDeleteResponseTopic;
import java.util.ArrayList;
import java.util.List;

/** OffsetDelete: offsets of topics that nobody in the group reads. */
public final class OffsetDeleteDecider {
    private final OffsetBook offsets;

    public OffsetDeleteDecider(OffsetBook offsets) {
        this.offsets = offsets;
    }

    public Decision<GroupEvent, ApiMessage> decide(OffsetDeleteRequest request, GroupFacts group) {
        if (group.refusalToDeleteOffsets() != ErrorCode.NONE) {
            return Decision.reject(group.refusalToDeleteOffsets());
        }
        List<GroupEvent> events = new ArrayList<>();
        List<OffsetDeleteResponseTopic> topics = new ArrayList<>();
        for (OffsetDeleteRequestTopic topic : request.topics()) {
            boolean subscribed = group.subscribed().test(topic.name());
            List<OffsetDeleteResponsePartition> partitions = new ArrayList<>();
            for (OffsetDeleteRequestPartition partition : topic.partitions()) {
                ErrorCode error = subscribed ? ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC : ErrorCode.NONE;
                partitions.add(new OffsetDeleteResponsePartition()
                        .partitionIndex(partition.partitionIndex())
                        .errorCode(error.code()));
                if (!subscribed && isThere(request.groupId(), topic.name(), partition.partitionIndex())) {
                    events.add(CommittedOffset.removed(request.groupId(), topic.name(), partition.partitionIndex()));
                }
            }
            topics.add(new OffsetDeleteResponseTopic().name(topic.name()).partitions(partitions));
        }
        return Decision.reply(events, new OffsetDeleteResponse().topics(topics));
    }

    private boolean isThere(String groupId, String topic, int partition) {
        return offsets.get(groupId, topic, partition) != null || offsets.isPending(groupId, topic, partition);
    }
}
