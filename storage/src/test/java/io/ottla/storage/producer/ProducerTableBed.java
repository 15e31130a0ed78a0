package io.ottla.storage.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.Sequence;

/** A table to append to in few words. Each accepted append takes the next offsets. */
final class ProducerTableBed {
    static final long PRODUCER = 7;

    final ProducerStateTable table;
    long nowMs = 1_000_000;
    private long nextOffset;

    ProducerTableBed() {
        this(new ProducerSettings(60_000, false, 900_000));
    }

    ProducerTableBed(ProducerSettings settings) {
        this.table = new ProducerStateTable(new TopicPartition("topic", 0), settings);
    }

    ProducerAppend.Records records(long producerId, int epoch, int firstSequence, int count, boolean transactional) {
        return new ProducerAppend.Records(
                producerId,
                (short) epoch,
                firstSequence,
                Sequence.plus(firstSequence, count - 1),
                nextOffset,
                nextOffset + count - 1,
                nowMs,
                transactional);
    }

    /** A client's records, noted when they are accepted. */
    AppendVerdict append(long producerId, int epoch, int firstSequence, int count) {
        return append(records(producerId, epoch, firstSequence, count, false), Verification.NO_TICKET);
    }

    /** A client's records in a transaction, noted when they are accepted. */
    AppendVerdict appendInTransaction(long producerId, int epoch, int firstSequence, int count) {
        return append(records(producerId, epoch, firstSequence, count, true), Verification.NO_TICKET);
    }

    AppendVerdict append(ProducerAppend.Records records, long ticket) {
        AppendVerdict verdict = table.decide(records, AppendOrigin.CLIENT, ticket);
        if (verdict instanceof AppendVerdict.Accepted) {
            assertThat(table.apply(records)).isEmpty();
            nextOffset = records.lastOffset() + 1;
        }
        return verdict;
    }

    /** A marker under the old protocol, accepted; returns what it ended, or null. */
    CompletedTransaction end(long producerId, int epoch, boolean commit) {
        ProducerAppend.Marker marker =
                new ProducerAppend.Marker(producerId, (short) epoch, 0, commit, nextOffset, nowMs);
        assertThat(table.decide(marker, AppendOrigin.COORDINATOR, (short) 0))
                .isInstanceOf(AppendVerdict.Accepted.class);
        nextOffset++;
        return table.apply(marker).orElse(null);
    }

    long nextOffset() {
        return nextOffset;
    }

    static void assertAccepted(AppendVerdict verdict) {
        assertThat(verdict).isInstanceOf(AppendVerdict.Accepted.class);
    }

    static void assertRejected(AppendVerdict verdict, ErrorCode error) {
        assertThat(verdict).isInstanceOf(AppendVerdict.Rejected.class);
        assertThat(((AppendVerdict.Rejected) verdict).error()).isEqualTo(error);
    }
}
