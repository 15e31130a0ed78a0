package io.ottla.broker.api.incrementalalterconfigs;

import io.ottla.broker.logging.LogLevels;
import io.ottla.controller.decide.ApiError;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
import io.ottla.wire.message.IncrementalAlterConfigsRequest.AlterableConfig;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** New levels for loggers of this broker (KIP-412): all of them, or, when one is wrong, none. */
record LoggerChange(int nodeId, LogLevels levels) {

    private static final Logger LOG = LoggerFactory.getLogger(LoggerChange.class);
    private static final List<String> VALID_LEVELS = List.of("DEBUG", "ERROR", "FATAL", "INFO", "TRACE", "WARN");

    /** Empty when it is done, or could be. */
    Optional<ApiError> apply(AlterConfigsResource resource, boolean validateOnly) {
        Optional<ApiError> refusal = refusalOf(resource);
        if (refusal.isEmpty() && !validateOnly) {
            resource.configs().forEach(this::change);
        }
        return refusal;
    }

    private Optional<ApiError> refusalOf(AlterConfigsResource resource) {
        String name = resource.resourceName();
        try {
            int id = Integer.parseInt(name);
            if (id != nodeId) {
                return invalidRequest("Unexpected node id. Expected " + nodeId + ", but received " + id);
            }
        } catch (NumberFormatException e) {
            return invalidRequest("Node id must be an integer, but it is: " + name);
        }
        return resource.configs().stream()
                .flatMap(entry -> refusalOf(entry).stream())
                .findFirst();
    }

    private Optional<ApiError> refusalOf(AlterableConfig entry) {
        Operation operation = Operation.of(entry.configOperation()).orElse(null);
        return switch (operation) {
            case null ->
                invalidRequest("Unknown operation type " + entry.configOperation()
                        + " is not allowed for the BROKER_LOGGER resource");
            case APPEND, SUBTRACT ->
                invalidRequest(operation + " operation is not allowed for the BROKER_LOGGER resource");
            case SET, DELETE -> refusalOf(entry, operation);
        };
    }

    private Optional<ApiError> refusalOf(AlterableConfig entry, Operation operation) {
        String logger = entry.name();
        if (!levels.levels().containsKey(logger)) {
            return invalidConfig("Logger " + logger + " does not exist!");
        }
        if (operation == Operation.SET && !VALID_LEVELS.contains(entry.value())) {
            return invalidConfig("Cannot set the log level of " + logger + " to " + entry.value()
                    + " as it is not a supported log level. Valid log levels are "
                    + String.join(", ", VALID_LEVELS));
        }
        if (operation == Operation.DELETE && logger.equals(LogLevels.ROOT)) {
            return invalidRequest("Removing the log level of the root logger is not allowed");
        }
        return Optional.empty();
    }

    private void change(AlterableConfig entry) {
        if (Operation.of(entry.configOperation()).orElseThrow() == Operation.SET) {
            levels.set(entry.name(), entry.value());
            LOG.warn("the level of logger {} is {} now", entry.name(), entry.value());
        } else {
            levels.unset(entry.name());
            LOG.warn("logger {} has no level of its own any more", entry.name());
        }
    }

    private static Optional<ApiError> invalidRequest(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_REQUEST, message));
    }

    private static Optional<ApiError> invalidConfig(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_CONFIG, message));
    }
}
