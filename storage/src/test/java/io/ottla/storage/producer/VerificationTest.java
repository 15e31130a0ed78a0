package io.ottla.storage.producer;

import static io.ottla.storage.producer.ProducerTableBed.PRODUCER;
import static io.ottla.storage.producer.ProducerTableBed.assertAccepted;
import static io.ottla.storage.producer.ProducerTableBed.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import org.junit.jupiter.api.Test;

/** Transactional records are appended only when the coordinator knows of the transaction (KIP-890). */
class VerificationTest {
    private static final int EXPIRATION_MS = 60_000;

    private final ProducerTableBed bed = new ProducerTableBed(new ProducerSettings(EXPIRATION_MS, true, 900_000));

    @Test
    void withoutATicketNoTransactionBegins() {
        assertRejected(bed.appendInTransaction(PRODUCER, 0, 0, 1), ErrorCode.INVALID_TXN_STATE);
        assertAccepted(bed.append(PRODUCER, 0, 0, 1));
    }

    @Test
    void aTicketOpensTheTransactionAndIsNeededOnce() {
        long ticket = ticket(0, 0, false);
        assertAccepted(bed.append(bed.records(PRODUCER, 0, 0, 1, true), ticket));
        assertThat(verify(0, 1, false)).isInstanceOf(Verification.NotNeeded.class);
        assertAccepted(bed.appendInTransaction(PRODUCER, 0, 1, 1));
    }

    @Test
    void batchesThatWaitTogetherHaveOneTicket() {
        assertThat(ticket(0, 0, false)).isEqualTo(ticket(0, 1, false));
    }

    @Test
    void aTicketLapsesWithTheTransaction() {
        long ticket = ticket(0, 0, false);
        bed.end(PRODUCER, 0, false);
        assertRejected(bed.append(bed.records(PRODUCER, 0, 0, 1, true), ticket), ErrorCode.INVALID_TXN_STATE);
        assertThat(ticket(0, 0, false)).isNotEqualTo(ticket);
    }

    @Test
    void aTicketOfTheNextTransactionOutlivesTheMarkerThatBringsItsEpoch() {
        long ticket = ticket(1, 0, true);
        bed.end(PRODUCER, 1, true);
        assertAccepted(bed.append(bed.records(PRODUCER, 1, 0, 1, true), ticket));
    }

    @Test
    void aFencedProducerIsNotVerified() {
        bed.append(PRODUCER, 5, 0, 1);
        assertThat(verify(4, 0, false))
                .isInstanceOfSatisfying(
                        Verification.Refused.class,
                        refused -> assertThat(refused.error()).isEqualTo(ErrorCode.INVALID_PRODUCER_EPOCH));
        assertRejected(bed.appendInTransaction(PRODUCER, 4, 1, 1), ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void anOpenTransactionOfAnOlderEpochProvesNothing() {
        assertAccepted(bed.append(bed.records(PRODUCER, 0, 0, 1, true), ticket(0, 0, false)));
        assertThat(verify(1, 0, false)).isInstanceOf(Verification.Needed.class);
        assertRejected(bed.appendInTransaction(PRODUCER, 1, 0, 1), ErrorCode.INVALID_TXN_STATE);
    }

    /** Batches 0 and 1 are sent; 0 is turned away for a passing reason. If 1 were taken, 0 could never be. */
    @Test
    void aLaterBatchDoesNotOvertakeOneThatWasSeenBefore() {
        long ticket = ticket(0, 3, false);
        assertThat(ticket(0, 0, false)).isEqualTo(ticket);
        assertRejected(
                bed.append(bed.records(PRODUCER, 0, 3, 1, true), ticket), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertAccepted(bed.append(bed.records(PRODUCER, 0, 0, 3, true), ticket));
        assertAccepted(bed.appendInTransaction(PRODUCER, 0, 3, 1));
    }

    @Test
    void aNewEpochForgetsTheSequencesOfTheOld() {
        ticket(0, 0, false);
        long ticket = ticket(1, 2, false);
        assertAccepted(bed.append(bed.records(PRODUCER, 1, 2, 1, true), ticket));
    }

    @Test
    void aProducerWithItsOwnEpochsStartsAtSequenceZero() {
        long ticket = ticket(0, 2, true);
        assertRejected(
                bed.append(bed.records(PRODUCER, 0, 2, 1, true), ticket), ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
        ticket(0, 0, true);
        assertAccepted(bed.append(bed.records(PRODUCER, 0, 0, 1, true), ticket));
    }

    @Test
    void ticketsExpireWithTheirProducers() {
        long ticket = ticket(0, 0, false);
        bed.table.removeExpired(bed.nowMs + EXPIRATION_MS - 1);
        assertThat(ticket(0, 0, false)).isEqualTo(ticket);
        bed.table.removeExpired(bed.nowMs + EXPIRATION_MS);
        assertThat(ticket(0, 0, false)).isNotEqualTo(ticket);
    }

    @Test
    void verificationCanBeSwitchedOff() {
        bed.table.configure(new ProducerSettings(EXPIRATION_MS, false, 900_000));
        assertAccepted(bed.appendInTransaction(PRODUCER, 0, 0, 1));
    }

    @Test
    void whatIsNotToBeVerifiedHasATicketThatSaysSo() {
        assertAccepted(bed.append(bed.records(PRODUCER, 0, 0, 1, true), Verification.NOT_ASKED_FOR));
    }

    private Verification verify(int epoch, int sequence, boolean supportsEpochBump) {
        return bed.table.verify(
                new VerificationRequest(PRODUCER, (short) epoch, sequence, supportsEpochBump), bed.nowMs);
    }

    private long ticket(int epoch, int sequence, boolean supportsEpochBump) {
        return ((Verification.Needed) verify(epoch, sequence, supportsEpochBump)).ticket();
    }
}
