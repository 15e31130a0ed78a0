package io.ottla.bench.turns;

import io.ottla.bench.proc.CpuTime;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Measures again while the machine's host withheld CPU time from it: such a number tells more about the host. What was
 * disturbed least counts, with how much that was; never what came out best.
 *
 * @param value what was measured
 * @param withheld the share of all CPUs' time that was withheld meanwhile: 0 to 1
 */
public record Undisturbed<T>(T value, double withheld) {
    /** A virtual machine is rarely left alone altogether. */
    static final double AT_MOST = 0.05;

    static final int TRIES = 6;

    /** Something that may be measured repeatedly. */
    public interface Measurement<T> {
        T take() throws IOException, InterruptedException;
    }

    public static <T> Undisturbed<T> of(Measurement<T> measurement) throws IOException, InterruptedException {
        return of(measurement, CpuTime::now);
    }

    static <T> Undisturbed<T> of(Measurement<T> measurement, Supplier<CpuTime> clock)
            throws IOException, InterruptedException {
        Undisturbed<T> best = null;
        for (int attempt = 0; attempt < TRIES && (best == null || best.withheld > AT_MOST); attempt++) {
            CpuTime before = clock.get();
            T value = measurement.take();
            double withheld = clock.get().withheldSince(before);
            if (best == null || withheld < best.withheld) {
                best = new Undisturbed<>(value, withheld);
            }
        }
        return best;
    }
}
