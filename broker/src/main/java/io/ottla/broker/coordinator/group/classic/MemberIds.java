package io.ottla.broker.coordinator.group.classic;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Hands out member ids. An id starts with the client's id, or for a static member with its instance id, by which people and
 * some clients recognise whose it is.
 */
public final class MemberIds {
    /** What a member sends that has no id yet. */
    public static final String UNKNOWN = "";

    private final Supplier<UUID> uuids;

    /** @param uuids the chance in them; random where the broker runs, seeded in tests */
    public MemberIds(Supplier<UUID> uuids) {
        this.uuids = uuids;
    }

    String next(String clientId, Optional<String> instanceId) {
        return instanceId.orElse(clientId) + '-' + uuids.get();
    }
}
