package io.ottla.controller.image;

/**
 * A metadata record that cannot follow on what came before it, such as a partition of a topic that does not exist. The
 * log is wrong, or we read it wrongly: nothing sensible can be done with it.
 */
public final class InvalidRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidRecordException(String message) {
        super(message);
    }
}
