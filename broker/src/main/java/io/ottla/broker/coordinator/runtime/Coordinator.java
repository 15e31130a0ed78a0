package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.RecordBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One coordinator of one led partition, from the first record of its log until its leadership ends or something breaks. Then
 * it is dropped, and another begins anew. How far it is is told by {@link CoordinatorStage}. Owned by the partition's shard.
 */
final class Coordinator<C, E extends CoordinatorEvent, R> implements Replay.Target<E>, EffectOrigin<C> {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);

    private final CoordinatorKind<C, E, R> kind;
    private final Partition partition;
    private final CoordinatorMachine<C, E, R> machine;
    private final ShardTurn turn;
    private final Environment<C, E, R> environment;
    private final Appends appends;
    private final KeyedTimers timers;
    private final Map<String, CoordinatorReply<R>> parked = new LinkedHashMap<>();
    private CoordinatorStage stage = CoordinatorStage.LOADING;
    private long beganMs;
    private int unknownRecords;

    /**
     * Where a coordinator lives.
     *
     * @param latestImage the cluster as its shard was last told of it; empty when it was told nothing yet
     * @param onBroken told of a coordinator that cannot go on
     */
    record Environment<C, E extends CoordinatorEvent, R>(
            PartitionTable table,
            Supplier<Optional<ClusterImage>> latestImage,
            OnBroken<C, E, R> onBroken,
            CoordinatorMetrics metrics) {}

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
        this.appends = new Appends(
                environment.table(),
                partition,
                kind,
                environment.metrics(),
                error -> environment.onBroken().broken(this, AppendErrors.told(error)));
        this.timers = new KeyedTimers(turn.timers(), this::due);
    }

    Partition partition() {
        return partition;
    }

    // Loading.

    void load() {
        environment.metrics().begun();
        beganMs = turn.nowMs();
        new Replay<>(kind, environment.table(), partition, this).next(turn);
    }

    @Override
    public boolean wanted() {
        return stage == CoordinatorStage.LOADING;
    }

    @Override
    public void replay(LogPiece<E> piece) {
        unknownRecords += piece.unknownRecords();
        for (LogPiece.Entry<E> entry : piece.entries()) {
            switch (entry) {
                case LogPiece.Entry.Event<E> event -> machine.apply(event.event());
                case LogPiece.Entry.Pending<E> pending ->
                    transactional().applyPending(pending.producerId(), pending.event());
                case LogPiece.Entry.TransactionEnd<E> end ->
                    transactional().endTransaction(end.producerId(), end.committed());
            }
        }
    }

    /** Transactions in the log of a coordinator that takes part in none: the log is not one of its kind. */
    private TransactionalMachine<C, E, R> transactional() {
        if (machine instanceof TransactionalMachine<C, E, R> transactional) {
            return transactional;
        }
        throw new IllegalStateException(
                "the log of " + partition + " has transactions, of which its coordinator knows none");
    }

    @Override
    public void replayed(ShardTurn inTurn) {
        if (unknownRecords > 0) {
            LOG.warn("{} has {} records of types that are not known here; they are kept", partition, unknownRecords);
        }
        environment.metrics().loaded(inTurn.nowMs() - beganMs);
        enter(CoordinatorStage.ACTIVE);
        environment
                .latestImage()
                .get()
                .ifPresent(image -> submit(kind.clusterChanged(image, Optional.empty()), CoordinatorReply.nobody()));
        attempt(() -> machine.loaded(turn.nowMs()), CoordinatorReply.nobody());
    }

    @Override
    public void unreadable(Throwable cause) {
        LOG.error("The log of {} cannot be replayed, so that its coordinator is out of service", partition, cause);
        enter(CoordinatorStage.FAILED);
    }

    private void enter(CoordinatorStage next) {
        environment.metrics().moved(stage, next);
        stage = next;
    }

    /** What there is here. */
    Map<MetricName, Long> census() {
        return stage == CoordinatorStage.ACTIVE ? machine.census() : Map.of();
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
        if (stage == CoordinatorStage.ACTIVE) {
            submit(kind.clusterChanged(image, Optional.of(delta)), CoordinatorReply.nobody());
        }
    }

    private void due(TimerCommand.Key timer, long nowMs) {
        attempt(() -> machine.due(timer, nowMs), CoordinatorReply.nobody());
    }

    private void attempt(Supplier<Decision<E, R>> deciding, CoordinatorReply<R> reply) {
        attempt(deciding, reply, (decision, records) -> carryOut(decision, records, reply));
    }

    /** What is done with a decision, and the records of its events. */
    private interface Carrying<E, R> {
        void out(Decision<E, R> decision, List<RecordBytes> records);
    }

    /** What a machine breaks down over while it decides changes nothing. */
    private void attempt(Supplier<Decision<E, R>> deciding, CoordinatorReply<R> reply, Carrying<E, R> carrying) {
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
            carrying.out(decision, records);
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
        if (applied(decision.events(), machine::apply)) {
            count(decision);
            appends.add(records, turn);
            conclude(decision, reply);
        } else {
            reply.reject(ErrorCode.UNKNOWN_SERVER_ERROR);
        }
    }

    private void count(Decision<E, R> decision) {
        for (E event : decision.events()) {
            kind.counted(event).ifPresent(environment.metrics()::happened);
        }
    }

    private <T> boolean applied(List<T> events, Consumer<T> applying) {
        try {
            events.forEach(applying);
            return true;
        } catch (RuntimeException e) {
            LOG.error("The coordinator of {} could not apply what it decided on, and is loaded anew", partition, e);
            environment.onBroken().broken(this, ErrorCode.COORDINATOR_NOT_AVAILABLE);
            return false;
        }
    }

    private void conclude(Decision<E, R> decision, CoordinatorReply<R> reply) {
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
        for (Effect effect : decision.effects()) {
            appends.hold(Held.action(() -> kind.carryOut(effect, this)));
        }
    }

    @Override
    public int leaderEpoch() {
        return partition.leadership().epoch();
    }

    @Override
    public void tell(C command) {
        environment.table().shard().send(later -> submit(command, CoordinatorReply.nobody()));
    }

    private void park(String waiterKey, CoordinatorReply<R> reply) {
        CoordinatorReply<R> displaced = parked.put(waiterKey, reply);
        if (displaced != null) {
            // The same member has asked again: whoever still listens to its first question is to ask anew, too.
            appends.hold(Held.reject(displaced, ErrorCode.COORDINATOR_NOT_AVAILABLE));
        }
    }

    // Transactions.

    /**
     * Decides on a command whose events are to be part of a transaction. The log has its say first: it refuses what comes from
     * a producer that was fenced, or belongs to no transaction.
     */
    void submit(C command, TransactionalWrite write, CoordinatorReply<R> reply) {
        if (stage != CoordinatorStage.ACTIVE) {
            submit(command, reply);
            return;
        }
        TransactionalMachine<C, E, R> pending = transactional();
        attempt(() -> machine.decide(command, turn.nowMs()), reply, (decision, records) -> {
            ErrorCode refusal = records.isEmpty() ? ErrorCode.NONE : place(records, write);
            if (refusal != ErrorCode.NONE) {
                reply.reject(AppendErrors.toldInTransaction(refusal));
            } else if (applied(decision.events(), event -> pending.applyPending(write.producerId(), event))) {
                count(decision);
                conclude(decision, reply);
            } else {
                reply.reject(ErrorCode.UNKNOWN_SERVER_ERROR);
            }
        });
    }

    private ErrorCode place(List<RecordBytes> records, TransactionalWrite write) {
        BatchBuilder batch = appends.newBatch()
                .producer(write.producerId(), write.producerEpoch(), RecordBatch.NO_SEQUENCE)
                .transactional();
        records.forEach(record -> batch.append(turn.nowMs(), record.key(), record.value()));
        return appends.place(
                (to, nowMs, reply) -> to.appendAsCoordinator(batch.build(), write.ticket(), nowMs, reply), turn);
    }

    /**
     * Has the marker of a transaction's end written, behind all that the transaction wrote here, and lets its events happen or
     * be forgotten.
     */
    void endTransaction(TransactionEnd end, Consumer<ErrorCode> told) {
        switch (stage) {
            case LOADING -> told.accept(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
            case FAILED, DROPPED -> told.accept(ErrorCode.NOT_COORDINATOR);
            case ACTIVE -> {
                ErrorCode refusal = appends.place(
                        (to, nowMs, reply) -> to.appendMarker(end.batch(nowMs), end.transactionVersion(), nowMs, reply),
                        turn);
                if (refusal != ErrorCode.NONE) {
                    told.accept(refusal);
                } else if (applied(List.of(end), this::apply)) {
                    appends.hold(Held.success(told));
                } else {
                    told.accept(ErrorCode.COORDINATOR_NOT_AVAILABLE);
                }
            }
        }
    }

    private void apply(TransactionEnd end) {
        transactional().endTransaction(end.producerId(), end.marker().commit());
    }

    // The end.

    /** Tells all who wait that they will not be answered here, and does nothing any more. */
    void drop(ErrorCode told) {
        enter(CoordinatorStage.DROPPED);
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
