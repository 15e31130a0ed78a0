package io.ottla.wire.io;

/**
 * The one way bytes from outside are refused: they end too early, a length or count in them cannot be true, or a value is
 * not of its kind. The message says what was wrong and where.
 */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessage(String message) {
        super(message);
    }

    public MalformedMessage(String message, Throwable cause) {
        super(message, cause);
    }
}
