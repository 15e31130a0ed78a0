package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.record.transaction.TransactionLogKey;
import io.ottla.wire.record.transaction.TransactionLogValue;
import io.ottla.wire.record.transaction.TransactionLogValue.PartitionsSchema;
import io.ottla.wire.record.transaction.TransactionRecordType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The records of {@code __transaction_state}: one for each change of a transactional id, with all that is known of it then.
 * Version 0 of the value has no room for what transaction version 2 needs.
 */
final class TransactionRecords {
    private static final int KEY_VERSION = 0;

    private TransactionRecords() {}

    static CoordinatorRecord of(Transaction transaction, short transactionVersion) {
        short version = TransactionVersion.recordVersion(transactionVersion);
        TransactionLogValue value = new TransactionLogValue()
                .producerId(transaction.producerId())
                .producerEpoch(transaction.producerEpoch())
                .transactionTimeoutMs(transaction.timeoutMs())
                .transactionStatus(transaction.state().id())
                .transactionPartitions(partitions(transaction))
                .transactionLastUpdateTimestampMs(transaction.updatedMs())
                .transactionStartTimestampMs(transaction.startedMs());
        if (version >= TransactionLogValue.FLEXIBLE_FROM) {
            value.previousProducerId(transaction.previousProducerId())
                    .nextProducerId(transaction.nextProducerId())
                    .clientTransactionVersion(transaction.clientVersion());
        }
        return CoordinatorRecord.of(key(transaction.transactionalId()), value, version);
    }

    static CoordinatorRecord tombstone(String transactionalId) {
        return CoordinatorRecord.tombstone(key(transactionalId));
    }

    private static TransactionLogKey key(String transactionalId) {
        return new TransactionLogKey().transactionalId(transactionalId);
    }

    /** None at all, and not an empty list, where there is no transaction. */
    private static List<PartitionsSchema> partitions(Transaction transaction) {
        if (transaction.state() == TransactionState.EMPTY) {
            return null;
        }
        Map<String, List<Integer>> byTopic = new TreeMap<>();
        for (TopicPartition partition : transaction.partitions()) {
            byTopic.computeIfAbsent(partition.topic(), topic -> new ArrayList<>())
                    .add(partition.partition());
        }
        List<PartitionsSchema> topics = new ArrayList<>();
        byTopic.forEach(
                (topic, ids) -> topics.add(new PartitionsSchema().topic(topic).partitionIds(ids)));
        return topics;
    }

    /** The event of a record; empty when it is of a later format, which nobody here can read. */
    static Optional<TransactionEvent> read(ByteBuffer keyBytes, ByteBuffer valueBytes) {
        WireReader keyReader = new WireReader(keyBytes.duplicate());
        TransactionRecordType type = TransactionRecordType.find(keyReader.readInt16());
        if (type == null) {
            return Optional.empty();
        }
        String transactionalId = ((TransactionLogKey) type.readKey(keyReader, KEY_VERSION)).transactionalId();
        if (valueBytes == null) {
            return Optional.of(new TransactionEvent.Expired(transactionalId));
        }
        WireReader reader = new WireReader(valueBytes.duplicate());
        short version = reader.readInt16();
        if (!type.versions().contains(version)) {
            return Optional.empty();
        }
        TransactionLogValue value = (TransactionLogValue) type.readValue(reader, version);
        return Optional.of(new TransactionEvent.Changed(transaction(transactionalId, value), version));
    }

    private static Transaction transaction(String transactionalId, TransactionLogValue value) {
        TransactionState state = TransactionState.find(value.transactionStatus())
                .orElseThrow(() -> new MalformedMessage("the transactional id " + transactionalId + " is in a state "
                        + value.transactionStatus() + ", which there is not"));
        return new Transaction(
                transactionalId,
                value.producerId(),
                value.previousProducerId(),
                value.nextProducerId(),
                value.producerEpoch(),
                ProducerIdAndEpoch.NO_EPOCH,
                value.transactionTimeoutMs(),
                state,
                state == TransactionState.EMPTY ? Collections.emptySortedSet() : partitions(value),
                value.transactionStartTimestampMs(),
                value.transactionLastUpdateTimestampMs(),
                value.clientTransactionVersion());
    }

    private static SortedSet<TopicPartition> partitions(TransactionLogValue value) {
        SortedSet<TopicPartition> partitions = new TreeSet<>();
        if (value.transactionPartitions() != null) {
            for (PartitionsSchema topic : value.transactionPartitions()) {
                topic.partitionIds().forEach(id -> partitions.add(new TopicPartition(topic.topic(), id)));
            }
        }
        return partitions;
    }
}
