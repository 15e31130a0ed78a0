package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.record.metadata.BrokerRegistrationChangeRecord;
import java.util.ArrayList;
import java.util.List;

/** The records with which a broker is fenced, unfenced, or sent on its way down. */
final class Fencing {
    private static final byte FENCE = 1;
    private static final byte UNFENCE = -1;
    private static final byte IN_CONTROLLED_SHUTDOWN = 1;

    private Fencing() {}

    /** Others lead in its place, then it is fenced. */
    static List<VersionedRecord> fence(BrokerRegistration broker, DecisionInput input) {
        List<VersionedRecord> records =
                new PartitionUpdates(input).brokerGoes(broker.id()).records();
        records.add(new VersionedRecord(change(broker).fenced(FENCE), 0));
        return records;
    }

    /** It is unfenced, then leads what has no leader. */
    static List<VersionedRecord> unfence(BrokerRegistration broker, DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        records.add(new VersionedRecord(change(broker).fenced(UNFENCE), 0));
        records.addAll(new PartitionUpdates(input).brokerComes(broker.id()).records());
        return records;
    }

    /** It is marked, then others lead in its place. */
    static List<VersionedRecord> shutDown(BrokerRegistration broker, DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        if (!broker.inControlledShutdown()) {
            records.add(new VersionedRecord(change(broker).inControlledShutdown(IN_CONTROLLED_SHUTDOWN), 1));
        }
        records.addAll(new PartitionUpdates(input).brokerGoes(broker.id()).records());
        return records;
    }

    private static BrokerRegistrationChangeRecord change(BrokerRegistration broker) {
        return new BrokerRegistrationChangeRecord().brokerId(broker.id()).brokerEpoch(broker.epoch());
    }
}
