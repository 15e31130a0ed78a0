package io.ottla.broker.quota;

/**
 * How much a second was used lately, as the reference reckons it: by samples, which are begun when something is noted and the
 * one before is over.
 *
 * <pre>
 *   samples    ├──full──┼──full──┼─ … ─┼──full──┼─at hand─┤ now
 *   measured   ├────────────── from the oldest one ───────┤   but never less than all full samples would be
 * </pre>
 *
 * <p>So a burst after a rest counts as if it had been spread over the whole window. A sample counts for as long as the last
 * thing that was noted in it is in the window; there may thus be one sample more than the window has.
 */
final class WindowedRate {
    private static final double MS_PER_SECOND = 1000;

    private final QuotaWindow window;
    private final double[] amounts;
    private final long[] begunMs;
    private final long[] notedMs;
    private int current;
    private int size;

    WindowedRate(QuotaWindow window) {
        this.window = window;
        this.amounts = new double[window.samples() + 1];
        this.begunMs = new long[window.samples() + 1];
        this.notedMs = new long[window.samples() + 1];
    }

    /** Takes note of what was used; of less than nothing to take it back. */
    void note(double amount, long nowMs) {
        if (size == 0) {
            begin(0, nowMs);
            size = 1;
        } else if (nowMs - begunMs[current] >= window.sampleMs()) {
            current = (current + 1) % amounts.length;
            size = Math.max(size, current + 1);
            begin(current, nowMs);
        }
        amounts[current] += amount;
        notedMs[current] = nowMs;
    }

    /** Whether nothing that was noted counts any more. */
    boolean isIdle(long nowMs) {
        return size == 0 || nowMs - notedMs[current] >= window.totalMs();
    }

    double perSecond(long nowMs) {
        forgetOld(nowMs);
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += amounts[i];
        }
        return total / (measuredMs(nowMs) / MS_PER_SECOND);
    }

    /** How long nothing more is to be used for the rate to come down to {@code limit} a second; 0 if it is not above. */
    long excessMs(double limit, long nowMs) {
        double rate = perSecond(nowMs);
        return rate > limit ? Math.round((rate - limit) / limit * measuredMs(nowMs)) : 0;
    }

    private double measuredMs(long nowMs) {
        long oldestMs = nowMs;
        for (int i = 0; i < size; i++) {
            oldestMs = Math.min(oldestMs, begunMs[i]);
        }
        long elapsedMs = nowMs - oldestMs;
        long missing = window.samples() - 1 - elapsedMs / window.sampleMs();
        return Math.max(1, elapsedMs + Math.max(0, missing) * window.sampleMs());
    }

    private void forgetOld(long nowMs) {
        for (int i = 0; i < size; i++) {
            if (nowMs - notedMs[i] >= window.totalMs()) {
                begin(i, nowMs);
            }
        }
    }

    private void begin(int sample, long nowMs) {
        amounts[sample] = 0;
        begunMs[sample] = nowMs;
        notedMs[sample] = nowMs;
    }
}
