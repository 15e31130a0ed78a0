package io.ottla.broker.api.fetch;

import java.util.function.IntConsumer;

/** What a reader pays with for what it is brought. */
@FunctionalInterface
interface FetchToll {
    /** For those who pay nothing. */
    FetchToll NONE = (bytes, throttleTimeMs) -> throttleTimeMs.accept(0);

    /**
     * Charges {@code bytes}, and tells from whichever thread for how long the reader is to wait instead of being brought them; 0
     * if it need not.
     */
    void charge(long bytes, IntConsumer throttleTimeMs);
}
