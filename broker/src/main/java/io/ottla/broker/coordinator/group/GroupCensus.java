package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.group.offset.OffsetBook;
import io.ottla.broker.metrics.MetricName;
import io.ottla.wire.record.group.ConsumerGroupMetadataKey;
import io.ottla.wire.record.group.OffsetCommitKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What metrics say of groups, under the reference's names. What it has under {@code offset-expiration-count} is in
 * {@code offset_deletion_count} here; its {@code NumGroupsStable} and the like are {@code classic_group_count{state}}.
 */
final class GroupCensus {
    private static final MetricName OFFSETS = MetricName.of("num_offsets");
    private static final MetricName OFFSET_COMMITS = MetricName.of("offset_commit_count");
    private static final MetricName OFFSET_DELETIONS = MetricName.of("offset_deletion_count");
    private static final MetricName CONSUMER_GROUP_REBALANCES = MetricName.of("consumer_group_rebalance_count");

    private GroupCensus() {}

    /** Groups by protocol and state, and offsets. */
    static Map<MetricName, Long> of(AllGroups groups, OffsetBook offsets) {
        Map<MetricName, Long> counts = new HashMap<>();
        for (String groupId : groups.groupIds()) {
            groups.facts(groupId).ifPresent(facts -> {
                String protocol = facts.type().protocolName();
                counts.merge(MetricName.of("group_count", "protocol", protocol), 1L, Long::sum);
                counts.merge(MetricName.of(protocol + "_group_count", "state", facts.state()), 1L, Long::sum);
            });
        }
        counts.put(OFFSETS, offsets.count());
        return counts;
    }

    /** The count that an event adds to. A consumer group has a new epoch whenever it is rebalanced. */
    static Optional<MetricName> counted(GroupEvent event) {
        if (!(event instanceof GroupEvent.Stored stored)) {
            return Optional.empty();
        }
        boolean removed = stored.stored().value().isEmpty();
        if (stored.stored().key() instanceof OffsetCommitKey) {
            return Optional.of(removed ? OFFSET_DELETIONS : OFFSET_COMMITS);
        }
        return stored.stored().key() instanceof ConsumerGroupMetadataKey && !removed
                ? Optional.of(CONSUMER_GROUP_REBALANCES)
                : Optional.empty();
    }
}
