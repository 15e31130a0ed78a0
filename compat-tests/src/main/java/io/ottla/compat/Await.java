package io.ottla.compat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition outside this process, which can only be asked for again and again. */
public final class Await {
    private static final long PAUSE_MS = 20;

    private Await() {}

    /** Returns when {@code condition} holds; fails after {@code atMost}, saying what it waited for. */
    public static void until(Duration atMost, Supplier<String> what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("waited " + atMost.toSeconds() + " s for " + what.get());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
