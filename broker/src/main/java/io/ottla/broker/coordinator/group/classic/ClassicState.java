package io.ottla.broker.coordinator.group.classic;

/**
 * Where a group stands in its protocol.
 *
 * <pre>
 *   EMPTY                 ◄── (created), PREPARING_REBALANCE
 *   PREPARING_REBALANCE   ◄── EMPTY, STABLE, COMPLETING_REBALANCE
 *   COMPLETING_REBALANCE  ◄── PREPARING_REBALANCE
 *   STABLE                ◄── COMPLETING_REBALANCE, (created from a consumer group)
 *   DEAD                  ◄── any
 * </pre>
 *
 * <p>A dead group is one that is not kept: the name only serves to describe what is not there.
 */
public enum ClassicState {
    EMPTY("Empty"),
    PREPARING_REBALANCE("PreparingRebalance"),
    COMPLETING_REBALANCE("CompletingRebalance"),
    STABLE("Stable"),
    DEAD("Dead");

    private final String text;

    ClassicState(String text) {
        this.text = text;
    }

    /** The name clients see. */
    public String text() {
        return text;
    }

    /** Whether a group may go from {@code before} to this state. */
    public boolean mayFollow(ClassicState before) {
        return switch (this) {
            case EMPTY, COMPLETING_REBALANCE -> before == PREPARING_REBALANCE;
            case PREPARING_REBALANCE -> before == EMPTY || before == STABLE || before == COMPLETING_REBALANCE;
            case STABLE -> before == COMPLETING_REBALANCE;
            case DEAD -> true;
        };
    }

    void requirePredecessor(ClassicState before) {
        if (!mayFollow(before)) {
            throw new IllegalStateException("a group cannot go from " + before.text + " to " + text);
        }
    }
}
