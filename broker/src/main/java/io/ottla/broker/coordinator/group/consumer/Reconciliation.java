package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.io.Uuid;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Brings a member one step closer to its target: first it gives up what it is not to have, and only then does it come to the
 * target's epoch and get what is free of the rest. See {@link MemberState} for the picture.
 */
final class Reconciliation {
    private final CurrentAssignment current;
    private final Goal goal;
    private final Situation situation;

    private Reconciliation(CurrentAssignment current, Goal goal, Situation situation) {
        this.current = current;
        this.goal = goal;
        this.situation = situation;
    }

    /**
     * Where the member is to get to.
     *
     * @param isWanted whether the member wants a topic; it gets none of which it does not, whatever the target says
     */
    record Goal(int targetEpoch, PartitionSet target, Predicate<Uuid> isWanted) {}

    /**
     * What is known at the moment.
     *
     * @param isWithAnother whether another member holds a partition
     * @param reported what the member says it holds; empty if it says nothing
     * @param wantsOthers whether the member has just said that it wants other topics
     */
    record Situation(WithAnother isWithAnother, Optional<ReportedPartitions> reported, boolean wantsOthers) {}

    /** Whether another member holds a partition. */
    @FunctionalInterface
    interface WithAnother {
        boolean test(Uuid topic, int partition);
    }

    /** The member after the step, itself if there is none; empty if it has to be fenced. */
    static Optional<CurrentAssignment> next(CurrentAssignment current, Goal goal, Situation situation) {
        return new Reconciliation(current, goal, situation).next();
    }

    private Optional<CurrentAssignment> next() {
        return switch (current.state()) {
            case STABLE -> Optional.of(fromStable());
            case UNREVOKED_PARTITIONS -> Optional.of(fromUnrevoked());
            case UNRELEASED_PARTITIONS -> Optional.of(towardsTarget(current.memberEpoch()));
            case UNKNOWN -> fromUnknown();
        };
    }

    private CurrentAssignment fromStable() {
        if (current.memberEpoch() != goal.targetEpoch()) {
            return towardsTarget(current.memberEpoch());
        }
        return situation.wantsOthers() ? withoutUnwanted() : current;
    }

    private CurrentAssignment fromUnrevoked() {
        if (mayHold(current.revoking())) {
            return situation.wantsOthers() ? withoutUnwanted() : current;
        }
        return towardsTarget(current.memberEpoch());
    }

    /** What a state means that only newer brokers know cannot be told: the member has to come without partitions. */
    private Optional<CurrentAssignment> fromUnknown() {
        boolean holdsNothing =
                situation.reported().map(ReportedPartitions::isEmpty).orElse(false);
        return holdsNothing ? Optional.of(towardsTarget(goal.targetEpoch())) : Optional.empty();
    }

    private boolean mayHold(HeldPartitions partitions) {
        return situation
                .reported()
                .map(reported -> reported.hasAnyOf(partitions))
                .orElse(true);
    }

    /** Takes away what the member does not want any more, without waiting for a target that says so. */
    private CurrentAssignment withoutUnwanted() {
        HeldPartitions.Builder keptBuilder = new HeldPartitions.Builder();
        HeldPartitions.Builder unwantedBuilder = new HeldPartitions.Builder();
        current.assigned()
                .forEach((topic, partition, epoch) ->
                        (goal.isWanted().test(topic) ? keptBuilder : unwantedBuilder).put(topic, partition, epoch));
        HeldPartitions kept = keptBuilder.build();
        HeldPartitions unwanted = unwantedBuilder.build();
        if (unwanted.isEmpty()) {
            return current;
        }
        HeldPartitions revoking = current.revoking().and(unwanted);
        return mayHold(revoking)
                ? changed(MemberState.UNREVOKED_PARTITIONS, current.memberEpoch(), kept, revoking)
                : changed(current.state(), current.memberEpoch(), kept, current.revoking());
    }

    private CurrentAssignment towardsTarget(int memberEpoch) {
        HeldPartitions.Builder keptBuilder = new HeldPartitions.Builder();
        HeldPartitions.Builder revokingBuilder = new HeldPartitions.Builder();
        current.assigned()
                .forEach((topic, partition, epoch) ->
                        (isTarget(topic, partition) ? keptBuilder : revokingBuilder).put(topic, partition, epoch));
        HeldPartitions kept = keptBuilder.build();
        HeldPartitions revoking = revokingBuilder.build();
        if (!revoking.isEmpty() && mayHold(revoking)) {
            return changed(MemberState.UNREVOKED_PARTITIONS, memberEpoch, kept, revoking);
        }
        HeldPartitions added = released();
        HeldPartitions assigned = kept.and(added);
        boolean isComplete = holdsAllOfTarget(assigned);
        MemberState state = isComplete ? MemberState.STABLE : MemberState.UNRELEASED_PARTITIONS;
        return changed(state, goal.targetEpoch(), assigned, HeldPartitions.NONE);
    }

    private boolean isTarget(Uuid topic, int partition) {
        return goal.isWanted().test(topic) && goal.target().contains(topic, partition);
    }

    /** What the member is to get and nobody else holds. */
    private HeldPartitions released() {
        HeldPartitions.Builder released = new HeldPartitions.Builder();
        goal.target().forEach((topic, partition) -> {
            boolean isFree = !situation.isWithAnother().test(topic, partition)
                    || current.revoking().contains(topic, partition);
            if (isFree && goal.isWanted().test(topic) && !current.assigned().contains(topic, partition)) {
                released.put(topic, partition, goal.targetEpoch());
            }
        });
        return released.build();
    }

    private boolean holdsAllOfTarget(HeldPartitions assigned) {
        for (Uuid topic : goal.target().topics()) {
            if (goal.isWanted().test(topic)
                    && !assigned.of(topic).equals(goal.target().of(topic))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The member's epoch becomes its previous one with every change, so that a request that was sent before the change is still
     * known. Where nothing else changes it stays as it is: a heartbeat that comes twice has to find the same member.
     */
    private CurrentAssignment changed(
            MemberState state, int memberEpoch, HeldPartitions assigned, HeldPartitions revoking) {
        boolean isSame = state == current.state()
                && memberEpoch == current.memberEpoch()
                && assigned.equals(current.assigned())
                && revoking.equals(current.revoking());
        return isSame ? current : new CurrentAssignment(state, memberEpoch, current.memberEpoch(), assigned, revoking);
    }
}
