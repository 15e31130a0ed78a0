package io.ottla.broker.coordinator.transaction;

import static io.ottla.broker.coordinator.transaction.CoordinatorRun.OLD;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P0;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EndTxn of clients that keep their epoch. */
class EndKeepingEpochTest {
    private static final TransactionAnswer ENDED = new TransactionAnswer.Ended(ProducerIdAndEpoch.NONE);

    private final CoordinatorRun run = new CoordinatorRun(2);

    @ParameterizedTest
    @CsvSource({"true, PREPARE_COMMIT, COMPLETE_COMMIT", "false, PREPARE_ABORT, COMPLETE_ABORT"})
    void markersFollowTheDecision(boolean commit, TransactionState prepared, TransactionState complete) {
        ProducerIdAndEpoch producer = run.ongoing(OLD);

        assertThat(run.end(producer, commit, OLD)).isEqualTo(ENDED);

        assertThat(run.state()).isEqualTo(prepared);
        assertThat(run.markers().producer()).isEqualTo(producer);
        assertThat(run.markers().commit()).isEqualTo(commit);
        assertThat(run.markers().version()).isEqualTo(OLD);
        assertThat(run.markers().partitions()).containsExactly(P0, P1);

        run.writeAllMarkers();
        assertThat(run.state()).isEqualTo(complete);
        assertThat(run.transaction().producer()).isEqualTo(producer);
        assertThat(run.transaction().partitions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoRepeatsItIsToldTheSame(boolean commit) {
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        run.end(producer, commit, OLD);

        assertThat(run.end(producer, commit, OLD)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        run.writeAllMarkers();
        assertThat(run.end(producer, commit, OLD)).isEqualTo(ENDED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOtherOutcomeIsRefused(boolean commit) {
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        run.endWholly(producer, commit, OLD);
        assertThat(run.end(producer, !commit, OLD)).isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereThereIsNoTransactionNoneEnds(boolean commit) {
        ProducerIdAndEpoch producer = run.initialised();
        assertThat(run.end(producer, commit, OLD)).isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    @Test
    void obligation1_nobodyElseEndsIt() {
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        assertThat(run.end(new ProducerIdAndEpoch(producer.id() + 1, producer.epoch()), true, OLD))
                .isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        assertThat(run.end(new ProducerIdAndEpoch(producer.id(), (short) (producer.epoch() + 1)), true, OLD))
                .isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.state()).isEqualTo(TransactionState.ONGOING);
    }

    @Test
    void anIdThatNobodyHasInitialisedHasNoTransactions() {
        assertThat(run.end(new ProducerIdAndEpoch(1, (short) 0), true, OLD))
                .isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
    }

    @Test
    void whenEpochsAreUsedUpTransactionsStillEnd() {
        run.initialised();
        run.setEpoch(Short.MAX_VALUE - 1);
        ProducerIdAndEpoch last = run.transaction().producer();
        run.add(last, OLD, P0);

        assertThat(run.endWholly(last, true, OLD)).isEqualTo(ENDED);
        assertThat(run.transaction().producer()).isEqualTo(last);
    }
}
