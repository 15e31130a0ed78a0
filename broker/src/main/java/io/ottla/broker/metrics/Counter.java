package io.ottla.broker.metrics;

import java.util.concurrent.atomic.LongAdder;

/** A sum that only grows; added to from any thread without contention. */
public final class Counter {
    private final LongAdder sum = new LongAdder();

    Counter() {}

    public void add(long amount) {
        sum.add(amount);
    }

    public void increment() {
        sum.increment();
    }

    /** What was added so far; additions under way may or may not be in it. */
    public long sum() {
        return sum.sum();
    }
}
