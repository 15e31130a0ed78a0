package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.record.group.GroupMetadataKey;
import io.ottla.wire.record.group.GroupMetadataValue;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Groups that live by their events, and beside them groups that only know what the log remembers, byte for byte. Right after
 * a record both must be the same but for what is volatile.
 */
final class LoggedGroups {
    private ClassicGroups live = new ClassicGroups();
    private ClassicGroups replayed = new ClassicGroups();

    void apply(GroupEvent event) {
        live.apply(event);
        if (event instanceof GroupEvent.Stored stored) {
            GroupMetadataKey key = (GroupMetadataKey) stored.stored().key();
            replayed.apply(new GroupEvent.Stored(throughBytes(stored.stored())));
            assertThat(remembered(replayed, key.group())).isEqualTo(remembered(live, key.group()));
        }
    }

    /** To be called when all events of a decision are applied, which happen as one. */
    void checkInvariants() {
        live.all().forEach(GroupInvariants::check);
    }

    ClassicGroups live() {
        return live;
    }

    /** The coordinator moves: what the log does not remember is gone. */
    void move() {
        live = replayed;
        replayed = new ClassicGroups();
        for (ClassicGroup group : live.all()) {
            replayed.apply(new GroupEvent.Stored(
                    throughBytes(GroupRecords.unchanged(group).stored())));
        }
    }

    private static Optional<GroupMetadataValue> remembered(ClassicGroups groups, String groupId) {
        return groups.find(groupId).map(group -> (GroupMetadataValue)
                GroupRecords.unchanged(group).stored().value().orElseThrow().message());
    }

    static CoordinatorRecord throughBytes(CoordinatorRecord record) {
        if (record.value().isEmpty()) {
            return record;
        }
        GroupMetadataValue value = (GroupMetadataValue) record.value().get().message();
        int version = record.value().get().version();
        ByteBuffer bytes = ByteBuffer.allocate(value.size(version));
        value.write(new WireWriter(bytes), version);
        return CoordinatorRecord.of(
                record.key(), GroupMetadataValue.read(new WireReader(bytes.flip()), version), version);
    }
}
