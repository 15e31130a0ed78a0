package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.api.ErrorCode;

/** Where the outcome of a command goes: to exactly one of these, once, on the coordinator's shard. */
public interface CoordinatorReply<R> {
    void reply(R response);

    /** The command came to nothing, and why. It may still have happened when the error says that this is not known. */
    void reject(ErrorCode error);

    /** For commands that nobody waits on. */
    static <R> CoordinatorReply<R> nobody() {
        return new CoordinatorReply<>() {
            @Override
            public void reply(R response) {
                // Nobody asked.
            }

            @Override
            public void reject(ErrorCode error) {
                // Nobody asked.
            }
        };
    }
}
