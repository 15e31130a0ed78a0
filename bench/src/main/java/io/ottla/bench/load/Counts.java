package io.ottla.bench.load;

/**
 * What was answered up to a moment, or between two.
 *
 * @param requests without those that were refused
 * @param records in the answered requests, or in the answers
 * @param bytes of batches, as they were sent
 * @param errors requests that were refused
 */
public record Counts(long requests, long records, long bytes, long errors) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts other) {
        return new Counts(
                requests + other.requests, records + other.records, bytes + other.bytes, errors + other.errors);
    }

    public Counts minus(Counts other) {
        return new Counts(
                requests - other.requests, records - other.records, bytes - other.bytes, errors - other.errors);
    }
}
