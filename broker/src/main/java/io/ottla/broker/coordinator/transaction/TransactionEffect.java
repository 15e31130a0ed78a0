package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.Effect;
import io.ottla.storage.TopicPartition;
import java.util.SortedSet;

/** What a transaction coordinator has done outside. */
sealed interface TransactionEffect extends Effect {

    /**
     * Markers are to be written, and each partition's answer told as {@link TransactionCommand.MarkerAnswered}.
     *
     * @param round to be said in the answers
     */
    record WriteMarkers(
            String transactionalId,
            long round,
            ProducerIdAndEpoch producer,
            boolean commit,
            short version,
            SortedSet<TopicPartition> partitions)
            implements TransactionEffect {}

    /** A fresh producer id is to be fetched, and told as {@link TransactionCommand.AbortWith}. */
    record FetchProducerId(String transactionalId, ProducerIdAndEpoch producer) implements TransactionEffect {}
}
