package io.ottla.controller.decide;

/** Something to be noted of a broker beside the log. */
public sealed interface SessionChange {

    /** A new incarnation of the broker, or the same again; {@code registeredAt} is where the registration is in the log. */
    record Registered(int brokerId, long brokerEpoch, boolean sameIncarnation, long registeredAt)
            implements SessionChange {}

    /**
     * The broker was heard of.
     *
     * @param metadataOffset it has read the log up to and with this
     * @param fenced whether it is fenced now
     */
    record Heard(int brokerId, long brokerEpoch, long metadataOffset, boolean fenced) implements SessionChange {}

    /** The broker is on its way down, and may go when all others have read this decision's records. */
    record ShuttingDown(int brokerId) implements SessionChange {}

    /** The broker is fenced. */
    record Fenced(int brokerId) implements SessionChange {}

    /** The broker is gone. */
    record Removed(int brokerId) implements SessionChange {}
}
