package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.transaction.TransactionCommand.MarkerAnswered;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * How a transaction ends whose outcome is decided: markers go to all its partitions, again and again until each has one, and
 * then it is complete. Whoever finds a transaction in its log that is not complete does the same once more: a partition that has
 * the marker already is not harmed by another.
 */
final class Completion {
    private final TransactionBook book;
    private final TransactionSettings settings;
    private final Waiting waiting;

    Completion(TransactionBook book, TransactionSettings settings, Waiting waiting) {
        this.book = book;
        this.settings = settings;
        this.waiting = waiting;
    }

    /** The outcome is decided now: what happens, what is to be done, and what the one who asked for it is told. */
    Decision<TransactionEvent, TransactionAnswer> begin(
            Transaction prepared, Outcome<TransactionAnswer> outcome, long nowMs) {
        List<TransactionEvent> events = new ArrayList<>();
        events.add(new TransactionEvent.Changed(prepared, book.version()));
        if (prepared.partitions().isEmpty()) {
            events.add(new TransactionEvent.Changed(prepared.completed(nowMs), book.version()));
            return new Decision<>(events, outcome, List.of(), List.of());
        }
        Request request = request(prepared, prepared.partitions(), book.nextRound(), nowMs);
        events.add(request.event());
        return new Decision<>(events, outcome, List.of(), List.of(request.timer()), List.of(request.effect()));
    }

    /** The markers that are still missing are asked for again. */
    Decision<TransactionEvent, TransactionAnswer> again(Transaction prepared, long nowMs) {
        SortedSet<TopicPartition> missing = book.withoutMarker(prepared.transactionalId());
        if (missing.isEmpty()) {
            return complete(prepared, List.of(), nowMs);
        }
        Request request = request(prepared, missing, book.nextRound(), nowMs);
        return new Decision<>(
                List.of(request.event()),
                new Outcome.Nothing<>(),
                List.of(),
                List.of(request.timer()),
                List.of(request.effect()));
    }

    /** A request for markers: that it is made, that it is made again in time, and what is to be done. */
    record Request(TransactionEvent event, TimerCommand timer, TransactionEffect effect) {}

    Request request(Transaction prepared, SortedSet<TopicPartition> partitions, long round, long nowMs) {
        String id = prepared.transactionalId();
        return new Request(
                new TransactionEvent.MarkersRequested(id, round),
                again(id, nowMs + settings.markersPatienceMs()),
                new TransactionEffect.WriteMarkers(
                        id,
                        round,
                        prepared.producer(),
                        prepared.state() == TransactionState.PREPARE_COMMIT,
                        prepared.clientVersion(),
                        partitions));
    }

    /** Has the markers that are missing then asked for again; with none missing the transaction is complete. */
    static TimerCommand again(String transactionalId, long dueMs) {
        return new TimerCommand.Set(new TransactionTimer.MarkersAgain(transactionalId), dueMs);
    }

    /** A partition has answered. What is said to an earlier attempt may be about an earlier transaction, and counts for nothing. */
    Decision<TransactionEvent, TransactionAnswer> answered(MarkerAnswered answer, long nowMs) {
        SortedSet<TopicPartition> missing = book.withoutMarker(answer.transactionalId());
        boolean counts =
                book.isCurrentRound(answer.transactionalId(), answer.round()) && missing.contains(answer.partition());
        if (!counts) {
            return Decision.nothing();
        }
        if (!isSettled(answer.error())) {
            return Decision.<TransactionEvent, TransactionAnswer>nothing()
                    .withTimers(List.of(again(answer.transactionalId(), nowMs + settings.markersRetryMs())));
        }
        List<TransactionEvent> events =
                List.of(new TransactionEvent.MarkerWritten(answer.transactionalId(), answer.partition()));
        if (missing.size() > 1) {
            return new Decision<>(events, new Outcome.Nothing<>(), List.of(), List.of());
        }
        return complete(book.find(answer.transactionalId()).orElseThrow(), events, nowMs);
    }

    /**
     * Whether nothing more is to be done for a partition: it has its marker, or it has seen a later epoch of the producer, and so
     * ended whatever was there of this one; or it cannot have anything of the transaction, being of a format without any.
     * Everything else may pass.
     */
    private static boolean isSettled(ErrorCode error) {
        return switch (error) {
            case NONE, INVALID_PRODUCER_EPOCH, UNSUPPORTED_FOR_MESSAGE_FORMAT, UNSUPPORTED_VERSION -> true;
            default -> false;
        };
    }

    private Decision<TransactionEvent, TransactionAnswer> complete(
            Transaction prepared, List<TransactionEvent> before, long nowMs) {
        List<TransactionEvent> events = new ArrayList<>(before);
        events.add(new TransactionEvent.Changed(prepared.completed(nowMs), book.version()));
        String id = prepared.transactionalId();
        List<TimerCommand> timers = new ArrayList<>(waiting.cancellations(id));
        timers.add(new TimerCommand.Cancel(new TransactionTimer.MarkersAgain(id)));
        return new Decision<>(events, new Outcome.Nothing<>(), waiting.wakes(id), timers);
    }
}
