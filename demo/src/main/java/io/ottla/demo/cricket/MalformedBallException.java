package io.ottla.demo.cricket;

/** An event that is none: the poison that every reader of a topic has to live with some day. */
public final class MalformedBallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedBallException(String message) {
        super(message);
    }

    public MalformedBallException(String message, Throwable cause) {
        super(message, cause);
    }
}
