package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.CoordinatorMachine;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Effect;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.transaction.TransactionCommand.EndTransaction;
import io.ottla.broker.metrics.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All transactional ids of one partition of {@code __transaction_state}: sends each request, timer and record to the part it is
 * for. What they are is told by {@link TransactionState}.
 */
final class TransactionMachine implements CoordinatorMachine<TransactionCommand, TransactionEvent, TransactionAnswer> {
    private final TransactionBook book = new TransactionBook();
    private final ProducerInitialisation initialisation;
    private final PartitionAdmission admission;
    private final EndKeepingEpoch endKeepingEpoch;
    private final EndRaisingEpoch endRaisingEpoch;
    private final Completion completion;
    private final Waiting waiting;
    private final Overdue overdue;
    private final IdExpiry expiry;
    private final TransactionDescriptions descriptions;

    TransactionMachine(TransactionSettings settings) {
        this.waiting = new Waiting(book, settings);
        this.completion = new Completion(book, settings, waiting);
        this.initialisation = new ProducerInitialisation(book, settings, completion);
        this.admission = new PartitionAdmission(book, waiting);
        this.endKeepingEpoch = new EndKeepingEpoch(book, completion);
        this.endRaisingEpoch = new EndRaisingEpoch(book, completion);
        this.overdue = new Overdue(book, settings, completion);
        this.expiry = new IdExpiry(book, settings);
        this.descriptions = new TransactionDescriptions(book);
    }

    @Override
    public Decision<TransactionEvent, TransactionAnswer> decide(TransactionCommand command, long nowMs) {
        return switch (command) {
            case TransactionCommand.InitialiseProducer request -> initialisation.decide(request, nowMs);
            case TransactionCommand.AddPartitions request -> admission.add(request, nowMs);
            case TransactionCommand.VerifyPartitions request -> admission.verify(request);
            case EndTransaction request -> end(request, nowMs);
            case TransactionCommand.Describe request -> descriptions.describe(request.transactionalId());
            case TransactionCommand.ListAll request -> descriptions.list(request.filter(), nowMs);
            case TransactionCommand.MarkerAnswered answer -> completion.answered(answer, nowMs);
            case TransactionCommand.AbortWith abort -> overdue.abort(abort, nowMs);
            case TransactionCommand.VersionChanged change -> changeVersion(change.version());
        };
    }

    private Decision<TransactionEvent, TransactionAnswer> end(EndTransaction request, long nowMs) {
        return TransactionVersion.hasEpochPerTransaction(request.clientVersion())
                ? endRaisingEpoch.decide(request, nowMs)
                : endKeepingEpoch.decide(request, nowMs);
    }

    private Decision<TransactionEvent, TransactionAnswer> changeVersion(short version) {
        return version == book.version()
                ? Decision.nothing()
                : new Decision<>(
                        List.of(new TransactionEvent.VersionFinalised(version)),
                        new Outcome.Nothing<>(),
                        List.of(),
                        List.of());
    }

    /** The markers of what is being ended are asked for anew: nobody here knows how far the coordinator before has come. */
    @Override
    public Decision<TransactionEvent, TransactionAnswer> loaded(long nowMs) {
        List<TransactionEvent> events = new ArrayList<>();
        List<TimerCommand> timers = new ArrayList<>(List.of(overdue.nextLook(nowMs), expiry.nextLook(nowMs)));
        List<Effect> effects = new ArrayList<>();
        long round = book.nextRound();
        for (Transaction transaction : book.all()) {
            if (transaction.state().isPreparing()) {
                Completion.Request request = completion.request(transaction, transaction.partitions(), round, nowMs);
                events.add(request.event());
                effects.add(request.effect());
                timers.add(
                        transaction.partitions().isEmpty()
                                ? Completion.again(transaction.transactionalId(), nowMs)
                                : request.timer());
                round++;
            }
        }
        return new Decision<>(events, new Outcome.Nothing<>(), List.of(), timers, effects);
    }

    @Override
    public Decision<TransactionEvent, TransactionAnswer> due(TimerCommand.Key timer, long nowMs) {
        return switch ((TransactionTimer) timer) {
            case TransactionTimer.Overdue look -> overdue.look(nowMs);
            case TransactionTimer.AbortOverdue one -> overdue.abort(one.transactionalId(), nowMs);
            case TransactionTimer.Expiry look -> expiry.look(nowMs);
            case TransactionTimer.WaitTooLong wait -> waiting.giveUp(wait);
            case TransactionTimer.MarkersAgain again ->
                book.find(again.transactionalId())
                        .filter(transaction -> transaction.state().isPreparing())
                        .map(transaction -> completion.again(transaction, nowMs))
                        .orElseGet(Decision::nothing);
        };
    }

    @Override
    public void apply(TransactionEvent event) {
        book.apply(event);
    }

    @Override
    public Map<MetricName, Long> census() {
        return TransactionCensus.of(book);
    }

    /** For comparing what was replayed with what is. */
    TransactionBook book() {
        return book;
    }
}
