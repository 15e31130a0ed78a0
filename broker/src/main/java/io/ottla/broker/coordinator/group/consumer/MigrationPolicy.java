package io.ottla.broker.coordinator.group.consumer;

/** Which groups may change their protocol while they have members. */
public enum MigrationPolicy {
    DISABLED(false, false),
    /** Classic groups become consumer groups when a member of the new protocol joins. */
    UPGRADE(true, false),
    /** Consumer groups become classic ones when the last member of the new protocol leaves. */
    DOWNGRADE(false, true),
    BIDIRECTIONAL(true, true);

    private final boolean upgrades;
    private final boolean downgrades;

    MigrationPolicy(boolean upgrades, boolean downgrades) {
        this.upgrades = upgrades;
        this.downgrades = downgrades;
    }

    public boolean upgrades() {
        return upgrades;
    }

    public boolean downgrades() {
        return downgrades;
    }
}
