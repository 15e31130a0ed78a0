package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.AppendVerdict;
import io.ottla.storage.producer.CompletedTransaction;
import io.ottla.storage.producer.ProducerAppend;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.storage.producer.ProducerSnapshot;
import io.ottla.storage.producer.ProducerStateTable;
import io.ottla.storage.producer.Verification;
import io.ottla.storage.producer.VerificationRequest;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A partition as transactions see it: a log, and beside it the producers' state that a real partition has, which says what needs
 * the coordinator's word, what may be appended, which markers count, and where readers of committed records have to stop. What it
 * has taken it keeps; its leader may start anew, and then knows what the log tells.
 *
 * <p>What became of each record is told once more, by nothing but the order of records and markers: the two accounts must agree.
 */
final class SimulatedPartition implements ObservedPartition {
    private static final long NOW_MS = 1_000_000;

    /** A record, and the try of a client that wrote it. */
    record Written(long producerId, String transaction, int value) {}

    /** What a client sends; {@code sequence} counts up within an epoch. */
    record Batch(TransactionalProducer producer, int sequence, Written record) {}

    /** What a reader of committed records is given, and where it goes on. */
    record Fetched(List<Offered> records, long nextOffset) {}

    record Offered(long offset, Written record) {}

    /** Asks the coordinator whether a producer's transaction has this partition, or has it added. */
    interface Guard {
        void ask(TransactionalProducer producer, TopicPartition partition, Consumer<ErrorCode> answer);
    }

    private final TopicPartition name;
    private final Guard guard;
    private final boolean addsImplicitly;
    private final List<ProducerAppend> appended = new ArrayList<>();
    private final List<Written> log = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private final List<Boolean> outcomes = new ArrayList<>();
    private final List<CompletedTransaction> aborted = new ArrayList<>();
    private ProducerStateTable producers;
    private long incarnation;
    private long lastStableOffset;
    private int changes;

    /** @param addsImplicitly whether its clients count on partitions being added when they are written to */
    SimulatedPartition(TopicPartition name, boolean addsImplicitly, Guard guard) {
        this.name = name;
        this.addsImplicitly = addsImplicitly;
        this.guard = guard;
        this.producers = new ProducerStateTable(name, ProducerSettings.DEFAULTS);
    }

    @Override
    public TopicPartition name() {
        return name;
    }

    /** Another leader, who has the log, and maybe a snapshot of the producers' state somewhere in it, but no tickets. */
    void restart(Random random) {
        incarnation++;
        int snapshotAt = random.nextInt(appended.size() + 1);
        ProducerStateTable before = new ProducerStateTable(name, ProducerSettings.DEFAULTS);
        appended.subList(0, snapshotAt).forEach(before::apply);
        ProducerSnapshot snapshot = before.snapshot();
        producers = new ProducerStateTable(name, ProducerSettings.DEFAULTS);
        producers.restore(snapshot, snapshotAt, NOW_MS);
        appended.subList(snapshotAt, appended.size()).forEach(producers::apply);
        producers.highWatermarkAdvanced(appended.size());
        checkLastStableOffset();
    }

    // Records.

    void produce(Batch batch, Consumer<ErrorCode> reply) {
        TransactionalProducer producer = batch.producer();
        VerificationRequest request = new VerificationRequest(
                producer.producerId(), producer.producerEpoch(), batch.sequence(), addsImplicitly);
        switch (producers.verify(request, NOW_MS)) {
            case Verification.NotNeeded open -> append(batch, Verification.NO_TICKET, reply);
            case Verification.Refused refused -> reply.accept(refused.error());
            case Verification.Needed needed -> {
                long asking = incarnation;
                guard.ask(producer, name, code -> {
                    if (asking != incarnation) {
                        reply.accept(ErrorCode.NOT_LEADER_OR_FOLLOWER);
                    } else if (code != ErrorCode.NONE) {
                        reply.accept(code);
                    } else {
                        append(batch, needed.ticket(), reply);
                    }
                });
            }
        }
    }

