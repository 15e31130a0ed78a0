package io.ottla.broker.api;

import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.configdef.DynamicBrokerCheck;
import io.ottla.controller.configdef.InvalidConfigException;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the configuration of this broker is at this moment, and whether it may be changed. Only the broker itself can say:
 * the controller does not know its file.
 *
 * @param file without anything dynamic, as it was at the start
 */
public record ConfigOfThisBroker(int nodeId, BrokerConfigs file, Supplier<ClusterImage> image) {

    public BrokerConfigs now() {
        return file.at(image.get(), nodeId);
    }

    /** What is set for this broker while it runs, or, when {@code resourceName} is empty, for all. */
    public Map<String, String> dynamic(String resourceName) {
        return resourceName.isEmpty() ? now().dynamicOfAll() : now().dynamicOfThis();
    }

    /**
     * Why a change that comes to this broker is not for it; empty when it is.
     *
     * @param resourceName empty for all brokers
     */
    public Optional<ApiError> refusalOfName(String resourceName) {
        if (resourceName.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (Integer.parseInt(resourceName) == nodeId) {
                return Optional.empty();
            }
        } catch (NumberFormatException e) {
            return invalid("Node id must be an integer, but it is: " + resourceName);
        }
        return invalid("Unexpected broker id, expected " + nodeId + ", but received " + resourceName);
    }

    /**
     * Why this broker, or all, may not have these dynamic configurations; empty when they may.
     *
     * @param after all that will be set for the resource
     */
    public Optional<ApiError> refusalOf(String resourceName, Map<String, String> after) {
        try {
            DynamicBrokerCheck.check(after, !resourceName.isEmpty(), now());
            return Optional.empty();
        } catch (InvalidConfigException e) {
            return Optional.of(new ApiError(e.error(), e.getMessage()));
        }
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_REQUEST, message));
    }
}
