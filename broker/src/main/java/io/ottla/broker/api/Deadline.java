package io.ottla.broker.api;

import io.ottla.wire.api.ErrorCode;

/** The time that a request leaves the controller. */
public final class Deadline {
    private Deadline() {}

    /** What a request is answered that is too late as it comes; it changes nothing. */
    public static ErrorCode refusal(int timeoutMs) {
        return timeoutMs > 0 ? ErrorCode.NONE : ErrorCode.REQUEST_TIMED_OUT;
    }
}
