package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import java.util.Collection;

/** Ids of log directories that stand for something else than a directory (KIP-858). */
public final class DirectoryIds {
    /** Written before directories had ids; nothing is known. */
    public static final Uuid MIGRATING = new Uuid(0, 0);
    /** The broker may choose. */
    public static final Uuid UNASSIGNED = new Uuid(0, 1);
    /** A directory that is offline, and whose id the broker does not know. */
    public static final Uuid LOST = new Uuid(0, 2);

    /** Ids below this one, as numbers, are never given to a directory. */
    private static final long RESERVED_END = 100;

    private DirectoryIds() {}

    public static boolean isReserved(Uuid id) {
        return id.mostSignificantBits() == 0 && id.leastSignificantBits() < RESERVED_END;
    }

    /**
     * Whether a replica in {@code directory} can be read and written, given the directories its broker has online. A
     * broker that registered none did so before directories had ids; it would have halted had all of them failed.
     */
    public static boolean isOnline(Uuid directory, Collection<Uuid> online) {
        if (directory.equals(UNASSIGNED) || directory.equals(MIGRATING)) {
            return true;
        }
        if (directory.equals(LOST)) {
            return false;
        }
        return online.isEmpty() || online.contains(directory);
    }
}
