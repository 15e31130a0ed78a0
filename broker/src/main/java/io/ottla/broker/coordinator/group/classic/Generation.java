package io.ottla.broker.coordinator.group.classic;

import java.util.Optional;

/**
 * What the members of a group agreed on last.
 *
 * @param protocolType {@code consumer} for consumers, {@code connect} for Connect; empty when nobody ever joined
 * @param protocolName the protocol that was chosen; empty when nobody is there
 * @param leaderId who assigns; empty when nobody is there
 */
public record Generation(
        int id, Optional<String> protocolType, Optional<String> protocolName, Optional<String> leaderId) {
    static final Generation NONE = new Generation(0, Optional.empty(), Optional.empty(), Optional.empty());
    static final String CONSUMER = "consumer";

    Generation withLeader(Optional<String> newLeaderId) {
        return new Generation(id, protocolType, protocolName, newLeaderId);
    }

    Generation withProtocolType(String type) {
        return new Generation(id, Optional.of(type), protocolName, leaderId);
    }

    Generation next(Optional<String> nextProtocolName, Optional<String> nextLeaderId) {
        return new Generation(nextId(), protocolType, nextProtocolName, nextLeaderId);
    }

    /** Starts over after the largest. The reference goes on with negative ids, which to its clients mean no generation. */
    private int nextId() {
        return id == Integer.MAX_VALUE ? 0 : id + 1;
    }

    public boolean isConsumers() {
        return protocolType.isPresent() && protocolType.get().equals(CONSUMER);
    }
}
