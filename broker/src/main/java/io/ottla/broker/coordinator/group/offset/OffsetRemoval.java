package io.ottla.broker.coordinator.group.offset;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.GroupFacts;
import io.ottla.broker.coordinator.group.OffsetExpiry;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which offsets go: by age, with their topic, or with their group. */
public final class OffsetRemoval {
    private final OffsetBook offsets;
    private final long retentionMs;

    public OffsetRemoval(OffsetBook offsets, long retentionMs) {
        this.offsets = offsets;
        this.retentionMs = retentionMs;
    }

    /**
     * What has expired of a group's offsets.
     *
     * @param nothingLeft whether the group has no offsets when these are gone, and none pending
     */
    public record Expired(List<GroupEvent> events, boolean nothingLeft) {}

    public Expired expired(String groupId, GroupFacts group, long nowMs) {
        List<GroupEvent> events = new ArrayList<>();
        int[] kept = new int[1];
        offsets.forEach(groupId, (topic, partition, offset) -> {
            boolean goes = !group.subscribed().test(topic)
                    && !offsets.isPending(groupId, topic, partition)
                    && isExpired(offset, group.expiry(), nowMs);
            if (goes) {
                events.add(CommittedOffset.removed(groupId, topic, partition));
            } else {
                kept[0]++;
            }
        });
        return new Expired(events, kept[0] == 0 && !offsets.isPending(groupId));
    }

    boolean isExpired(CommittedOffset offset, OffsetExpiry expiry, long nowMs) {
        return switch (expiry) {
            case OffsetExpiry.Never never -> false;
            case OffsetExpiry.SinceCommit sinceCommit -> isExpired(offset, offset.commitTimestampMs(), nowMs);
            case OffsetExpiry.Since since -> isExpired(offset, since.timestampMs(), nowMs);
        };
    }

    private boolean isExpired(CommittedOffset offset, long sinceMs, long nowMs) {
        return offset.expires() ? nowMs >= offset.expireTimestampMs() : nowMs - sinceMs >= retentionMs;
    }

    /** Removes all offsets of a group, those in transactions under way among them. */
    public List<GroupEvent> allOf(String groupId) {
        List<GroupEvent> events = new ArrayList<>();
        offsets.forEach(
                groupId, (topic, partition, offset) -> events.add(CommittedOffset.removed(groupId, topic, partition)));
        offsets.forEachPending(groupId, (topic, partition, offset) -> {
            if (offsets.get(groupId, topic, partition) == null) {
                events.add(CommittedOffset.removed(groupId, topic, partition));
            }
        });
        return events;
    }

    /**
     * Removes the offsets of topics that were deleted.
     *
     * @param topics by name; an offset that does not say which topic it is of goes by the name
     * @param countMax how many at most
     */
    public List<GroupEvent> ofTopics(Map<String, Uuid> topics, int countMax) {
        List<GroupEvent> events = new ArrayList<>();
        for (String groupId : offsets.groupIds()) {
            OffsetBook.Visitor removal = (topic, partition, offset) -> {
                Uuid deleted = topics.get(topic);
                if (deleted != null
                        && events.size() < countMax
                        && (offset.topicId().equals(Uuid.ZERO)
                                || offset.topicId().equals(deleted))) {
                    events.add(CommittedOffset.removed(groupId, topic, partition));
                }
            };
            offsets.forEach(groupId, removal);
            offsets.forEachPending(groupId, (topic, partition, offset) -> {
                if (offsets.get(groupId, topic, partition) == null) {
                    removal.visit(topic, partition, offset);
                }
            });
        }
        return events;
    }
}
