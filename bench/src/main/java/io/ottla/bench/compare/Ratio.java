package io.ottla.bench.compare;

import java.util.Locale;

/** How a ratio of Ottla to the reference is written: 1/5.0 for a fifth, 3.2 for three times as much. */
final class Ratio {
    private Ratio() {}

    /** A dash for what has no ratio: a latency below the clock's step, memory given back under load. */
    static String text(double ratio) {
        if (!exists(ratio)) {
            return "–";
        }
        return ratio < 1 ? "1/" + digits(1 / ratio) : digits(ratio);
    }

    static boolean exists(double ratio) {
        return ratio > 0 && Double.isFinite(ratio);
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 20 ? "%.1f" : "%.0f", value);
    }

    /** A measured value with about three digits. */
    static String value(double value) {
        if (value == 0) {
            return "0";
        }
        int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%,." + Math.min(digits, 4) + "f", value);
    }

    /** How many times better Ottla is than the reference, from their ratio. */
    static double advantage(Measure measure, double ratio) {
        return measure.moreIsBetter() ? ratio : 1 / ratio;
    }
}
