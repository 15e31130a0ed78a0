package io.ottla.broker.coordinator.transaction;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/** What a transaction coordinator is asked, and told. */
public sealed interface TransactionCommand {

    /** What clients and partition leaders want, about one transactional id. */
    sealed interface Request extends TransactionCommand {
        String transactionalId();
    }

    /** A request that may take a producer id that nobody has. The machine says so when it does, and is asked again with one. */
    sealed interface NeedingProducerId extends Request {
        NeedingProducerId with(long freshProducerId);
    }

    /**
     * A producer begins, or begins anew.
     *
     * @param expected who the producer was, when it goes on after an error (KIP-360)
     */
    record InitialiseProducer(
            String transactionalId, int timeoutMs, Optional<ProducerIdAndEpoch> expected, OptionalLong freshProducerId)
            implements NeedingProducerId {
        @Override
        public NeedingProducerId with(long fresh) {
            return new InitialiseProducer(transactionalId, timeoutMs, expected, OptionalLong.of(fresh));
        }
    }

    /**
     * @param clientVersion the {@link TransactionVersion} of the client
     * @param waiterKey nobody else's; with it, the answer may come when the producer's last transaction is complete
     */
    record AddPartitions(
            TransactionalProducer producer,
            SortedSet<TopicPartition> partitions,
            short clientVersion,
            Optional<String> waiterKey)
            implements Request {
        public AddPartitions(
                TransactionalProducer producer, SortedSet<TopicPartition> partitions, short clientVersion) {
            this(producer, partitions, clientVersion, Optional.empty());
        }

        @Override
        public String transactionalId() {
            return producer.transactionalId();
        }
    }

    record VerifyPartitions(TransactionalProducer producer, SortedSet<TopicPartition> partitions) implements Request {
        @Override
        public String transactionalId() {
            return producer.transactionalId();
        }
    }

    /** @param clientVersion the {@link TransactionVersion} of the client */
    record EndTransaction(
            TransactionalProducer producer, boolean commit, short clientVersion, OptionalLong freshProducerId)
            implements NeedingProducerId {
        @Override
        public String transactionalId() {
            return producer.transactionalId();
        }

        @Override
        public NeedingProducerId with(long fresh) {
            return new EndTransaction(producer, commit, clientVersion, OptionalLong.of(fresh));
        }
    }

    record Describe(String transactionalId) implements Request {}

    /** All transactional ids that pass the filter. */
    record ListAll(TransactionFilter filter) implements TransactionCommand {}

    /** What came of having a marker written. */
    record MarkerAnswered(String transactionalId, long round, TopicPartition partition, ErrorCode error)
            implements TransactionCommand {}

    /** A producer id for a transaction that the coordinator itself is going to abort. */
    record AbortWith(String transactionalId, ProducerIdAndEpoch producer, long freshProducerId)
            implements TransactionCommand {}

    /** The cluster is told to work by another {@link TransactionVersion}, or this is how it works, right after loading. */
    record VersionChanged(short version) implements TransactionCommand {}
}
