package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ErrorCode;
import java.util.Optional;

/** Whether a broker that asks for something is the one that is registered. */
final class BrokerEpochs {
    private BrokerEpochs() {}

    static Optional<ApiError> check(int brokerId, long brokerEpoch, ClusterImage image) {
        BrokerRegistration broker = image.nodes().broker(brokerId);
        if (broker == null) {
            return Optional.of(new ApiError(
                    ErrorCode.STALE_BROKER_EPOCH, "No broker registration found for broker id " + brokerId));
        }
        if (broker.epoch() != brokerEpoch) {
            return Optional.of(new ApiError(
                    ErrorCode.STALE_BROKER_EPOCH,
                    "Expected broker epoch " + broker.epoch() + ", but got broker epoch " + brokerEpoch));
        }
        return Optional.empty();
    }
}
