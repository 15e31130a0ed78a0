package io.ottla.storage.segment;

/**
 * The bytes of a log, at a place that was checked when they were written, are not a batch. Reading further is of no use, but
 * the disk as such works: only this partition is affected. The message names file and position.
 */
public final class CorruptLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptLogException(String message) {
        super(message);
    }
}
