package io.ottla.bench.compare;

import io.ottla.compat.process.TargetKind;
import java.util.List;

/**
 * Something to measure.
 *
 * @param name unique; results are kept under it
 * @param when which runs have it
 * @param step how it is measured
 * @param rows what of it the table shows; the raw values have all
 */
record Case(String name, When when, Step step, List<Row> rows) {
    /** Which runs have a case. */
    enum When {
        QUICK_TOO,
        ALL,
        /** Only when it is asked for by name: it takes too long for the others. */
        BY_NAME
    }

    /** Whether a broker takes part. */
    boolean isFor(TargetKind kind) {
        return kind == TargetKind.OTTLA || step.withoutReference().isEmpty();
    }
}
