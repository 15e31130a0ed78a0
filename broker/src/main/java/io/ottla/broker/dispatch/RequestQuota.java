package io.ottla.broker.dispatch;

import java.util.function.IntConsumer;

/** Limits the time that the requests of a client take. Asked from any thread. */
public interface RequestQuota {
    /** Whether anybody has a limit; asked for each request. */
    boolean isSet();

    /** A request has taken so long. */
    void spent(RequestContext client, long durationNs);

    /** Tells, at once or later and from any thread, for how long the client is to wait; 0 if it is not. */
    void throttled(RequestContext client, IntConsumer throttleTimeMs);
}
