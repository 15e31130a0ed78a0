package io.ottla.bench.startup;

import java.util.List;

/** The value in the middle. */
final class Medians {
    private Medians() {}

    /** The median; of an even number of values, the mean of the two in the middle. */
    static double of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
