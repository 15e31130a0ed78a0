package io.ottla.wire.codegen.spec;

/** A spec says something this generator does not understand. The build stops: a guess would corrupt bytes. */
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SpecException(String message) {
        super(message);
    }

    public SpecException(String message, Throwable cause) {
        super(message, cause);
    }
}
