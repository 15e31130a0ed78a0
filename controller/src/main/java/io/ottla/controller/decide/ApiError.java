package io.ottla.controller.decide;

import io.ottla.wire.api.ErrorCode;

/**
 * An error as a client gets to see it.
 *
 * @param message null when the code says it all
 */
public record ApiError(ErrorCode code, String message) {

    @Override
    public String toString() {
        return message == null ? code.name() : code + " (" + message + ")";
    }
}
