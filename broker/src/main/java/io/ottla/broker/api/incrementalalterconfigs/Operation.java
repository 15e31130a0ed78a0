package io.ottla.broker.api.incrementalalterconfigs;

import java.util.Optional;

/** What is to be done to a value, with its number in the protocol. */
enum Operation {
    SET,
    DELETE,
    APPEND,
    SUBTRACT;

    private static final Operation[] BY_ID = values();

    /** Empty for a number that stands for nothing. */
    static Optional<Operation> of(byte id) {
        return id >= 0 && id < BY_ID.length ? Optional.of(BY_ID[id]) : Optional.empty();
    }
}
