package io.ottla.bench.compare;

import java.util.OptionalDouble;

/**
 * A row of the table: one measure of a case.
 *
 * @param goal the ratio of Ottla to the reference that is to be reached, at most; for throughput, at least; if there is one
 */
record Row(Measure measure, OptionalDouble goal) {
    static Row of(Measure measure) {
        return new Row(measure, OptionalDouble.empty());
    }

    static Row of(Measure measure, double goal) {
        return new Row(measure, OptionalDouble.of(goal));
    }
}
