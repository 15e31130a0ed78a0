package io.ottla.broker.coordinator.group.offset;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.ottla.wire.message.OffsetFetchRequest.OffsetFetchRequestTopics;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponseTopics;
import java.util.ArrayList;
import java.util.List;

/** OffsetFetch for one group, by somebody who may. Changes nothing. */
public final class OffsetFetchDecider {
    private static final long NO_OFFSET = -1;

    private final OffsetBook offsets;

    public OffsetFetchDecider(OffsetBook offsets) {
        this.offsets = offsets;
    }

    /**
     * @param requireStable whether partitions with an offset in a transaction under way are answered with an error
     */
    public OffsetFetchResponseGroup answer(OffsetFetchRequestGroup request, boolean requireStable) {
        List<OffsetFetchResponseTopics> topics = new ArrayList<>();
        if (request.topics() == null) {
            for (String topic : offsets.topicsOf(request.groupId())) {
                List<Integer> partitions = List.copyOf(offsets.partitionsOf(request.groupId(), topic));
                topics.add(topic(request.groupId(), topic, Uuid.ZERO, partitions, requireStable));
            }
        } else {
            for (OffsetFetchRequestTopics topic : request.topics()) {
                topics.add(topic(
                        request.groupId(), topic.name(), topic.topicId(), topic.partitionIndexes(), requireStable));
            }
        }
        return new OffsetFetchResponseGroup().groupId(request.groupId()).topics(topics);
    }

    /** The answer to those who ask for a group that does not exist: no offsets, which is no error. */
    public static OffsetFetchResponseGroup nothing(OffsetFetchRequestGroup request) {
        return new OffsetFetchDecider(new OffsetBook()).answer(request, false);
    }

    private OffsetFetchResponseTopics topic(
            String groupId, String topic, Uuid topicId, List<Integer> partitions, boolean requireStable) {
        List<OffsetFetchResponsePartitions> answers = new ArrayList<>();
        for (int partition : partitions) {
            CommittedOffset offset = offsets.get(groupId, topic, partition);
            if (requireStable && offsets.isPending(groupId, topic, partition)) {
                answers.add(none(partition).errorCode(ErrorCode.UNSTABLE_OFFSET_COMMIT.code()));
            } else if (offset == null || isOfOtherTopic(offset.topicId(), topicId)) {
                answers.add(none(partition));
            } else {
                answers.add(new OffsetFetchResponsePartitions()
                        .partitionIndex(partition)
                        .committedOffset(offset.offset())
                        .committedLeaderEpoch(offset.leaderEpoch())
                        .metadata(offset.metadata()));
            }
        }
        return new OffsetFetchResponseTopics().name(topic).topicId(topicId).partitions(answers);
    }

    /** An earlier topic of the same name: its offsets mean nothing for this one. */
    private static boolean isOfOtherTopic(Uuid committed, Uuid asked) {
        return !committed.equals(Uuid.ZERO) && !asked.equals(Uuid.ZERO) && !committed.equals(asked);
    }

    private static OffsetFetchResponsePartitions none(int partition) {
        return new OffsetFetchResponsePartitions()
                .partitionIndex(partition)
                .committedOffset(NO_OFFSET)
                .committedLeaderEpoch(CommittedOffset.NONE)
                .metadata("");
    }
}
