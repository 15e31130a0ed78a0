package io.ottla.controller.raft;

/** What happened. */
public sealed interface RaftInput {

    /** The member starts. */
    record Start() implements RaftInput {}

    /** The member's own log is on disk up to {@code endOffset}, exclusive. */
    record Durable(long endOffset) implements RaftInput {}

    /** The member goes down. */
    record Resign() implements RaftInput {}
}
