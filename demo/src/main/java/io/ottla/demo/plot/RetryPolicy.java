package io.ottla.demo.plot;

/** What becomes of an event that could not be dealt with. */
public enum RetryPolicy {
    TRY_AGAIN,
    PUT_ASIDE;

    /** How often an event is tried, the first time included. */
    public static final int ATTEMPTS = 3;

    public static RetryPolicy after(int attempts) {
        return attempts < ATTEMPTS ? TRY_AGAIN : PUT_ASIDE;
    }
}
