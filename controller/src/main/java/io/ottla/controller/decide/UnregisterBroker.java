package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.record.metadata.UnregisterBrokerRecord;
import java.util.List;

/** Forgets a broker that will not come back. */
public record UnregisterBroker(int brokerId) implements Command<UnregisterBroker.Done> {

    /** It is forgotten. */
    public record Done() {}

    @Override
    public Decision<Done> decide(DecisionInput input) {
        BrokerRegistration broker = input.image().nodes().broker(brokerId);
        if (broker == null) {
            return Decision.reject(
                    ErrorCode.BROKER_ID_NOT_REGISTERED, "Broker ID " + brokerId + " is not currently registered");
        }
        List<VersionedRecord> records =
                new PartitionUpdates(input).brokerIsRemoved(brokerId).records();
        records.add(new VersionedRecord(
                new UnregisterBrokerRecord().brokerId(brokerId).brokerEpoch(broker.epoch()), 0));
        return Decision.of(records, new Done(), new SessionChange.Removed(brokerId));
    }
}
