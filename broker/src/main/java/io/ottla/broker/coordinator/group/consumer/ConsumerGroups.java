package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.TopicsChanged;
import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord.VersionedValue;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ConfigsImage;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.record.group.ConsumerGroupCurrentMemberAssignmentKey;
import io.ottla.wire.record.group.ConsumerGroupCurrentMemberAssignmentValue;
import io.ottla.wire.record.group.ConsumerGroupMemberMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupMemberMetadataValue;
import io.ottla.wire.record.group.ConsumerGroupMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupMetadataValue;
import io.ottla.wire.record.group.ConsumerGroupPartitionMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupRegularExpressionKey;
import io.ottla.wire.record.group.ConsumerGroupRegularExpressionValue;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMemberKey;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMemberValue;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMetadataKey;
import io.ottla.wire.record.group.ConsumerGroupTargetAssignmentMetadataValue;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All consumer groups of one coordinator. Owned by it; only {@link #apply} changes anything.
 *
 * <p>Records may come in an order in which they were never written, since compaction drops those that were overtaken: a
 * record about a group or member that is not here makes it, a tombstone of one that is not here means nothing.
 */
public final class ConsumerGroups {
    private final TreeMap<String, ConsumerGroup> groups = new TreeMap<>();
    private final TopicHashes topicHashes = new TopicHashes();
    private TopicsView topics = TopicsView.NOTHING;
    private long newestTopicsVersion = -1;
    private ConsumerGroupSettings settings;
    private Function<String, ConsumerGroupTiming> timings;

    /** @param timings by group id */
    public ConsumerGroups(ConsumerGroupSettings settings, Function<String, ConsumerGroupTiming> timings) {
        this.settings = settings;
        this.timings = timings;
    }

    ConsumerGroupSettings settings() {
        return settings;
    }

    /** How long the member may be silent: members of the classic protocol say so themselves. */
    int sessionTimeoutMs(ConsumerGroup group, ConsumerMember member) {
        return member.metadata()
                .classic()
                .map(ClassicProtocols::sessionTimeoutMs)
                .orElseGet(() -> timing(group.groupId()).sessionTimeoutMs());
    }

    boolean isConfiguredBy(BrokerConfigs broker, ConfigsImage groupConfigs) {
        return timings instanceof ConfiguredTimings known && known.areOf(broker, groupConfigs);
    }

    ConsumerGroupTiming timing(String groupId) {
        return timings.apply(groupId);
    }

    public Optional<ConsumerGroup> find(String groupId) {
        return Optional.ofNullable(groups.get(groupId));
    }

    /** By id. */
    public Collection<ConsumerGroup> all() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** The cluster's topics, as of the last time this was told. */
    public TopicsView topics() {
        return topics;
    }

    /** The version of {@link #topics} that had topics which the one before did not have. */
    long newestTopicsVersion() {
        return newestTopicsVersion;
    }

    /** One number for what the topics that are wanted are: it is another when one of them is. */
    long hashOf(Subscriptions wanted) {
        return topicHashes.of(wanted.topics(), topics);
    }

    /** Whether an event is for this class. {@link TopicsChanged} is, among others. */
    public static boolean concerns(GroupEvent event) {
        if (event instanceof GroupEvent.Stored stored) {
            return isOurs(stored.stored().key());
        }
        return event instanceof ConsumerGroupEvent || event instanceof TopicsChanged;
    }

    private static boolean isOurs(ApiMessage key) {
        return key instanceof ConsumerGroupMetadataKey
                || key instanceof ConsumerGroupPartitionMetadataKey
                || key instanceof ConsumerGroupMemberMetadataKey
                || key instanceof ConsumerGroupTargetAssignmentMetadataKey
                || key instanceof ConsumerGroupTargetAssignmentMemberKey
                || key instanceof ConsumerGroupCurrentMemberAssignmentKey
                || key instanceof ConsumerGroupRegularExpressionKey;
    }

    public void apply(GroupEvent event) {
        switch (event) {
            case GroupEvent.Stored stored -> apply(stored.stored());
            case TopicsChanged changed -> apply(changed);
            case ConsumerGroupEvent.TopicsCompared compared ->
                find(compared.groupId()).ifPresent(group -> group.topicsDueAt(compared.dueMs()));
            case ConsumerGroupEvent.ToldToJoin told ->
                find(told.groupId()).ifPresent(group -> group.toldToJoin(told.memberId()));
            case ConsumerGroupEvent.JoinedAgain joined ->
                find(joined.groupId()).ifPresent(group -> group.joinedAgain(joined.memberId()));
            case ConsumerGroupEvent.SettingsChanged changed -> {
                settings = changed.settings();
                timings = changed.timings();
            }
            default -> throw new IllegalArgumentException("not about consumer groups: " + event);
        }
    }

    private void apply(TopicsChanged changed) {
        topics = changed.topics();
        if (changed.created() || newestTopicsVersion < 0) {
            newestTopicsVersion = topics.version();
        }
        topicHashes.forget(changed.changed());
        for (ConsumerGroup group : groups.values()) {
            if (changed.changed().stream().anyMatch(group.subscriptions()::wants)) {
                group.topicsDueAt(0);
            }
        }
    }

    private void apply(CoordinatorRecord stored) {
        Optional<ApiMessage> value = stored.value().map(VersionedValue::message);
        switch (stored.key()) {
            case ConsumerGroupMetadataKey key -> applyEpoch(key.groupId(), value);
            case ConsumerGroupPartitionMetadataKey key ->
                group(key.groupId(), value).ifPresent(group -> group.legacyTopics(value.isPresent()));
            case ConsumerGroupMemberMetadataKey key ->
                group(key.groupId(), value).ifPresent(group -> applyMetadata(group, key.memberId(), value));
            case ConsumerGroupTargetAssignmentMetadataKey key ->
                group(key.groupId(), value).ifPresent(group -> applyTargetEpoch(group, value));
            case ConsumerGroupTargetAssignmentMemberKey key ->
                group(key.groupId(), value).ifPresent(group -> applyTarget(group, key.memberId(), value));
            case ConsumerGroupCurrentMemberAssignmentKey key ->
                group(key.groupId(), value).ifPresent(group -> applyCurrent(group, key.memberId(), value));
            case ConsumerGroupRegularExpressionKey key ->
                group(key.groupId(), value).ifPresent(group -> applyRegex(group, key.regularExpression(), value));
            default -> throw new IllegalArgumentException("not about consumer groups: " + stored.key());
        }
    }

    /** The group; a new one if it is not here and there is a value. */
    private Optional<ConsumerGroup> group(String groupId, Optional<ApiMessage> value) {
        return value.isPresent()
                ? Optional.of(groups.computeIfAbsent(groupId, ConsumerGroup::new))
                : Optional.ofNullable(groups.get(groupId));
    }

    private void applyEpoch(String groupId, Optional<ApiMessage> value) {
        if (value.isEmpty()) {
            groups.remove(groupId);
            return;
        }
        ConsumerGroupMetadataValue stored = (ConsumerGroupMetadataValue) value.get();
        groups.computeIfAbsent(groupId, ConsumerGroup::new).epoch(stored.epoch(), stored.metadataHash());
    }

    private static void applyMetadata(ConsumerGroup group, String memberId, Optional<ApiMessage> value) {
        if (value.isEmpty()) {
            group.remove(memberId);
            return;
        }
        ConsumerMember member = group.member(memberId).orElseGet(() -> ConsumerMember.joining(memberId));
        group.put(member.with(MemberMetadata.read((ConsumerGroupMemberMetadataValue) value.get())));
    }

    private static void applyCurrent(ConsumerGroup group, String memberId, Optional<ApiMessage> value) {
        if (value.isEmpty()) {
            group.member(memberId).ifPresent(member -> group.put(member.with(CurrentAssignment.GONE)));
            return;
        }
        ConsumerMember member = group.member(memberId).orElseGet(() -> ConsumerMember.joining(memberId));
        group.put(member.with(CurrentAssignment.read((ConsumerGroupCurrentMemberAssignmentValue) value.get())));
    }

    private static void applyTargetEpoch(ConsumerGroup group, Optional<ApiMessage> value) {
        if (value.isEmpty()) {
            group.targetEpoch(-1, 0);
            return;
        }
        ConsumerGroupTargetAssignmentMetadataValue stored = (ConsumerGroupTargetAssignmentMetadataValue) value.get();
        group.targetEpoch(stored.assignmentEpoch(), stored.assignmentTimestamp());
    }

    private static void applyTarget(ConsumerGroup group, String memberId, Optional<ApiMessage> value) {
        if (value.isEmpty()) {
            group.removeTarget(memberId);
            return;
        }
        group.target(memberId, ConsumerRecords.target((ConsumerGroupTargetAssignmentMemberValue) value.get()));
    }

    private static void applyRegex(ConsumerGroup group, String regex, Optional<ApiMessage> value) {
        if (value.isEmpty()) {
            group.subscriptions().forget(regex);
            return;
        }
        group.subscriptions().resolve(regex, ResolvedRegex.read((ConsumerGroupRegularExpressionValue) value.get()));
    }

    /** All that the log remembers. */
    String stored() {
        StringBuilder stored = new StringBuilder();
        groups.forEach((groupId, group) ->
                stored.append(groupId).append(": ").append(group.stored()).append('\n'));
        return stored.toString();
    }
}
