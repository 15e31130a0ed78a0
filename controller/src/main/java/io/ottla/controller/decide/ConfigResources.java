package io.ottla.controller.decide;

import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ErrorCode;
import java.util.Optional;

/** Whether there can be such a resource. */
final class ConfigResources {
    private ConfigResources() {}

    static Optional<ApiError> checkName(ConfigResource resource) {
        String name = resource.name();
        return switch (resource.type()) {
            case TOPIC ->
                name.isEmpty() ? invalid("Default topic resources are not allowed.") : TopicNames.validate(name);
            case BROKER -> name.isEmpty() ? Optional.empty() : checkBroker(name);
            case GROUP -> name.isEmpty() ? invalid("Default group resources are not allowed.") : Optional.empty();
            case CLIENT_METRICS -> Optional.empty();
            // A logger's level is set in the broker itself, and never comes here.
            case BROKER_LOGGER, UNKNOWN -> invalid("Unknown resource type " + resource.type());
        };
    }

    private static Optional<ApiError> checkBroker(String name) {
        int id;
        try {
            id = Integer.parseInt(name);
        } catch (NumberFormatException e) {
            return invalid("Unable to parse broker name as a base 10 number.");
        }
        return id < 0 ? invalid("Invalid negative broker ID.") : Optional.empty();
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_REQUEST, message));
    }
}
