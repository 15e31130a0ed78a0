package io.ottla.broker.coordinator.transaction;

import static io.ottla.broker.coordinator.transaction.CoordinatorRun.NEW;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.OLD;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P0;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.TIMEOUT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transactions that take longer than their producers said. */
class OverdueTest {
    private static final int LOOK_MS = CoordinatorRun.SETTINGS.overdueCheckIntervalMs();

    /** Whatever version the cluster works by. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 0", "2, 2"})
    void trap59_theyAreAbortedAndTheirProducersFenced(int version, short clientVersion) {
        CoordinatorRun run = new CoordinatorRun(version);
        ProducerIdAndEpoch producer = run.ongoing(clientVersion);

        run.advance(TIMEOUT_MS);
        assertThat(run.state()).isEqualTo(TransactionState.ONGOING);
        run.advance(LOOK_MS);

        assertThat(run.state()).isEqualTo(TransactionState.PREPARE_ABORT);
        assertThat(run.markers().commit()).isFalse();
        assertThat(run.markers().producer())
                .isEqualTo(new ProducerIdAndEpoch(producer.id(), (short) (producer.epoch() + 1)));
        run.writeAllMarkers();
        assertThat(run.state()).isEqualTo(TransactionState.COMPLETE_ABORT);
        assertThat(run.add(producer, clientVersion, P0)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.end(producer, true, OLD)).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }

    @Test
    void aCommitThatComesTooLateIsTold() {
        CoordinatorRun run = new CoordinatorRun(2);
        ProducerIdAndEpoch producer = run.ongoing(NEW);
        run.advance(TIMEOUT_MS + LOOK_MS);
        run.writeAllMarkers();
        assertThat(run.end(producer, true, NEW)).isEqualTo(ErrorCode.INVALID_TXN_STATE);
    }

    @Test
    void theNextTransactionHasTimeAgain() {
        CoordinatorRun run = new CoordinatorRun(2);
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        run.advance(TIMEOUT_MS - 1);
        run.endWholly(producer, true, OLD);
        run.add(producer, OLD, P0);

        run.advance(TIMEOUT_MS - 1);

        assertThat(run.state()).isEqualTo(TransactionState.ONGOING);
    }

    @Test
    void whatIsNotOpenIsLeftAlone() {
        CoordinatorRun run = new CoordinatorRun(2);
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        run.endWholly(producer, true, OLD);
        int before = run.logLength();

        run.advance(10L * TIMEOUT_MS);

        assertThat(run.logLength()).isEqualTo(before);
    }

    @Test
    void afterALoadTheClockGoesOn() {
        CoordinatorRun run = new CoordinatorRun(2);
        run.ongoing(NEW);
        run.advance(TIMEOUT_MS - 1);
        run.restart();
        run.advance(1 + LOOK_MS);
        assertThat(run.state()).isEqualTo(TransactionState.PREPARE_ABORT);
    }

    @Test
    void inTheLastEpochAFreshProducerIdIsFetchedFirst() {
        CoordinatorRun run = new CoordinatorRun(2);
        run.initialised();
        run.setEpoch(Short.MAX_VALUE - 1);
        ProducerIdAndEpoch last = run.transaction().producer();
        run.add(last, NEW, P0);
        run.advance(TIMEOUT_MS + LOOK_MS);
        assertThat(run.effects)
                .isNotEmpty()
                .containsOnly(new TransactionEffect.FetchProducerId(CoordinatorRun.ID, last));

        run.ask(new TransactionCommand.AbortWith(CoordinatorRun.ID, last, 5_000));

        run.writeAllMarkers();
        assertThat(run.state()).isEqualTo(TransactionState.COMPLETE_ABORT);
        assertThat(run.transaction().producer()).isEqualTo(new ProducerIdAndEpoch(5_000, (short) 0));
    }

    @Test
    void thatIdIsOfNoUseToTheNextTransaction() {
        CoordinatorRun run = new CoordinatorRun(2);
        run.initialised();
        run.setEpoch(Short.MAX_VALUE - 1);
        ProducerIdAndEpoch last = run.transaction().producer();
        run.add(last, NEW, P0);
        run.advance(TIMEOUT_MS + LOOK_MS);
        run.endWholly(last, true, NEW);
        ProducerIdAndEpoch next = run.transaction().producer();
        run.add(next, NEW, P0);

        run.ask(new TransactionCommand.AbortWith(CoordinatorRun.ID, last, 5_000));

        assertThat(run.state()).isEqualTo(TransactionState.ONGOING);
        assertThat(run.transaction().producer()).isEqualTo(next);
    }
}
