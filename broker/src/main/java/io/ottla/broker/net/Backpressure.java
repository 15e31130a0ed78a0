package io.ottla.broker.net;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Whether the broker as a whole has room for more requests. Asked and told by all I/O loops. */
final class Backpressure {
    private final AtomicLong requestBytes = new AtomicLong();
    private final long totalBytes;
    private final BooleanSupplier overloaded;

    /** @param overloaded whether those who do the work are behind; asked from I/O loops, for each frame */
    Backpressure(long totalBytes, BooleanSupplier overloaded) {
        this.totalBytes = totalBytes;
        this.overloaded = overloaded;
    }

    boolean hasRoom() {
        return requestBytes.get() < totalBytes && !overloaded.getAsBoolean();
    }

    void reserved(long bytes) {
        requestBytes.addAndGet(bytes);
    }

    long requestBytes() {
        return requestBytes.get();
    }
}
