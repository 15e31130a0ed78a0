package io.ottla.controller.configdef;

import io.ottla.wire.api.ErrorCode;

/** A configuration that is not allowed. Code and message are the ones the reference gives, and clients see them. */
public final class InvalidConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    public InvalidConfigException(String message) {
        this(ErrorCode.INVALID_CONFIG, message);
    }

    public InvalidConfigException(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    static InvalidConfigException of(String name, Object value, String why) {
        return new InvalidConfigException("Invalid value " + value + " for configuration " + name + ": " + why);
    }

    public ErrorCode error() {
        return error;
    }
}
