package io.ottla.broker.coordinator.transaction;

import static io.ottla.broker.coordinator.transaction.CoordinatorRun.NEW;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P0;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EndTxn of clients that have an epoch per transaction (KIP-890). */
class EndRaisingEpochTest {
    private final CoordinatorRun run = new CoordinatorRun(2);

    private static TransactionAnswer ended(long producerId, int epoch) {
        return new TransactionAnswer.Ended(new ProducerIdAndEpoch(producerId, (short) epoch));
    }

    private static ProducerIdAndEpoch producer(long id, int epoch) {
        return new ProducerIdAndEpoch(id, (short) epoch);
    }

    @ParameterizedTest
    @CsvSource({"true, PREPARE_COMMIT, COMPLETE_COMMIT", "false, PREPARE_ABORT, COMPLETE_ABORT"})
    void everyTransactionHasAnEpochOfItsOwn(boolean commit, TransactionState prepared, TransactionState complete) {
        ProducerIdAndEpoch producer = run.ongoing(NEW);

        assertThat(run.end(producer, commit, NEW)).isEqualTo(ended(4_000, 1));

        assertThat(run.state()).isEqualTo(prepared);
        assertThat(run.markers().producer()).isEqualTo(producer(4_000, 1));
        assertThat(run.markers().commit()).isEqualTo(commit);
        assertThat(run.markers().version()).isEqualTo(NEW);
        assertThat(run.markers().partitions()).containsExactly(P0, P1);

        run.writeAllMarkers();
        assertThat(run.state()).isEqualTo(complete);
        assertThat(run.transaction().producer()).isEqualTo(producer(4_000, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void obligation1_whoRepeatsItInTheEpochBeforeIsToldTheCurrentOne(boolean commit) {
        ProducerIdAndEpoch producer = run.ongoing(NEW);
        run.end(producer, commit, NEW);

        assertThat(run.end(producer, commit, NEW)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        run.writeAllMarkers();
        assertThat(run.end(producer, commit, NEW)).isEqualTo(ended(4_000, 1));
        assertThat(run.end(producer, !commit, NEW)).isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    @Test
    void obligation1_aRepetitionIsKnownAsOneAfterTheCoordinatorHasMoved() {
        ProducerIdAndEpoch producer = run.ongoing(NEW);
        run.endWholly(producer, true, NEW);
        run.restart();
        assertThat(run.end(producer, true, NEW)).isEqualTo(ended(4_000, 1));
    }

    /** A commit that was delayed must not commit what the producer is at now. */
    @Test
    void obligation1_aDelayedEndDoesNotEndTheNextTransaction() {
        ProducerIdAndEpoch producer = run.ongoing(NEW);
        run.endWholly(producer, true, NEW);
        run.add(producer(4_000, 1), NEW, P0);

        assertThat(run.end(producer, true, NEW)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.end(producer, false, NEW)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.state()).isEqualTo(TransactionState.ONGOING);
    }

    @Test
    void whatIsLongOverIsFenced() {
        ProducerIdAndEpoch first = run.ongoing(NEW);
        run.endWholly(first, true, NEW);
        run.add(producer(4_000, 1), NEW, P0);
        run.endWholly(producer(4_000, 1), true, NEW);
        assertThat(run.end(first, true, NEW)).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }

    @Test
    void withoutATransactionNothingIsCommitted() {
        ProducerIdAndEpoch producer = run.initialised();
        assertThat(run.end(producer, true, NEW)).isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neitherIsItAfterAnother(boolean commit) {
        ProducerIdAndEpoch producer = run.ongoing(NEW);
        run.endWholly(producer, commit, NEW);
        assertThat(run.end(producer(4_000, 1), true, NEW)).isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    /** Something of it may be on its way, and is told from what comes next by its epoch. */
    @Test
    void anAbortOfNothingRaisesTheEpochAtOnce() {
        ProducerIdAndEpoch producer = run.initialised();

        assertThat(run.end(producer, false, NEW)).isEqualTo(ended(4_000, 1));

        assertThat(run.state()).isEqualTo(TransactionState.COMPLETE_ABORT);
        assertThat(run.effects).isEmpty();
        assertThat(run.end(producer, false, NEW)).isEqualTo(ended(4_000, 1));
        assertThat(run.end(producer(4_000, 1), false, NEW)).isEqualTo(ended(4_000, 2));
    }

    @Test
    void theSameAfterACommit() {
        ProducerIdAndEpoch producer = run.ongoing(NEW);
        run.endWholly(producer, true, NEW);
        assertThat(run.end(producer(4_000, 1), false, NEW)).isEqualTo(ended(4_000, 2));
    }

    @Test
    void beforeTheFirstTransactionNothingIsRepeated() {
        ProducerIdAndEpoch producer = run.initialised();
        run.init();
        assertThat(run.end(producer, false, NEW)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.end(producer, true, NEW)).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }

    @Test
    void whenEpochsAreUsedUpTheProducerGoesOnUnderAnotherId() {
        run.initialised();
        run.setEpoch(Short.MAX_VALUE - 1);
        ProducerIdAndEpoch last = run.transaction().producer();
        run.add(last, NEW, P0);

        assertThat(run.end(last, true, NEW)).isEqualTo(ended(4_001, 0));
        assertThat(run.markers().producer()).isEqualTo(producer(4_000, Short.MAX_VALUE));
        assertThat(run.add(producer(4_001, 0), NEW, P0)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        run.writeAllMarkers();

        assertThat(run.transaction().producer()).isEqualTo(producer(4_001, 0));
        assertThat(run.end(last, true, NEW)).isEqualTo(ended(4_001, 0));
        assertThat(run.end(last, false, NEW)).isEqualTo(ErrorCode.INVALID_TXN_STATE);
        assertThat(run.add(producer(4_001, 0), NEW, P0)).isEqualTo(new TransactionAnswer.PartitionsAdded());
        assertThat(run.end(last, true, NEW)).isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
    }

    @Test
    void thatIdOutlivesTheCoordinator() {
        run.initialised();
        run.setEpoch(Short.MAX_VALUE - 1);
        ProducerIdAndEpoch last = run.transaction().producer();
        run.add(last, NEW, P0);
        run.end(last, true, NEW);

        run.restart();
        run.writeAllMarkers();

        assertThat(run.transaction().producer()).isEqualTo(producer(4_001, 0));
        assertThat(run.end(last, true, NEW)).isEqualTo(ended(4_001, 0));
    }
}
