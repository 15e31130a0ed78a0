package io.ottla.broker.coordinator.transaction;

import io.ottla.storage.TopicPartition;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one change of a transaction makes different; all else stays. */
final class TransactionChange {
    private final Transaction before;
    private final TransactionState state;
    private final long nowMs;
    private ProducerIdAndEpoch producer;
    private short lastProducerEpoch;
    private long nextProducerId;
    private int timeoutMs;
    private SortedSet<TopicPartition> partitions;
    private long startedMs;
    private short clientVersion;

    TransactionChange(Transaction before, TransactionState state, long nowMs) {
        if (!state.mayFollow(before.state())) {
            throw new IllegalStateException(before + " cannot become " + state);
        }
        this.before = before;
        this.state = state;
        this.nowMs = nowMs;
        this.producer = before.producer();
        this.lastProducerEpoch = before.lastProducerEpoch();
        this.nextProducerId = before.nextProducerId();
        this.timeoutMs = before.timeoutMs();
        this.partitions = before.partitions();
        this.startedMs = before.startedMs();
        this.clientVersion = before.clientVersion();
    }

    TransactionChange producer(ProducerIdAndEpoch next, short lastEpoch) {
        producer = next;
        lastProducerEpoch = lastEpoch;
        return this;
    }

    TransactionChange nextProducerId(long id) {
        nextProducerId = id;
        return this;
    }

    TransactionChange timeoutMs(int timeout) {
        timeoutMs = timeout;
        return this;
    }

    TransactionChange with(Collection<TopicPartition> more) {
        SortedSet<TopicPartition> all = new TreeSet<>(partitions);
        all.addAll(more);
        partitions = all;
        return this;
    }

    TransactionChange withoutPartitions() {
        partitions = Collections.emptySortedSet();
        return this;
    }

    TransactionChange startedMs(long start) {
        startedMs = start;
        return this;
    }

    TransactionChange clientVersion(short version) {
        clientVersion = version;
        return this;
    }

    Transaction done() {
        return new Transaction(
                before.transactionalId(),
                producer.id(),
                before.producerId(),
                nextProducerId,
                producer.epoch(),
                lastProducerEpoch,
                timeoutMs,
                state,
                partitions,
                startedMs,
                nowMs,
                clientVersion);
    }
}
