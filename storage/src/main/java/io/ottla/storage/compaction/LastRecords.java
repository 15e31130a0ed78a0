package io.ottla.storage.compaction;

import io.ottla.storage.producer.ProducerSnapshot;
import io.ottla.wire.batch.RecordBatch;
import java.util.HashMap;
import java.util.Map;

/**
 * The last batch of each producer that is still known. It stays, though it may lose all its records: its sequence and epoch
 * are what the producer is known by when the log is read again.
 */
public final class LastRecords {
    private final Map<Long, ProducerSnapshot.Entry> producers = new HashMap<>();

    public LastRecords(ProducerSnapshot snapshot) {
        snapshot.entries().forEach(entry -> producers.put(entry.producerId(), entry));
    }

    boolean include(RecordBatch batch) {
        if (!batch.hasProducerId()) {
            return false;
        }
        ProducerSnapshot.Entry producer = producers.get(batch.producerId());
        if (producer == null) {
            return false;
        }
        if (producer.lastOffset() >= 0) {
            return batch.lastOffset() == producer.lastOffset();
        }
        // Nothing came after the producer's last marker, which alone tells of its epoch.
        return batch.isControl() && batch.producerEpoch() == producer.epoch();
    }
}
