package io.ottla.broker.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/**
 * Has every client wait for as long as the test says.
 *
 * @param spentNs the times that were charged
 */
record ScriptedQuota(boolean isSet, int waitMs, Queue<Long> spentNs) implements RequestQuota {
    ScriptedQuota(boolean isSet, int waitMs) {
        this(isSet, waitMs, new ConcurrentLinkedQueue<>());
    }

    @Override
    public void spent(RequestContext client, long durationNs) {
        spentNs.add(durationNs);
    }

    @Override
    public void throttled(RequestContext client, IntConsumer throttleTimeMs) {
        throttleTimeMs.accept(waitMs);
    }
}
