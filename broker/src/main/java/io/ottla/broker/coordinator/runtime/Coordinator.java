package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One coordinator of one led partition, from the first record of its log until its leadership ends or something breaks. Then
 * it is dropped, and another begins anew. Owned by the partition's shard.
 *
 * <pre>
 *   LOADING ──all of the log is applied──► ACTIVE
 *      │ the log cannot be read               │
 *      ▼                                      │
 *    FAILED ──────── dropped ◄────────────────┘ leadership lost, append refused, an event that cannot be applied
 * </pre>
 */
final class Coordinator<C, E extends CoordinatorEvent, R> implements Replay.Target<E> {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);

    private final CoordinatorKind<C, E, R> kind;
    private final Partition partition;
    private final CoordinatorMachine<C, E, R> machine;
    private final ShardTurn turn;
    private final Environment<C, E, R> environment;
    private final Appends<R> appends;
    private final KeyedTimers timers;
    private final Map<String, CoordinatorReply<R>> parked = new LinkedHashMap<>();
    private Stage stage = Stage.LOADING;
    private int unknownRecords;

    private enum Stage {
        LOADING,
        ACTIVE,
        FAILED,
        DROPPED
    }

    /**
     * Where a coordinator lives.
     *
     * @param latestImage the cluster as its shard was last told of it; empty when it was told nothing yet
     * @param onBroken told of a coordinator that cannot go on
     */
    record Environment<C, E extends CoordinatorEvent, R>(
            PartitionTable table, Supplier<Optional<ClusterImage>> latestImage, OnBroken<C, E, R> onBroken) {}

    @FunctionalInterface
    interface OnBroken<C, E extends CoordinatorEvent, R> {
        void broken(Coordinator<C, E, R> coordinator, ErrorCode told);
    }

    Coordinator(CoordinatorKind<C, E, R> kind, Partition partition, ShardTurn turn, Environment<C, E, R> environment) {
        this.kind = kind;
        this.partition = partition;
        this.turn = turn;
        this.environment = environment;
        this.machine = kind.newMachine(partition.name().partition());
        this.appends = new Appends<>(
                environment.table(),
                partition,
                kind,
                error -> environment.onBroken().broken(this, AppendErrors.told(error)));
        this.timers = new KeyedTimers(turn.timers(), this::due);
    }

    Partition partition() {
        return partition;
    }

    CoordinatorMachine<C, E, R> machine() {
        return machine;
    }

    boolean isActive() {
        return stage == Stage.ACTIVE;
    }

    // Loading.

    void load() {
        new Replay<>(kind, environment.table(), partition, this).next(turn);
    }

    @Override
    public boolean wanted() {
        return stage == Stage.LOADING;
    }

    @Override
    public void replay(LogPiece<E> piece) {
        unknownRecords += piece.unknownRecords();
        for (LogPiece.Entry<E> entry : piece.entries()) {
            switch (entry) {
                case LogPiece.Entry.Event<E> event -> machine.apply(event.event());
                case LogPiece.Entry.Pending<E> pending -> machine.applyPending(pending.producerId(), pending.event());
                case LogPiece.Entry.TransactionEnd<E> end -> machine.endTransaction(end.producerId(), end.committed());
            }
        }
    }

    @Override
    public void replayed(ShardTurn inTurn) {
        if (unknownRecords > 0) {
            LOG.warn("{} has {} records of types that are not known here; they are kept", partition, unknownRecords);
        }
        stage = Stage.ACTIVE;
        environment
                .latestImage()
                .get()
                .ifPresent(image -> submit(kind.clusterChanged(image, Optional.empty()), CoordinatorReply.nobody()));
        attempt(() -> machine.loaded(turn.nowMs()), CoordinatorReply.nobody());
    }

    @Override
    public void unreadable(Throwable cause) {
        LOG.error("The log of {} cannot be replayed, so that its coordinator is out of service", partition, cause);
        stage = Stage.FAILED;
    }

    // Commands.

    void submit(C command, CoordinatorReply<R> reply) {
        switch (stage) {
            case LOADING -> reply.reject(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
            case ACTIVE -> attempt(() -> machine.decide(command, turn.nowMs()), reply);
            case FAILED, DROPPED -> reply.reject(ErrorCode.NOT_COORDINATOR);
        }
    }

    void clusterChanged(ClusterImage image, ImageDelta delta) {
        if (stage == Stage.ACTIVE) {
            submit(kind.clusterChanged(image, Optional.of(delta)), CoordinatorReply.nobody());
        }
    }

    private void due(TimerCommand.Key timer, long nowMs) {
        attempt(() -> machine.due(timer, nowMs), CoordinatorReply.nobody());
    }

    /** What a machine breaks down over while it decides changes nothing. */
    private void attempt(Supplier<Decision<E, R>> deciding, CoordinatorReply<R> reply) {
        Decision<E, R> decision;
        List<RecordBytes> records;
        try {
            decision = deciding.get();
            records = records(decision);
        } catch (RuntimeException e) {
            LOG.error("The coordinator of {} could not decide", partition, e);
            reply.reject(ErrorCode.UNKNOWN_SERVER_ERROR);
            return;
        }
        if (appends.fits(records)) {
            carryOut(decision, records, reply);
        } else {
            LOG.warn(
                    "The coordinator of {} decided on {} records, which are too many for one batch",
                    partition,
                    records.size());
            reply.reject(ErrorCode.MESSAGE_TOO_LARGE);
        }
    }

    private static List<RecordBytes> records(Decision<?, ?> decision) {
        if (decision.events().isEmpty()) {
            return List.of();
        }
        List<RecordBytes> records = new ArrayList<>(decision.events().size());
        for (Object event : decision.events()) {
            ((CoordinatorEvent) event).record().map(RecordBytes::of).ifPresent(records::add);
        }
        return records;
    }

    private void carryOut(Decision<E, R> decision, List<RecordBytes> records, CoordinatorReply<R> reply) {
        try {
            decision.events().forEach(machine::apply);
        } catch (RuntimeException e) {
            LOG.error("The coordinator of {} could not apply what it decided on, and is loaded anew", partition, e);
            reply.reject(ErrorCode.UNKNOWN_SERVER_ERROR);
            environment.onBroken().broken(this, ErrorCode.COORDINATOR_NOT_AVAILABLE);
            return;
        }
        appends.add(records, turn);
        decision.timers().forEach(timers::obey);
        for (Wake<R> wake : decision.wakes()) {
            CoordinatorReply<R> waiter = parked.remove(wake.waiterKey());
            if (waiter != null) {
                appends.hold(Held.reply(waiter, wake.response()));
            }
        }
        switch (decision.outcome()) {
            case Outcome.Reply<R> answer -> appends.hold(Held.reply(reply, answer.response()));
            case Outcome.Reject<R> refusal -> appends.hold(Held.reject(reply, refusal.error()));
            case Outcome.Park<R> park -> park(park.waiterKey(), reply);
            case Outcome.Nothing<R> nothing -> {}
        }
    }

    private void park(String waiterKey, CoordinatorReply<R> reply) {
        CoordinatorReply<R> displaced = parked.put(waiterKey, reply);
        if (displaced != null) {
            // The same member has asked again: whoever still listens to its first question is to ask anew, too.
            appends.hold(Held.reject(displaced, ErrorCode.COORDINATOR_NOT_AVAILABLE));
        }
    }

    // The end.

    /** Tells all who wait that they will not be answered here, and does nothing any more. */
    void drop(ErrorCode told) {
        stage = Stage.DROPPED;
        timers.cancelAll();
        appends.end(told);
        List<CoordinatorReply<R>> waiting = List.copyOf(parked.values());
        parked.clear();
        waiting.forEach(reply -> Held.reject(reply, told).release());
    }

    @Override
    public String toString() {
        return "the coordinator of " + partition;
    }
}
