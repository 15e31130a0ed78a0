package io.ottla.controller.decide;

import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.record.metadata.ProducerIdsRecord;
import java.util.List;
import java.util.Optional;

/** Gives a broker a block of producer ids of its own. No id is ever given twice. */
public record AllocateProducerIds(int brokerId, long brokerEpoch) implements Command<AllocateProducerIds.Block> {
    static final int BLOCK_SIZE = 1000;

    /** The ids from {@code first} on, {@code count} of them. */
    public record Block(long first, int count) {}

    @Override
    public Decision<Block> decide(DecisionInput input) {
        Optional<ApiError> stale = BrokerEpochs.check(brokerId, brokerEpoch, input.image());
        if (stale.isPresent()) {
            return new Decision.Rejected<>(stale.get());
        }
        long first = input.image().nextProducerId();
        if (first > Long.MAX_VALUE - BLOCK_SIZE) {
            return Decision.reject(
                    ErrorCode.UNKNOWN_SERVER_ERROR,
                    "Exhausted all producerIds as the next block's end producerId has exceeded the int64 type limit");
        }
        ProducerIdsRecord record = new ProducerIdsRecord()
                .brokerId(brokerId)
                .brokerEpoch(brokerEpoch)
                .nextProducerId(first + BLOCK_SIZE);
        return Decision.atomic(List.of(new VersionedRecord(record, 0)), new Block(first, BLOCK_SIZE));
    }
}
