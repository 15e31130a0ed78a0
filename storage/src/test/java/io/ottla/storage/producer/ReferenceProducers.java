package io.ottla.storage.producer;

import io.ottla.wire.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.storage.internals.log.BatchMetadata;
import org.apache.kafka.storage.internals.log.CompletedTxn;
import org.apache.kafka.storage.internals.log.LogOffsetMetadata;
import org.apache.kafka.storage.internals.log.ProducerAppendInfo;
import org.apache.kafka.storage.internals.log.ProducerStateEntry;
import org.apache.kafka.storage.internals.log.ProducerStateManager;
import org.apache.kafka.storage.internals.log.ProducerStateManagerConfig;

/** The reference's producer state of one partition, driven in the steps in which its log drives it. */
final class ReferenceProducers {
    private final ProducerStateManager manager;

    ReferenceProducers(Path folder, ProducerSettings settings) throws IOException {
        this.manager = new ProducerStateManager(
                new TopicPartition("topic", 0),
                folder.toFile(),
                settings.maxTransactionTimeoutMs(),
                new ProducerStateManagerConfig(settings.producerIdExpirationMs(), settings.verifyTransactions()),
                new NoTime());
    }

    /** Decides on the records and, where they are accepted, notes them. */
    AppendVerdict append(ProducerAppend.Records records, AppendOrigin origin) {
        Optional<ProducerStateEntry> known = manager.lastEntry(records.producerId());
        if (origin == AppendOrigin.CLIENT && known.isPresent()) {
            for (BatchMetadata batch : known.get().batchMetadata()) {
                if (known.get().producerEpoch() == records.producerEpoch()
                        && batch.firstSeq() == records.firstSequence()
                        && batch.lastSeq() == records.lastSequence()) {
                    return new AppendVerdict.Duplicate(batch.firstOffset(), batch.lastOffset(), batch.timestamp());
                }
            }
        }
        try {
            ProducerAppendInfo info = manager.prepareUpdate(records.producerId(), reference(origin));
            info.appendDataBatch(
                    records.producerEpoch(),
                    records.firstSequence(),
                    records.lastSequence(),
                    records.maxTimestampMs(),
                    new LogOffsetMetadata(records.firstOffset()),
                    records.lastOffset(),
                    records.transactional());
            manager.update(info);
            manager.updateMapEndOffset(records.lastOffset() + 1);
            return new AppendVerdict.Accepted();
        } catch (RuntimeException e) {
            return rejected(e);
        }
    }

    /** Decides on the marker and, where it is accepted, notes it. */
    AppendVerdict append(ProducerAppend.Marker marker, AppendOrigin origin, short transactionVersion) {
        try {
            ProducerAppendInfo info = manager.prepareUpdate(marker.producerId(), reference(origin));
            ControlRecordType type = marker.commit() ? ControlRecordType.COMMIT : ControlRecordType.ABORT;
            Optional<CompletedTxn> completed = info.appendEndTxnMarker(
                    new EndTransactionMarker(type, marker.coordinatorEpoch()),
                    marker.producerEpoch(),
                    marker.firstOffset(),
                    marker.timestampMs(),
                    transactionVersion);
            manager.update(info);
            lastCompleted = completed.map(txn -> new CompletedTransaction(
                    txn.producerId(),
                    txn.firstOffset(),
                    txn.lastOffset(),
                    txn.isAborted(),
                    manager.lastStableOffset(txn)));
            completed.ifPresent(manager::completeTxn);
            manager.updateMapEndOffset(marker.firstOffset() + 1);
            return new AppendVerdict.Accepted();
        } catch (RuntimeException e) {
            return rejected(e);
        }
    }

    private Optional<CompletedTransaction> lastCompleted = Optional.empty();

    /** What the last accepted marker ended. */
    Optional<CompletedTransaction> lastCompleted() {
        return lastCompleted;
    }

    void highWatermarkAdvanced(long highWatermark) {
        manager.onHighWatermarkUpdated(highWatermark);
    }

    void logStartAdvanced(long logStartOffset) {
        manager.onLogStartOffsetIncremented(logStartOffset);
    }

    void removeExpired(long nowMs) {
        manager.removeExpiredProducers(nowMs);
    }

    boolean hasLateTransaction(long nowMs) {
        return manager.hasLateTransaction(nowMs);
    }

    OptionalLong firstUnstableOffset() {
        return manager.firstUnstableOffset().stream()
                .mapToLong(offset -> offset.messageOffset)
                .findFirst();
    }

    OptionalLong firstUndecidedOffset() {
        return manager.firstUndecidedOffset();
    }

    long endOffset() {
        return manager.mapEndOffset();
    }

    /** Its producers, by id. */
    Map<Long, ProducerStateEntry> entries() {
        return new TreeMap<>(manager.activeProducers());
    }

    private static AppendVerdict.Rejected rejected(RuntimeException e) {
        return new AppendVerdict.Rejected(
                ErrorCode.forCode(Errors.forException(e).code()), e.toString());
    }

    private static org.apache.kafka.storage.internals.log.AppendOrigin reference(AppendOrigin origin) {
        return switch (origin) {
            case CLIENT -> org.apache.kafka.storage.internals.log.AppendOrigin.CLIENT;
            case COORDINATOR -> org.apache.kafka.storage.internals.log.AppendOrigin.COORDINATOR;
            case RAFT -> org.apache.kafka.storage.internals.log.AppendOrigin.RAFT_LEADER;
            case REPLICATION -> org.apache.kafka.storage.internals.log.AppendOrigin.REPLICATION;
        };
    }

    /** Asked only when verification begins, which the reference's log does, not its producer state. */
    private static final class NoTime implements Time {
        @Override
        public long milliseconds() {
            return 0;
        }

        @Override
        public long nanoseconds() {
            return 0;
        }

        @Override
        public void sleep(long ms) {
            throw new IllegalStateException("nothing waits here");
        }

        @Override
        public void waitObject(Object lock, Supplier<Boolean> condition, long deadlineMs) {
            throw new IllegalStateException("nothing waits here");
        }
    }
}
