package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.PartitionChangeRecord;
import io.ottla.wire.record.metadata.PartitionRecord;
import java.util.Collections;
import java.util.List;

/**
 * A partition as the controller knows it.
 *
 * @param replicas the brokers that have it, the preferred leader first
 * @param directories for each replica, the log directory it lies in, or one of {@link DirectoryIds}
 * @param isr the replicas in sync
 * @param removingReplicas those that a reassignment takes away
 * @param addingReplicas those that a reassignment brings
 * @param elr the eligible leader replicas: not in sync, but known to have all that was committed (KIP-966)
 * @param lastKnownElr who was eligible last; the last leader, when there is none now
 * @param leader the leader, or {@link #NO_LEADER}
 * @param leaderEpoch one higher with every change of the leader
 * @param partitionEpoch one higher with every change of anything here
 */
public record PartitionRegistration(
        ReplicaList replicas,
        List<Uuid> directories,
        ReplicaList isr,
        ReplicaList removingReplicas,
        ReplicaList addingReplicas,
        ReplicaList elr,
        ReplicaList lastKnownElr,
        int leader,
        LeaderRecoveryState leaderRecoveryState,
        int leaderEpoch,
        int partitionEpoch) {

    public static final int NO_LEADER = -1;
    /** In a change record: the leader stays, and so does its epoch. */
    public static final int NO_LEADER_CHANGE = -2;

    public PartitionRegistration {
        if (directories.size() != replicas.size()) {
            throw new InvalidRecordException(
                    directories.size() + " directories for " + replicas.size() + " replicas of a partition");
        }
        directories = List.copyOf(directories);
        isr = isr.equals(replicas) ? replicas : isr;
    }

    /** A partition that has just been made: its leader is the first replica in sync. */
    public static PartitionRegistration created(ReplicaList replicas, List<Uuid> directories, ReplicaList isr) {
        return new PartitionRegistration(
                replicas,
                directories,
                isr,
                ReplicaList.EMPTY,
                ReplicaList.EMPTY,
                ReplicaList.EMPTY,
                ReplicaList.EMPTY,
                isr.get(0),
                LeaderRecoveryState.RECOVERED,
                0,
                0);
    }

    static PartitionRegistration of(PartitionRecord record) {
        ReplicaList replicas = ReplicaList.from(record.replicas());
        return new PartitionRegistration(
                replicas,
                directoriesOrMigrating(record.directories(), replicas.size()),
                ReplicaList.from(record.isr()),
                ReplicaList.from(record.removingReplicas()),
                ReplicaList.from(record.addingReplicas()),
                orElse(record.eligibleLeaderReplicas(), ReplicaList.EMPTY),
                orElse(record.lastKnownElr(), ReplicaList.EMPTY),
                record.leader(),
                LeaderRecoveryState.of(record.leaderRecoveryState()),
                record.leaderEpoch(),
                record.partitionEpoch());
    }

    /**
     * The same, but where its replicas are those of {@code other}, which may be null, both have one list of them. On a small
     * cluster that is so for most of the partitions of a topic, and there may be very many.
     */
    PartitionRegistration sharingWith(PartitionRegistration other) {
        if (other == null || !replicas.equals(other.replicas) || !directories.equals(other.directories)) {
            return this;
        }
        return new PartitionRegistration(
                other.replicas,
                other.directories,
                isr,
                removingReplicas,
                addingReplicas,
                elr,
                lastKnownElr,
                leader,
                leaderRecoveryState,
                leaderEpoch,
                partitionEpoch);
    }

    /** This partition after a change. */
    public PartitionRegistration merge(PartitionChangeRecord change) {
        ReplicaList newReplicas = orElse(change.replicas(), replicas);
        List<Uuid> newDirectories = change.directories() == null ? directories : change.directories();
        boolean leaderChanges = change.leader() != NO_LEADER_CHANGE;
        return new PartitionRegistration(
                newReplicas,
                directoriesOrMigrating(newDirectories, newReplicas.size()),
                orElse(change.isr(), isr),
                orElse(change.removingReplicas(), removingReplicas),
                orElse(change.addingReplicas(), addingReplicas),
                orElse(change.eligibleLeaderReplicas(), elr),
                orElse(change.lastKnownElr(), lastKnownElr),
                leaderChanges ? change.leader() : leader,
                change.leaderRecoveryState() == LeaderRecoveryState.NO_CHANGE
                        ? leaderRecoveryState
                        : LeaderRecoveryState.of(change.leaderRecoveryState()),
                leaderChanges ? leaderEpoch + 1 : leaderEpoch,
                partitionEpoch + 1);
    }

    /** This partition as a record of the version that {@code version} asks for. */
    public PartitionRecord toRecord(Uuid topicId, int partitionId, MetadataVersion version) {
        PartitionRecord record = new PartitionRecord()
                .partitionId(partitionId)
                .topicId(topicId)
                .replicas(replicas.toList())
                .isr(isr.toList())
                .removingReplicas(removingReplicas.toList())
                .addingReplicas(addingReplicas.toList())
                .leader(leader)
                .leaderRecoveryState(leaderRecoveryState.code())
                .leaderEpoch(leaderEpoch)
                .partitionEpoch(partitionEpoch);
        if (version.hasDirectoryAssignment()) {
            record.directories(directories);
        }
        if (version.hasEligibleLeaderReplicas()) {
            record.eligibleLeaderReplicas(elr.isEmpty() ? null : elr.toList());
            record.lastKnownElr(lastKnownElr.isEmpty() ? null : lastKnownElr.toList());
        }
        return record;
    }

    public boolean hasLeader() {
        return leader != NO_LEADER;
    }

    /** Whether replicas are being moved. */
    public boolean isReassigning() {
        return !removingReplicas.isEmpty() || !addingReplicas.isEmpty();
    }

    /** The directory that {@code replica} lies in, which must be one of the replicas. */
    public Uuid directoryOf(int replica) {
        int index = replicas.indexOf(replica);
        if (index < 0) {
            throw new IllegalArgumentException("broker " + replica + " is none of the replicas " + replicas);
        }
        return directories.get(index);
    }

    private static ReplicaList orElse(List<Integer> changed, ReplicaList unchanged) {
        return changed == null ? unchanged : ReplicaList.from(changed);
    }

    /** Records of old versions name no directories, and a list of nothing but unknown ones says no more than that. */
    private static List<Uuid> directoriesOrMigrating(List<Uuid> directories, int replicas) {
        for (Uuid directory : directories) {
            if (!directory.equals(DirectoryIds.MIGRATING)) {
                return directories;
            }
        }
        return Collections.nCopies(replicas, DirectoryIds.MIGRATING);
    }
}
