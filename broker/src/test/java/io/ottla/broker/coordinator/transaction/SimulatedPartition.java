package io.ottla.broker.coordinator.transaction;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A partition as transactions see it: records in order, the state of each producer, a guard that asks the coordinator before
 * it lets a record begin anything, and markers. What it has taken it keeps.
 */
final class SimulatedPartition {
    /** A record, and the try of a client that wrote it. */
    record Written(long producerId, String transaction, int value) {}

    /** What a client sends; {@code sequence} counts up within an epoch. */
    record Batch(TransactionalProducer producer, int sequence, Written record) {}

    /** Asks the coordinator whether a producer's transaction has this partition. */
    interface Guard {
        void ask(TransactionalProducer producer, TopicPartition partition, Consumer<ErrorCode> answer);
    }

    private final TopicPartition name;
    private final Guard guard;
    private final List<Written> log = new ArrayList<>();
    private final List<Boolean> outcomes = new ArrayList<>();
    private final Map<Long, ProducerState> producers = new LinkedHashMap<>();
    private long latestTicket;
    private int changes;

    private static final class ProducerState {
        private short epoch = -1;
        private int lastSequence = -1;
        private int coordinatorEpoch = -1;
        private boolean open;
        private long ticket;
    }

    SimulatedPartition(TopicPartition name, Guard guard) {
        this.name = name;
        this.guard = guard;
    }

    TopicPartition name() {
        return name;
    }

    // Records.

    void produce(Batch batch, Consumer<ErrorCode> reply) {
        ProducerState state = state(batch.producer());
        ErrorCode refusal = check(batch, state);
        if (refusal != ErrorCode.NONE || isRepetition(batch, state)) {
            reply.accept(refusal);
        } else if (state.open && state.epoch == batch.producer().producerEpoch()) {
            append(batch, state);
            reply.accept(ErrorCode.NONE);
        } else {
            long ticket = state.ticket == 0 ? ++latestTicket : state.ticket;
            state.ticket = ticket;
            guard.ask(batch.producer(), name, code -> answered(batch, ticket, code, reply));
        }
    }

    private void answered(Batch batch, long ticket, ErrorCode code, Consumer<ErrorCode> reply) {
        ProducerState state = state(batch.producer());
        ErrorCode refusal = code == ErrorCode.NONE ? check(batch, state) : code;
        boolean stillMeant = state.ticket == ticket || state.open;
        if (refusal == ErrorCode.NONE && !stillMeant) {
            // A marker has come in between: the answer was about a transaction that is over.
            refusal = ErrorCode.INVALID_TXN_STATE;
        }
        if (refusal == ErrorCode.NONE && !isRepetition(batch, state)) {
            append(batch, state);
        }
        reply.accept(refusal);
    }

    private ProducerState state(TransactionalProducer producer) {
        return producers.computeIfAbsent(producer.producerId(), id -> new ProducerState());
    }

    private static ErrorCode check(Batch batch, ProducerState state) {
        short epoch = batch.producer().producerEpoch();
        if (epoch < state.epoch) {
            return ErrorCode.INVALID_PRODUCER_EPOCH;
        }
        int expected = epoch == state.epoch ? state.lastSequence + 1 : 0;
        return batch.sequence() > expected ? ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER : ErrorCode.NONE;
    }

    private static boolean isRepetition(Batch batch, ProducerState state) {
        return batch.producer().producerEpoch() == state.epoch && batch.sequence() <= state.lastSequence;
    }

    private void append(Batch batch, ProducerState state) {
        state.epoch = batch.producer().producerEpoch();
        state.lastSequence = batch.sequence();
        changes++;
        state.open = true;
        state.ticket = 0;
        log.add(batch.record());
        outcomes.add(null);
    }

    // Markers.

    ErrorCode mark(MarkerWriter.Marker marker) {
        ProducerState state = producers.computeIfAbsent(marker.producerId(), id -> new ProducerState());
        if (marker.producerEpoch() < state.epoch) {
            return ErrorCode.INVALID_PRODUCER_EPOCH;
        }
        boolean ownEpoch = TransactionVersion.hasEpochPerTransaction(marker.transactionVersion());
        if (ownEpoch && marker.producerEpoch() == state.epoch && state.open) {
            // It would end the transaction after the one that it is for.
            return ErrorCode.INVALID_PRODUCER_EPOCH;
        }
        if (marker.coordinatorEpoch() < state.coordinatorEpoch) {
            return ErrorCode.TRANSACTION_COORDINATOR_FENCED;
        }
        if (marker.producerEpoch() > state.epoch) {
            state.epoch = marker.producerEpoch();
            state.lastSequence = -1;
        }
        state.coordinatorEpoch = marker.coordinatorEpoch();
        changes++;
        state.open = false;
        state.ticket = 0;
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).producerId() == marker.producerId() && outcomes.get(i) == null) {
                outcomes.set(i, marker.committed());
            }
        }
        return ErrorCode.NONE;
    }

    // What readers see.

    /** Goes up whenever readers may see something else than before. */
    int changes() {
        return changes;
    }

    List<Written> log() {
        return log;
    }

    /** Committed, aborted, or null while nobody knows, of each record. */
    List<Boolean> outcomes() {
        return outcomes;
    }

    boolean isStable() {
        return !outcomes.contains(null);
    }

    /** Committed records before the first whose outcome is open. */
    List<Written> readCommitted() {
        List<Written> seen = new ArrayList<>();
        for (int i = 0; i < log.size() && outcomes.get(i) != null; i++) {
            if (outcomes.get(i)) {
                seen.add(log.get(i));
            }
        }
        return seen;
    }
}
