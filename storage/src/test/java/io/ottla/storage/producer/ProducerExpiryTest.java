package io.ottla.storage.producer;

import static io.ottla.storage.producer.ProducerTableBed.PRODUCER;
import static io.ottla.storage.producer.ProducerTableBed.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProducerExpiryTest {
    private static final int EXPIRATION_MS = 60_000;

    private final ProducerTableBed bed = new ProducerTableBed(new ProducerSettings(EXPIRATION_MS, false, 900_000));

    @Test
    void aProducerIsForgottenWhenItHasBeenSilentForTheWholeTime() {
        bed.append(PRODUCER, 0, 0, 5);
        bed.table.removeExpired(bed.nowMs + EXPIRATION_MS - 1);
        assertThat(bed.table.producer(PRODUCER)).isPresent();
        bed.table.removeExpired(bed.nowMs + EXPIRATION_MS);
        assertThat(bed.table.producer(PRODUCER)).isEmpty();
        assertAccepted(bed.append(PRODUCER, 0, 77, 1));
    }

    @Test
    void eachWriteStartsTheTimeAnew() {
        bed.append(PRODUCER, 0, 0, 5);
        bed.nowMs += EXPIRATION_MS;
        bed.append(PRODUCER, 0, 5, 5);
        bed.table.removeExpired(bed.nowMs + 1);
        assertThat(bed.table.producer(PRODUCER)).isPresent();
    }

    @Test
    void anOpenTransactionKeepsItsProducer() {
        bed.appendInTransaction(PRODUCER, 0, 0, 5);
        bed.table.removeExpired(bed.nowMs + 10 * EXPIRATION_MS);
        assertThat(bed.table.producer(PRODUCER)).isPresent();
        bed.end(PRODUCER, 0, true);
        bed.table.removeExpired(bed.nowMs + 10 * EXPIRATION_MS);
        assertThat(bed.table.producerCount()).isZero();
    }

    @Test
    void aSnapshotBringsBackOnlyThoseThatWouldStillBeKnown() {
        bed.append(1, 0, 0, 5);
        bed.appendInTransaction(2, 0, 0, 5);
        bed.nowMs += EXPIRATION_MS;
        bed.append(3, 0, 0, 5);
        ProducerTableBed restored = new ProducerTableBed();
        restored.table.restore(bed.table.snapshot(), 15, bed.nowMs);
        assertThat(restored.table.producers())
                .extracting(ProducerView::producerId)
                .containsExactly(2L, 3L);
        assertThat(restored.table.firstUnstableOffset()).hasValue(5);
        assertThat(restored.table.endOffset()).isEqualTo(15);
    }
}
