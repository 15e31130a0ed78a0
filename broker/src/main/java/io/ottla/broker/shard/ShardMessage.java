package io.ottla.broker.shard;

/**
 * Something a shard is to do. Messages of one sender are delivered in the order they were sent; each is delivered once,
 * on the shard's thread.
 */
@FunctionalInterface
public interface ShardMessage {
    /** Does it. Must not block: no waiting, no disk read that may be slow. */
    void deliver(ShardTurn turn);

    /**
     * Called instead of finishing when {@link #deliver} threw, or when the shard stopped before the message's turn came:
     * whoever waits for an answer is to be told here. The cause has been logged.
     */
    default void failed(Throwable cause) {}
}
