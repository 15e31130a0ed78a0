package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.BrokerRegistrationChangeRecord;
import java.util.ArrayList;
import java.util.List;

/** What becomes of partitions whose directory failed, and of the broker that had it. */
final class OfflineDirectories {
    private OfflineDirectories() {}

    static List<VersionedRecord> records(BrokerRegistration broker, List<Uuid> offline, DecisionInput input) {
        List<Uuid> failed =
                broker.directories().stream().filter(offline::contains).toList();
        if (failed.isEmpty()) {
            return List.of();
        }
        List<Uuid> left = broker.directories().stream()
                .filter(id -> !offline.contains(id))
                .toList();
        PartitionUpdates updates = new PartitionUpdates(input);
        for (Uuid directory : failed) {
            updates.directoryFails(broker.id(), directory);
        }
        List<VersionedRecord> records = new ArrayList<>(updates.records());
        records.add(new VersionedRecord(
                new BrokerRegistrationChangeRecord()
                        .brokerId(broker.id())
                        .brokerEpoch(broker.epoch())
                        .logDirs(left),
                2));
        return records;
    }
}
