package io.ottla.controller.decide;

import java.util.OptionalLong;

/** What the controller knows of brokers beside the log: it is lost with the controller, and that does no harm. */
public interface SessionView {

    /** Whether the broker was heard of, as that incarnation, less than a session's timeout ago. */
    boolean isValid(int brokerId, long brokerEpoch, long nowMs);

    /** Where in the log the broker's registration is, or somewhere behind it; empty when it has none. */
    OptionalLong registeredAt(int brokerId);

    /** The offset that all other brokers must reach before the broker may shut down; empty when it does not want to. */
    OptionalLong shutdownOffset(int brokerId);

    /** The lowest offset in the log that an active broker has reached; {@link Long#MAX_VALUE} when there is none. */
    long lowestActiveOffset();
}
