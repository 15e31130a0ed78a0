package io.ottla.testkit;

/** Time that moves only when a test says so. */
public final class VirtualClock {
    private long nowMs;

    public VirtualClock(long startMs) {
        this.nowMs = startMs;
    }

    /** Milliseconds since the epoch. */
    public long nowMs() {
        return nowMs;
    }

    /** Moves time forward by {@code deltaMs}, which may not be negative. */
    public void advance(long deltaMs) {
        if (deltaMs < 0) {
            throw new IllegalArgumentException("time does not go back: " + deltaMs + " ms");
        }
        nowMs = Math.addExact(nowMs, deltaMs);
    }
}
