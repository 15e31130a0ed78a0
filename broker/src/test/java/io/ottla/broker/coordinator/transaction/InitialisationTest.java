package io.ottla.broker.coordinator.transaction;

import static io.ottla.broker.coordinator.transaction.CoordinatorRun.ID;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.NEW;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.OLD;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** InitProducerId: who may write under a transactional id. */
class InitialisationTest {
    private final CoordinatorRun run = new CoordinatorRun(2);

    private static TransactionAnswer initialised(long producerId, int epoch) {
        return new TransactionAnswer.Initialised(new ProducerIdAndEpoch(producerId, (short) epoch));
    }

    private static ProducerIdAndEpoch producer(long id, int epoch) {
        return new ProducerIdAndEpoch(id, (short) epoch);
    }

    @Test
    void anIdThatNobodyHasUsedTakesAProducerIdAtEpochZero() {
        assertThat(run.init()).isEqualTo(initialised(4_000, 0));
        assertThat(run.state()).isEqualTo(TransactionState.EMPTY);
    }

    @Test
    void theNextProducerFencesTheLast() {
        ProducerIdAndEpoch first = run.initialised();
        assertThat(run.init()).isEqualTo(initialised(4_000, 1));

        assertThat(run.add(first, OLD, P0)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.end(first, true, OLD)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.end(first, true, NEW)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.verify(first, P0)).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, CoordinatorRun.TIMEOUT_MAX_MS + 1})
    void aTimeoutThatIsNoneOrTooLongIsRefused(int timeoutMs) {
        assertThat(run.ask(new TransactionCommand.InitialiseProducer(
                        ID, timeoutMs, Optional.empty(), OptionalLong.empty())))
                .isEqualTo(ErrorCode.INVALID_TRANSACTION_TIMEOUT);
    }

    @Test
    void aProducerThatGoesOnAfterAnErrorHasItsEpochRaised() {
        ProducerIdAndEpoch first = run.initialised();
        assertThat(run.initAs(first)).isEqualTo(initialised(4_000, 1));
    }

    @Test
    void whoRepeatsItHearsTheSame() {
        ProducerIdAndEpoch first = run.initialised();
        run.initAs(first);
        assertThat(run.initAs(first)).isEqualTo(initialised(4_000, 1));
    }

    @Test
    void afterAnotherProducerCameInBetweenItIsFenced() {
        ProducerIdAndEpoch first = run.initialised();
        run.init();
        assertThat(run.initAs(first)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.initAs(producer(17, 1))).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }

    @Test
    void whoeverWasForgottenMayComeBack() {
        assertThat(run.initAs(producer(17, 5))).isEqualTo(initialised(4_000, 0));
    }

    @Test
    void aTransactionThatIsOpenIsAbortedFirstAndTheProducerComesAgain() {
        ProducerIdAndEpoch first = run.ongoing(NEW);

        assertThat(run.init()).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(run.state()).isEqualTo(TransactionState.PREPARE_ABORT);
        assertThat(run.markers().producer()).isEqualTo(producer(4_000, 1));
        assertThat(run.init()).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        run.writeAllMarkers();

        assertThat(run.init()).isEqualTo(initialised(4_000, 2));
        assertThat(run.end(first, true, NEW)).isEqualTo(ErrorCode.PRODUCER_FENCED);
    }

    @Test
    void theSameWhereTheClusterKeepsEpochs() {
        CoordinatorRun old = new CoordinatorRun(0);
        old.ongoing(OLD);
        assertThat(old.init()).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(old.markers().producer()).isEqualTo(producer(4_000, 1));
        assertThat(old.markers().version()).isEqualTo(OLD);
        old.writeAllMarkers();
        assertThat(old.init()).isEqualTo(initialised(4_000, 2));
    }

    /** As in the reference, the other's transaction is aborted on the way. */
    @Test
    void aZombieThatWantsToGoOnIsFencedWhenItComesAgain() {
        ProducerIdAndEpoch zombie = run.initialised();
        run.ongoing(NEW);

        assertThat(run.initAs(zombie)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(run.state()).isEqualTo(TransactionState.PREPARE_ABORT);
        run.writeAllMarkers();

        assertThat(run.initAs(zombie)).isEqualTo(ErrorCode.PRODUCER_FENCED);
        assertThat(run.state()).isEqualTo(TransactionState.COMPLETE_ABORT);
    }

    @Test
    void whenEpochsAreUsedUpTheProducerIdChanges() {
        run.initialised();
        run.setEpoch(Short.MAX_VALUE - 1);

        assertThat(run.init()).isEqualTo(initialised(4_001, 0));
        assertThat(run.transaction().previousProducerId()).isEqualTo(4_000);
    }

    @Test
    void whoDidNotHearOfItsNewIdIsTold() {
        run.initialised();
        run.setEpoch(Short.MAX_VALUE - 1);
        ProducerIdAndEpoch last = producer(4_000, Short.MAX_VALUE - 1);

        assertThat(run.initAs(last)).isEqualTo(initialised(4_001, 0));
        assertThat(run.initAs(last)).isEqualTo(initialised(4_001, 0));
    }

    @Test
    void whoIsFencedInTheLastEpochIsGivenAnotherIdAsWell() {
        ProducerIdAndEpoch first = run.initialised();
        run.setEpoch(Short.MAX_VALUE - 1);
        run.add(producer(first.id(), Short.MAX_VALUE - 1), NEW, P0);

        assertThat(run.init()).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
        assertThat(run.markers().producer()).isEqualTo(producer(4_000, Short.MAX_VALUE));
        run.writeAllMarkers();

        assertThat(run.transaction().producer()).isEqualTo(producer(4_001, 0));
        assertThat(run.init()).isEqualTo(initialised(4_001, 1));
    }
}
