package io.ottla.broker.shard;

/** What code that runs on a shard may use. Valid on the shard's thread only; one object for the shard's whole life. */
public interface ShardTurn {
    /** The time of this turn in milliseconds since the epoch: the same for all messages of a burst. */
    long nowMs();

    /** The shard's timers, which fire on the shard's thread. */
    Timers timers();

    /**
     * Has {@code participant} called once when the burst at hand is over, in the order of registration. A participant that
     * is put down several times is called several times: it keeps a flag of its own. A participant may register others
     * while it is called; they run in the same turn.
     */
    void atEndOfBurst(EndOfBurst participant);

    /** What is put off to the end of a burst. */
    @FunctionalInterface
    interface EndOfBurst {
        void endOfBurst(ShardTurn turn);
    }
}
