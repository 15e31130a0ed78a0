package io.ottla.controller.configdef;

/** A configuration value that is not allowed. The message is the one the reference gives, and clients see it. */
public final class InvalidConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidConfigException(String message) {
        super(message, null, false, false);
    }

    static InvalidConfigException of(String name, Object value, String why) {
        return new InvalidConfigException("Invalid value " + value + " for configuration " + name + ": " + why);
    }
}
