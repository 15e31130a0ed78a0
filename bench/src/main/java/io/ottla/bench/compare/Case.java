package io.ottla.bench.compare;

import java.util.List;

/**
 * Something to measure.
 *
 * @param name unique; results are kept under it
 * @param when whether the quick run has it too
 * @param step how it is measured
 * @param rows what of it the table shows; the raw values have all
 */
record Case(String name, When when, Step step, List<Row> rows) {
    /** Which runs have a case. */
    enum When {
        QUICK_TOO,
        ALL
    }
}
