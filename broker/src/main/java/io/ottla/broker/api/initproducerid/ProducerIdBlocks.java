package io.ottla.broker.api.initproducerid;

import java.util.Optional;
import java.util.function.Consumer;

/** Where blocks of producer ids come from: the controller. */
@FunctionalInterface
public interface ProducerIdBlocks {
    /** Ids from {@code first} on, {@code size} of them. */
    record Block(long first, int size) {
        long end() {
            return first + size;
        }
    }

    /** Asks for a block that no broker had before; empty when the controller cannot be asked. The answer may come on any thread. */
    void allocate(Consumer<Optional<Block>> answer);
}