    private void append(Batch batch, long ticket, Consumer<ErrorCode> reply) {
        long offset = producers.endOffset();
        ProducerAppend.Records records = new ProducerAppend.Records(
                batch.producer().producerId(),
                batch.producer().producerEpoch(),
                batch.sequence(),
                batch.sequence(),
                offset,
                offset,
                NOW_MS,
                true);
        switch (producers.decide(records, AppendOrigin.CLIENT, ticket)) {
            case AppendVerdict.Accepted accepted -> {
                log.add(batch.record());
                offsets.add(offset);
                outcomes.add(null);
                apply(records);
                reply.accept(ErrorCode.NONE);
            }
            case AppendVerdict.Duplicate earlier -> reply.accept(ErrorCode.NONE);
            case AppendVerdict.Rejected rejected -> reply.accept(rejected.error());
        }
    }

    private void apply(ProducerAppend append) {
        appended.add(append);
        changes++;
        producers.apply(append).filter(CompletedTransaction::aborted).ifPresent(aborted::add);
        producers.highWatermarkAdvanced(producers.endOffset());
        checkLastStableOffset();
    }

    // Markers.

    ErrorCode mark(MarkerWriter.Marker marker) {
        ProducerAppend.Marker append = new ProducerAppend.Marker(
                marker.producerId(),
                marker.producerEpoch(),
                marker.coordinatorEpoch(),
                marker.committed(),
                producers.endOffset(),
                NOW_MS);
        return switch (producers.decide(append, AppendOrigin.COORDINATOR, marker.transactionVersion())) {
            case AppendVerdict.Accepted accepted -> {
                settle(marker);
                apply(append);
                yield ErrorCode.NONE;
            }
            case AppendVerdict.Duplicate earlier -> throw new AssertionError("a marker is never told from another");
            case AppendVerdict.Rejected rejected -> rejected.error();
        };
    }

    private void settle(MarkerWriter.Marker marker) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).producerId() == marker.producerId() && outcomes.get(i) == null) {
                outcomes.set(i, marker.committed());
            }
        }
    }

    // What readers see.

    /** The producers' state has it where the order of records and markers has it, and never takes anything back. */
    private void checkLastStableOffset() {
        long now = producers.firstUnstableOffset().orElse(producers.endOffset());
        int firstOpen = outcomes.indexOf(null);
        assertThat(now)
                .as("the last stable offset of %s", name)
                .isEqualTo(firstOpen < 0 ? producers.endOffset() : offsets.get(firstOpen))
                .isGreaterThanOrEqualTo(lastStableOffset);
        lastStableOffset = now;
    }

    /**
     * What a consumer makes of an answer to it: records below the last stable offset, but for those of the transactions that it is
     * told are aborted.
     */
    Fetched fetch(long fromOffset, int count) {
        List<Offered> records = new ArrayList<>();
        long toOffset = Math.min(lastStableOffset, fromOffset + count);
        for (int i = 0; i < log.size(); i++) {
            long offset = offsets.get(i);
            if (offset >= fromOffset
                    && offset < toOffset
                    && !isAborted(log.get(i).producerId(), offset)) {
                records.add(new Offered(offset, log.get(i)));
            }
        }
        return new Fetched(records, Math.max(fromOffset, toOffset));
    }

    private boolean isAborted(long producerId, long offset) {
        return aborted.stream()
                .anyMatch(transaction -> transaction.producerId() == producerId
                        && transaction.firstOffset() <= offset
                        && offset <= transaction.lastOffset());
    }

    /** Goes up whenever readers may see something else than before. */
    int changes() {
        return changes;
    }

    @Override
    public List<Written> log() {
        return log;
    }

    @Override
    public List<Boolean> outcomes() {
        return outcomes;
    }

    Boolean outcomeAt(long offset) {
        return outcomes.get(offsets.indexOf(offset));
    }

    @Override
    public List<Written> readCommitted() {
        List<Written> seen = new ArrayList<>();
        for (int i = 0; i < log.size() && outcomes.get(i) != null; i++) {
            if (outcomes.get(i)) {
                seen.add(log.get(i));
            }
        }
        return seen;
    }
}
