package io.ottla.storage.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Stands for a task that is not run by a scheduler; all it is good for is to be cancelled. */
final class NeverDone extends CompletableFuture<Void> implements ScheduledFuture<Void> {
    @Override
    public long getDelay(TimeUnit unit) {
        return Long.MAX_VALUE;
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(Long.MAX_VALUE, other.getDelay(TimeUnit.MILLISECONDS));
    }
}
