package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.wire.record.group.GroupMetadataKey;
import io.ottla.wire.record.group.GroupMetadataValue;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The classic groups of one coordinator. Owned by its machine; changed by {@link #apply} alone. */
public final class ClassicGroups {
    private final Map<String, ClassicGroup> groups = new LinkedHashMap<>();

    public Optional<ClassicGroup> find(String groupId) {
        return Optional.ofNullable(groups.get(groupId));
    }

    /** All groups, in the order in which they came to be. */
    public Collection<ClassicGroup> all() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** Takes an event of a classic group; others are none of its business. */
    public void apply(GroupEvent event) {
        if (event instanceof ClassicEvent happened) {
            groups.computeIfPresent(happened.groupId(), (id, group) -> group.after(happened));
        } else if (event instanceof GroupEvent.Stored stored && stored.stored().key() instanceof GroupMetadataKey key) {
            applyRecord(key, stored.stored());
        }
    }

    private void applyRecord(GroupMetadataKey key, CoordinatorRecord record) {
        if (record.value().isEmpty()) {
            groups.remove(key.group());
            return;
        }
        GroupMetadataValue value =
                (GroupMetadataValue) record.value().orElseThrow().message();
        groups.put(key.group(), GroupRecords.after(find(key.group()), key, value));
    }

    /**
     * Offsets were committed for a group. If there is none of this id (of any type: that is for the caller to know), it comes
     * to be as one that only holds offsets. To be called when the offset's event is applied.
     */
    public void holdOffsets(String groupId) {
        groups.computeIfAbsent(groupId, id -> ClassicGroup.empty(id, OptionalLong.empty()));
    }

    /**
     * Makes room for a group of another type, where there was none but for its offsets. Such a group has no record, so no
     * tombstone could end it. To be called when the other group's event is applied.
     */
    public void yieldSimple(String groupId) {
        groups.computeIfPresent(groupId, (id, group) -> group.isSimple() ? null : group);
    }
}
