package io.ottla.broker.config;

import java.util.Set;

/** Keys that the reference does not have, for what it does not do. */
final class OwnKeys {
    /** How many bytes of each volume are kept free of records. */
    static final String DISK_RESERVE_BYTES = "ottla.disk.reserve.bytes";

    private static final Set<String> ALL = Set.of(DISK_RESERVE_BYTES);

    private OwnKeys() {}

    static boolean has(String key) {
        return ALL.contains(key);
    }
}
