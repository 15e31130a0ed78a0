package io.ottla.storage.producer;

import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.Sequence;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Appends of a few producers by chance: mostly what is due, and often enough what is not. */
final class SeededAppends {
    private static final int PRODUCERS = 4;

    private final Random random;
    private final Map<Long, ProducerAppend.Records> lastSent = new HashMap<>();

    SeededAppends(Random random) {
        this.random = random;
    }

    AppendOrigin origin() {
        return switch (random.nextInt(10)) {
            case 0 -> AppendOrigin.COORDINATOR;
            case 1 -> AppendOrigin.REPLICATION;
            default -> AppendOrigin.CLIENT;
        };
    }

    ProducerAppend.Records records(long firstOffset, long nowMs) {
        long producerId = random.nextInt(PRODUCERS);
        ProducerAppend.Records last = lastSent.get(producerId);
        int count = 1 + random.nextInt(4);
        ProducerAppend.Records records;
        if (last == null) {
            int first = random.nextBoolean() ? 0 : Integer.MAX_VALUE - random.nextInt(8);
            records = records(producerId, (short) 0, first, count, firstOffset, nowMs);
        } else {
            records = switch (random.nextInt(12)) {
                case 0 -> sameSequences(last, firstOffset, nowMs);
                case 1 -> records(producerId, (short) (last.producerEpoch() + 1), 0, count, firstOffset, nowMs);
                case 2 -> records(producerId, (short) (last.producerEpoch() + 1), 3, count, firstOffset, nowMs);
                case 3 -> records(producerId, (short) (last.producerEpoch() - 1), 0, count, firstOffset, nowMs);
                case 4 ->
                    records(
                            producerId,
                            last.producerEpoch(),
                            Sequence.plus(last.lastSequence(), 2 + random.nextInt(3)),
                            count,
                            firstOffset,
                            nowMs);
                case 5 ->
                    records(
                            producerId,
                            last.producerEpoch(),
                            Sequence.minus(last.lastSequence(), random.nextInt(12)),
                            count,
                            firstOffset,
                            nowMs);
                default ->
                    records(
                            producerId,
                            last.producerEpoch(),
                            Sequence.plus(last.lastSequence(), 1),
                            count,
                            firstOffset,
                            nowMs);
            };
        }
        if (records.producerEpoch() < 0) {
            return records(producerId, (short) 0, 0, count, firstOffset, nowMs);
        }
        return records;
    }

    /** The records were accepted: those to come follow them. */
    void accepted(ProducerAppend.Records records) {
        lastSent.put(records.producerId(), records);
    }

    ProducerAppend.Marker marker(long offset, long nowMs) {
        long producerId = random.nextInt(PRODUCERS);
        ProducerAppend.Records last = lastSent.get(producerId);
        int epoch = last == null ? 0 : last.producerEpoch();
        int shift = random.nextInt(5) == 0 ? random.nextInt(3) - 1 : random.nextInt(2);
        int coordinatorEpoch = 10 - (random.nextInt(6) == 0 ? random.nextInt(3) : 0);
        short markerEpoch = (short) Math.max(0, epoch + shift);
        return new ProducerAppend.Marker(
                producerId, markerEpoch, coordinatorEpoch, random.nextBoolean(), offset, nowMs);
    }

    /** The marker was accepted: a higher epoch starts its sequences anew. */
    void accepted(ProducerAppend.Marker marker) {
        ProducerAppend.Records last = lastSent.get(marker.producerId());
        if (last != null && marker.producerEpoch() != last.producerEpoch()) {
            lastSent.put(
                    marker.producerId(),
                    new ProducerAppend.Records(
                            marker.producerId(),
                            marker.producerEpoch(),
                            RecordBatch.NO_SEQUENCE,
                            RecordBatch.NO_SEQUENCE,
                            marker.firstOffset(),
                            marker.firstOffset(),
                            marker.timestampMs(),
                            false));
        }
    }

    private static ProducerAppend.Records sameSequences(ProducerAppend.Records last, long firstOffset, long nowMs) {
        long lastOffset = firstOffset + (last.lastOffset() - last.firstOffset());
        return new ProducerAppend.Records(
                last.producerId(),
                last.producerEpoch(),
                last.firstSequence(),
                last.lastSequence(),
                firstOffset,
                lastOffset,
                nowMs,
                last.transactional());
    }

    private ProducerAppend.Records records(
            long producerId, short epoch, int firstSequence, int count, long firstOffset, long nowMs) {
        boolean transactional = producerId % 2 == 0 && random.nextInt(10) != 0;
        return new ProducerAppend.Records(
                producerId,
                epoch,
                firstSequence,
                Sequence.plus(firstSequence, count - 1),
                firstOffset,
                firstOffset + count - 1,
                nowMs,
                transactional);
    }
}
