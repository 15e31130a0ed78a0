package io.ottla.broker.coordinator.group.offset;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.group.OffsetCommitKey;
import io.ottla.wire.record.group.OffsetCommitValue;

/**
 * Where a group has come to in a partition.
 *
 * @param leaderEpoch of the last record that was read; {@link #NONE} when it was not said
 * @param metadata whatever the client wants to find again; empty when there is none
 * @param expireTimestampMs when it is to be forgotten, for clients that said so (before version 5); else {@link #NONE}
 * @param topicId the topic that was meant; zero when that is not known
 */
public record CommittedOffset(
        long offset, int leaderEpoch, String metadata, long commitTimestampMs, long expireTimestampMs, Uuid topicId) {
    public static final int NONE = -1;

    private static final int VERSION_WITH_EXPIRY = 1;
    private static final int VERSION = 4;

    static CommittedOffset of(OffsetCommitValue value) {
        return new CommittedOffset(
                value.offset(),
                value.leaderEpoch(),
                value.metadata(),
                value.commitTimestamp(),
                value.expireTimestamp(),
                value.topicId());
    }

    boolean expires() {
        return expireTimestampMs != NONE;
    }

    GroupEvent committed(OffsetCommitKey key) {
        OffsetCommitValue value = new OffsetCommitValue()
                .offset(offset)
                .leaderEpoch(leaderEpoch)
                .metadata(metadata)
                .commitTimestamp(commitTimestampMs)
                .expireTimestamp(expireTimestampMs)
                .topicId(topicId);
        // Only version 1 has a place for the time of expiry.
        return GroupEvent.stored(key, value, expires() ? VERSION_WITH_EXPIRY : VERSION);
    }

    static OffsetCommitKey key(String groupId, String topic, int partition) {
        return new OffsetCommitKey().group(groupId).topic(topic).partition(partition);
    }

    static GroupEvent removed(String groupId, String topic, int partition) {
        return GroupEvent.removed(key(groupId, topic, partition));
    }
}
