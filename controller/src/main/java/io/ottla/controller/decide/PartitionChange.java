package io.ottla.controller.decide;

import io.ottla.controller.image.LeaderRecoveryState;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.wire.record.metadata.PartitionChangeRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What becomes of one partition when replicas leave its in-sync set, or come back to lead it. The choice of the leader and
 * of the eligible leader replicas (KIP-966) is all here:
 *
 * <ol>
 *   <li>When fewer replicas are in sync than {@code min.insync.replicas} asks for, those that leave become eligible: they
 *       have all that was committed. As soon as enough are in sync again, nobody is.
 *   <li>The leader stays if it may. Else it is the first replica that is in sync, or, when none is in sync at all, that is
 *       eligible.
 *   <li>If there is none, and the partition lost all of these, the last known leader comes back, when it is the only one
 *       that was known.
 *   <li>If there is none still, any replica will do where the topic allows for losing records
 *       ({@code unclean.leader.election.enable}). The last two leave the leader to recover.
 * </ol>
 *
 * @param partition as it is
 * @param isr who shall be in sync
 * @param uncleanShutdown a replica that may have lost what it had, and so is eligible no more; -1 for none
 * @param acceptable who may lead
 */
record PartitionChange(
        PartitionRegistration partition, ReplicaList isr, int uncleanShutdown, IntPredicate acceptable, Rules rules) {

    /**
     * @param hasElr whether there are eligible leader replicas
     * @param minIsr what {@code min.insync.replicas} asks for, but never more than there are replicas
     * @param unclean whether the topic allows for losing records
     * @param bumpsEpochOnShrink whether a leader whose in-sync set shrinks gets a new epoch
     */
    record Rules(boolean hasElr, int minIsr, boolean unclean, boolean bumpsEpochOnShrink) {
        /** The same, as if the topic allowed for losing records. */
        Rules withUnclean() {
            return new Rules(hasElr, minIsr, true, bumpsEpochOnShrink);
        }
    }

    private record Election(int leader, boolean unclean) {}

    /** The change, without topic and partition; empty when there is none. */
    Optional<PartitionChangeRecord> record() {
        ReplicaList newElr = eligible();
        Election election = elect(newElr);
        PartitionChangeRecord record = new PartitionChangeRecord();
        ReplicaList newIsr = isr;
        if (election.leader() != partition.leader()) {
            record.leader(election.leader());
            if (newElr.contains(election.leader())) {
                newIsr = ReplicaList.of(election.leader());
                newElr = newElr.without(election.leader());
            }
            if (election.unclean()) {
                newIsr = ReplicaList.of(election.leader());
                newElr = ReplicaList.EMPTY;
                if (partition.leaderRecoveryState() != LeaderRecoveryState.RECOVERING) {
                    record.leaderRecoveryState(LeaderRecoveryState.RECOVERING.code());
                }
            }
        }
        newElr = rules.hasElr() ? newElr : ReplicaList.EMPTY;
        if (!newElr.equals(partition.elr())) {
            record.eligibleLeaderReplicas(newElr.toList());
        }
        boolean mayBeEmpty = rules.hasElr();
        boolean forced = election.unclean() && election.leader() != partition.leader();
        if (forced || ((mayBeEmpty || !newIsr.isEmpty()) && !newIsr.equals(partition.isr()))) {
            record.isr(newIsr.toList());
        }
        bumpEpochOnShrink(record);
        lastKnownLeader(record);
        return isNothing(record) ? Optional.empty() : Optional.of(record);
    }

    private ReplicaList eligible() {
        if (!rules.hasElr()) {
            // Left from when there were eligible replicas. They still are, this once.
            return partition.elr();
        }
        if (isr.size() >= rules.minIsr()) {
            return ReplicaList.EMPTY;
        }
        ReplicaList candidates = partition.elr().union(partition.isr());
        return sorted(candidates.filter(id -> !isr.contains(id) && id != uncleanShutdown));
    }

    private Election elect(ReplicaList elr) {
        if (mayLead(partition.leader(), elr)) {
            return new Election(partition.leader(), false);
        }
        ReplicaList clean = partition.replicas().filter(id -> mayLead(id, elr));
        if (!clean.isEmpty()) {
            return new Election(clean.get(0), false);
        }
        boolean lastLeaderIsKnown = rules.hasElr()
                && elr.isEmpty()
                && isr.isEmpty()
                && partition.lastKnownElr().size() == 1;
        if (lastLeaderIsKnown && acceptable.test(partition.lastKnownElr().get(0))) {
            return new Election(partition.lastKnownElr().get(0), true);
        }
        if (rules.unclean()) {
            ReplicaList any = partition.replicas().filter(acceptable);
            if (!any.isEmpty()) {
                return new Election(any.get(0), true);
            }
        }
        return new Election(PartitionRegistration.NO_LEADER, false);
    }

    private boolean mayLead(int id, ReplicaList elr) {
        return (isr.contains(id) || (isr.isEmpty() && elr.contains(id))) && acceptable.test(id);
    }

    /** Brokers before metadata.version 3.6 relied on it (KAFKA-15021). */
    private void bumpEpochOnShrink(PartitionChangeRecord record) {
        boolean leaderStays = record.leader() == PartitionRegistration.NO_LEADER_CHANGE;
        if (rules.bumpsEpochOnShrink() && leaderStays && record.isr() != null) {
            if (!ReplicaList.from(record.isr()).containsAll(partition.isr())) {
                record.leader(partition.leader());
            }
        }
    }

    /** Notes who led when the leader goes, and forgets it when there is one again. */
    private void lastKnownLeader(PartitionChangeRecord record) {
        if (!rules.hasElr()) {
            return;
        }
        if (record.leader() == PartitionRegistration.NO_LEADER
                && partition.lastKnownElr().isEmpty()) {
            record.lastKnownElr(List.of(partition.leader()));
        } else if (record.leader() >= 0 && !partition.lastKnownElr().isEmpty()) {
            record.lastKnownElr(List.of());
        }
    }

    private static boolean isNothing(PartitionChangeRecord record) {
        return record.isr() == null
                && record.leader() == PartitionRegistration.NO_LEADER_CHANGE
                && record.eligibleLeaderReplicas() == null
                && record.lastKnownElr() == null;
    }

    private static ReplicaList sorted(ReplicaList list) {
        return ReplicaList.of(
                IntStream.range(0, list.size()).map(list::get).sorted().toArray());
    }
}
