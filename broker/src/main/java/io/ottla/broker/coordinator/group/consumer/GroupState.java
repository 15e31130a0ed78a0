package io.ottla.broker.coordinator.group.consumer;

/** The states of a consumer group as tools are shown them. */
public enum GroupState {
    EMPTY("Empty"),
    /** The group's epoch has no target yet. */
    ASSIGNING("Assigning"),
    /** There is a target, and a member has not come to it yet. */
    RECONCILING("Reconciling"),
    STABLE("Stable");

    private final String text;

    GroupState(String text) {
        this.text = text;
    }

    /** As responses spell it. */
    public String text() {
        return text;
    }
}
