package io.ottla.broker.shard;

/** A shard's inbox is full: more was sent than the limits on requests in flight should let through. */
public final class ShardOverloadedException extends RuntimeException {
    ShardOverloadedException(int shardIndex, int inboxCapacity) {
        super("the inbox of shard " + shardIndex + " is full at " + inboxCapacity + " messages");
    }
}
