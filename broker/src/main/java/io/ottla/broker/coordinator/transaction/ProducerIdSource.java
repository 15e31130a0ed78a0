package io.ottla.broker.coordinator.transaction;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** Where producer ids come from that nobody has had. May be asked from any thread, and never waits. */
@FunctionalInterface
public interface ProducerIdSource {
    /** The answer comes once, on any thread; empty when there is nobody to ask now. */
    void next(Consumer<OptionalLong> answer);
}
