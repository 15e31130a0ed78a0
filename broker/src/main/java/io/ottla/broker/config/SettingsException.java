package io.ottla.broker.config;

/** The settings cannot be used. The message is one line for a person: the key, its value, and what is allowed. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message, null, false, false);
    }

    static SettingsException wrong(String key, Object value, String allowed) {
        return new SettingsException("wrong value for " + key + ": \"" + value + "\" (allowed: " + allowed + ")");
    }
}
