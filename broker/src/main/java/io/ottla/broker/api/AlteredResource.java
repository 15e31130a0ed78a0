package io.ottla.broker.api;

import io.ottla.controller.decide.ApiError;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;

/** A resource as a request to change configurations names it; its type may be one that nobody knows. */
public record AlteredResource(byte type, String name) {

    public ConfigResource resource() {
        return new ConfigResource(ConfigResource.Type.of(type), name);
    }

    /**
     * What is wrong with the keys that are to be changed, whatever the resource is.
     *
     * @param withoutValue those of {@code keys} that need a value and have none
     */
    public static Optional<ApiError> refusalOfKeys(List<String> keys, List<String> withoutValue) {
        if (keys.stream().distinct().count() != keys.size()) {
            return invalid("Error due to duplicate config keys");
        }
        return withoutValue.isEmpty()
                ? Optional.empty()
                : invalid("Null value not supported for : " + String.join(", ", withoutValue));
    }

    public Optional<ApiError> refusalOfRepetition() {
        return invalid("Each resource must appear at most once.");
    }

    public Optional<ApiError> refusalOfType() {
        return invalid("Unknown resource type " + type);
    }

    public static Optional<ApiError> invalid(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_REQUEST, message));
    }
}
