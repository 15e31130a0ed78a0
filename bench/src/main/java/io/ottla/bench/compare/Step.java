package io.ottla.bench.compare;

import java.io.IOException;
import java.util.Map;

/** How a case is measured on the broker whose turn it is. */
@FunctionalInterface
interface Step {
    Map<Measure, Double> measure(Turn turn) throws IOException, InterruptedException;
}
