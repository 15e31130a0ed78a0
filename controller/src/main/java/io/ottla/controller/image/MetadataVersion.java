package io.ottla.controller.image;

/**
 * The level of the feature {@code metadata.version}: which records, in which versions, may stand in the log. A cluster
 * keeps its level until it is told to move on, so every level from the lowest on can be met in a data folder.
 *
 * @param level the feature level, between {@link #LOWEST} and {@link #HIGHEST}
 */
public record MetadataVersion(short level) implements Comparable<MetadataVersion> {
    public static final String FEATURE = "metadata.version";

    /** 3.3-IV3, the lowest that the reference still reads. */
    public static final short LOWEST = 7;
    /** 4.3-IV0. */
    public static final short HIGHEST = 30;

    private static final int ZK_MIGRATION = 8;
    private static final int SCRAM = 11;
    private static final int NO_EPOCH_BUMP_ON_ISR_SHRINK = 12;
    private static final int TRANSACTIONS = 13;
    private static final int DELEGATION_TOKENS = 14;
    private static final int CONTROLLER_REGISTRATION = 15;
    private static final int DIRECTORY_ASSIGNMENT = 17;
    private static final int ELIGIBLE_LEADER_REPLICAS = 23;
    private static final int CORDONED_DIRECTORIES = 30;

    /** The levels that brought records, or versions of records, which lower levels cannot carry. */
    private static final int[] CHANGED_RECORDS = {
        7,
        ZK_MIGRATION,
        SCRAM,
        TRANSACTIONS,
        DELEGATION_TOKENS,
        CONTROLLER_REGISTRATION,
        DIRECTORY_ASSIGNMENT,
        ELIGIBLE_LEADER_REPLICAS,
        CORDONED_DIRECTORIES
    };

    public static final MetadataVersion LATEST = new MetadataVersion(HIGHEST);

    public MetadataVersion {
        if (level < LOWEST || level > HIGHEST) {
            throw new InvalidRecordException(
                    "metadata.version " + level + " is not supported, only " + LOWEST + " to " + HIGHEST);
        }
    }

    public boolean hasScram() {
        return level >= SCRAM;
    }

    /** Whether a leader that drops a replica from the in-sync replicas gets a new epoch. */
    public boolean bumpsLeaderEpochOnIsrShrink() {
        return level < NO_EPOCH_BUMP_ON_ISR_SHRINK;
    }

    /** Whether records may be grouped between a begin and an end record (KIP-868). */
    public boolean hasTransactions() {
        return level >= TRANSACTIONS;
    }

    public boolean hasDelegationTokens() {
        return level >= DELEGATION_TOKENS;
    }

    public boolean hasControllerRegistration() {
        return level >= CONTROLLER_REGISTRATION;
    }

    /** Whether it is known which directory of a broker holds a replica (KIP-858). */
    public boolean hasDirectoryAssignment() {
        return level >= DIRECTORY_ASSIGNMENT;
    }

    /** Whether partitions carry eligible leader replicas (KIP-966). */
    public boolean hasEligibleLeaderReplicas() {
        return level >= ELIGIBLE_LEADER_REPLICAS;
    }

    public boolean hasCordonedDirectories() {
        return level >= CORDONED_DIRECTORIES;
    }

    public int registerBrokerRecordVersion() {
        if (hasCordonedDirectories()) {
            return 4;
        }
        if (hasDirectoryAssignment()) {
            return 3;
        }
        return level >= ZK_MIGRATION ? 2 : 1;
    }

    /** For partition records and partition change records, whose versions go hand in hand. */
    public int partitionRecordVersion() {
        if (hasEligibleLeaderReplicas()) {
            return 2;
        }
        return hasDirectoryAssignment() ? 1 : 0;
    }

    /** Whether the log may hold, at one of the two levels, what the other cannot carry. */
    public static boolean recordsDiffer(MetadataVersion one, MetadataVersion other) {
        int low = Math.min(one.level, other.level);
        int high = Math.max(one.level, other.level);
        for (int changed : CHANGED_RECORDS) {
            if (changed > low && changed <= high) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int compareTo(MetadataVersion other) {
        return Short.compare(level, other.level);
    }

    @Override
    public String toString() {
        return Short.toString(level);
    }
}
