package io.ottla.bench.compare;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** How a case is measured on the broker whose turn it is. */
@FunctionalInterface
interface Step {
    Map<Measure, Double> measure(Turn turn) throws IOException, InterruptedException;

    /** Why the reference is not measured; empty when it is. */
    default Optional<String> withoutReference() {
        return Optional.empty();
    }
}
