package io.ottla.broker.transaction;

import io.ottla.broker.coordinator.transaction.OngoingTransactions;
import io.ottla.broker.coordinator.transaction.TransactionalProducer;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.broker.transaction.TransactionGuards.Waiting;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.producer.Verification;
import io.ottla.storage.producer.VerificationRequest;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The guard of one shard's partitions. What all batches of a burst need to know of one transaction is one question to its
 * coordinator. Batches of one producer that come while it is being asked about their partition wait behind the first, so that
 * none overtakes another. Owned by the shard.
 */
final class ShardGuard {
    private final PartitionTable table;
    private final OngoingTransactions transactions;
    private final GuardMetrics metrics;
    private GuardSettings settings;
    /** What is being asked, or is going to be when the burst is over. */
    private final Map<Subject, Case> open = new HashMap<>();
    /** What is to be asked when the burst is over. */
    private Map<Asker, List<Case>> toAsk = new LinkedHashMap<>();

    /** What one answer is about. */
    private record Subject(TopicPartition partition, TransactionalProducer producer) {}

    /** For whom the coordinator is asked, and how. */
    private record Asker(TransactionalProducer producer, ClientProtocol protocol) {}

    private static final class Case {
        private final Subject subject;
        private final Partition partition;
        private final long ticket;
        private final long sinceMs;
        private final List<Waiting> waiting = new ArrayList<>();

        private Case(Subject subject, Partition partition, long ticket, long sinceMs) {
            this.subject = subject;
            this.partition = partition;
            this.ticket = ticket;
            this.sinceMs = sinceMs;
        }
    }

    ShardGuard(PartitionTable table, OngoingTransactions transactions, GuardSettings settings, GuardMetrics metrics) {
        this.table = table;
        this.transactions = transactions;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Whether the coordinator is asked about clients that have their partitions added beforehand, from now on. */
    void configure(boolean verifies) {
        settings = settings.verifying(verifies);
    }

    void admit(Partition partition, TransactionalBatch batch, ShardTurn turn, Waiting waiting) {
        if (!settings.verifies() && !batch.protocol().addsImplicitly()) {
            waiting.admitted(partition, Verification.NOT_ASKED_FOR, turn);
            return;
        }
        if (!partition.leadership().leads()) {
            waiting.refused(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            return;
        }
        VerificationRequest request = new VerificationRequest(
                batch.producer().producerId(),
                batch.producer().producerEpoch(),
                batch.firstSequence(),
                batch.protocol().addsImplicitly());
        switch (partition.log().producers().verify(request, turn.nowMs())) {
            case Verification.NotNeeded notNeeded -> waiting.admitted(partition, Verification.NO_TICKET, turn);
            case Verification.Refused refused -> waiting.refused(refused.error());
            case Verification.Needed needed -> await(partition, batch, needed.ticket(), turn, waiting);
        }
    }

    private void await(Partition partition, TransactionalBatch batch, long ticket, ShardTurn turn, Waiting waiting) {
        Subject subject = new Subject(partition.name(), batch.producer());
        Case known = open.get(subject);
        if (known == null || known.ticket != ticket || known.partition != partition) {
            known = new Case(subject, partition, ticket, turn.nowMs());
            open.put(subject, known);
            ask(new Asker(batch.producer(), batch.protocol()), known, turn);
        }
        known.waiting.add(waiting);
    }

    private void ask(Asker asker, Case subject, ShardTurn turn) {
        if (toAsk.isEmpty()) {
            turn.atEndOfBurst(this::askAll);
        }
        toAsk.computeIfAbsent(asker, any -> new ArrayList<>()).add(subject);
    }

    private void askAll(ShardTurn turn) {
        Map<Asker, List<Case>> questions = toAsk;
        toAsk = new LinkedHashMap<>();
        long askedMs = turn.nowMs();
        questions.forEach((asker, cases) -> {
            List<TopicPartition> partitions =
                    cases.stream().map(one -> one.subject.partition()).toList();
            Consumer<Map<TopicPartition, ErrorCode>> answer =
                    codes -> table.shard().send(later -> {
                        metrics.timeMs().record(later.nowMs() - askedMs);
                        answered(asker, cases, codes, later);
                    });
            if (asker.protocol().addsImplicitly()) {
                transactions.add(asker.producer(), partitions, answer);
            } else {
                transactions.verify(asker.producer(), partitions, answer);
            }
        });
    }

    private void answered(Asker asker, List<Case> cases, Map<TopicPartition, ErrorCode> codes, ShardTurn turn) {
        List<Case> again = new ArrayList<>();
        for (Case one : cases) {
            ErrorCode code = codes.getOrDefault(one.subject.partition(), ErrorCode.UNKNOWN_SERVER_ERROR);
            if (code != ErrorCode.NONE) {
                metrics.failures().increment();
            }
            if (code == ErrorCode.CONCURRENT_TRANSACTIONS && isWorthWaiting(asker, one, turn)) {
                again.add(one);
            } else {
                close(one, told(code, asker.protocol()), turn);
            }
        }
        if (!again.isEmpty()) {
            turn.timers()
                    .at(turn.nowMs() + settings.retryBackoffMs(), nowMs -> again.forEach(one -> ask(asker, one, turn)));
        }
    }

    /** The markers of the producer's last transaction are on their way: its client counts on not having to wait for them. */
    private boolean isWorthWaiting(Asker asker, Case one, ShardTurn turn) {
        return asker.protocol().addsImplicitly() && turn.nowMs() - one.sinceMs < settings.retryMaxMs();
    }

    private void close(Case over, ErrorCode error, ShardTurn turn) {
        open.remove(over.subject, over);
        for (Waiting waiting : over.waiting) {
            if (error != ErrorCode.NONE) {
                waiting.refused(error);
            } else if (table.online(over.subject.partition()) == over.partition) {
                waiting.admitted(over.partition, over.ticket, turn);
            } else {
                waiting.refused(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            }
        }
    }

    /** In words that the client knows. */
    private static ErrorCode told(ErrorCode code, ClientProtocol protocol) {
        return switch (code) {
            case PRODUCER_FENCED -> ErrorCode.INVALID_PRODUCER_EPOCH;
            case TRANSACTION_ABORTABLE -> protocol == ClientProtocol.OLD ? ErrorCode.INVALID_TXN_STATE : code;
            default -> code;
        };
    }
}
