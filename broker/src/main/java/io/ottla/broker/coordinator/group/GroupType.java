package io.ottla.broker.coordinator.group;

/** By which protocol a group lives. */
public enum GroupType {
    CLASSIC("classic"),
    CONSUMER("consumer");

    private final String protocolName;

    GroupType(String protocolName) {
        this.protocolName = protocolName;
    }

    /** As ListGroups tells it. */
    public String protocolName() {
        return protocolName;
    }
}
