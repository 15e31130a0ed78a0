package io.ottla.bench.startup;

import io.ottla.broker.Ottla;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints how long {@code Ottla.start} takes in a JVM that has done it before, as in a suite of tests that starts a broker for
 * each: {@code WarmStart [rounds]}. From the call until it serves, on an empty folder; and how long it takes to close.
 */
public final class WarmStart {
    private static final int DEFAULT_ROUNDS = 40;

    /** The first ones warm the JVM up; the very first is printed too, for what it is. */
    private static final int WARM_UP_ROUNDS = 10;

    private WarmStart() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_ROUNDS;
        List<Double> startMs = new ArrayList<>();
        List<Double> closeMs = new ArrayList<>();
        double firstMs = 0;
        for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
            long beginNanos = System.nanoTime();
            Ottla broker = Ottla.start();
            long servingNanos = System.nanoTime();
            broker.close();
            long closedNanos = System.nanoTime();
            if (round == 0) {
                firstMs = (servingNanos - beginNanos) / 1e6;
            }
            if (round >= WARM_UP_ROUNDS) {
                startMs.add((servingNanos - beginNanos) / 1e6);
                closeMs.add((closedNanos - servingNanos) / 1e6);
            }
        }
        PrintStream out = System.out;
        out.printf(Locale.ROOT, "first start in this JVM (ms)            %10.0f%n", firstMs);
        out.printf(Locale.ROOT, "start in a warm JVM, median of %d (ms)  %10.1f%n", rounds, Medians.of(startMs));
        out.printf(Locale.ROOT, "close in a warm JVM, median of %d (ms)  %10.1f%n", rounds, Medians.of(closeMs));
    }
}
