package io.ottla.wire.io;

/**
 * The one way bytes from outside are refused: they end too early, a length or count in them cannot be true, or a value is
 * not of its kind. The message says what was wrong and where.
 *
 * <p>It carries no stack trace: whoever sends garbage must not make the broker pay for walking its stack.
 */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessage(String message) {
        this(message, null);
    }

    public MalformedMessage(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
