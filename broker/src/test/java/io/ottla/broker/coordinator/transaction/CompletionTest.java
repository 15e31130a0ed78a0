package io.ottla.broker.coordinator.transaction;

import static io.ottla.broker.coordinator.transaction.CoordinatorRun.ID;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.NEW;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.OLD;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P0;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.transaction.TransactionEffect.WriteMarkers;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the decision over all markers to the end. */
class CompletionTest {
    private final CoordinatorRun run = new CoordinatorRun(2);

    @Test
    void aTransactionIsCompleteWithItsLastMarker() {
        run.end(run.ongoing(OLD), true, OLD);
        WriteMarkers markers = run.markers();

        run.answer(markers, P1, ErrorCode.NONE);
        assertThat(run.state()).isEqualTo(TransactionState.PREPARE_COMMIT);

        run.answer(markers, P0, ErrorCode.NONE);
        assertThat(run.state()).isEqualTo(TransactionState.COMPLETE_COMMIT);
        assertThat(run.isSet(new TransactionTimer.MarkersAgain(ID))).isFalse();
    }

    @Test
    void anAnswerThatComesTwiceCountsOnce() {
        run.end(run.ongoing(OLD), true, OLD);
        WriteMarkers markers = run.markers();
        run.answer(markers, P0, ErrorCode.NONE);
        run.answer(markers, P0, ErrorCode.NONE);
        assertThat(run.state()).isEqualTo(TransactionState.PREPARE_COMMIT);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {
                "UNKNOWN_TOPIC_OR_PARTITION",
                "NOT_LEADER_OR_FOLLOWER",
                "NOT_ENOUGH_REPLICAS",
                "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
                "REQUEST_TIMED_OUT",
                "KAFKA_STORAGE_ERROR",
                "UNKNOWN_SERVER_ERROR",
                "TRANSACTION_COORDINATOR_FENCED"
            })
    void aMarkerThatCannotBeWrittenNowIsAskedForAgain(ErrorCode error) {
        run.end(run.ongoing(OLD), true, OLD);
        WriteMarkers markers = run.markers();
        run.answer(markers, P0, ErrorCode.NONE);
        run.answer(markers, P1, error);
        assertThat(run.markers()).isSameAs(markers);

        run.advance(100);

        assertThat(run.markers().partitions()).containsExactly(P1);
        assertThat(run.markers().round()).isNotEqualTo(markers.round());
        run.writeAllMarkers();
        assertThat(run.state()).isEqualTo(TransactionState.COMPLETE_COMMIT);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"INVALID_PRODUCER_EPOCH", "UNSUPPORTED_FOR_MESSAGE_FORMAT", "UNSUPPORTED_VERSION"})
    void aPartitionThatNeedsNoMarkerDoesNotHoldUpTheEnd(ErrorCode error) {
        run.end(run.ongoing(OLD), false, OLD);
        run.answer(run.markers(), P0, error);
        run.answer(run.markers(), P1, ErrorCode.NONE);
        assertThat(run.state()).isEqualTo(TransactionState.COMPLETE_ABORT);
    }

    @Test
    void markersOfWhichNothingIsHeardAreAskedForAgain() {
        run.end(run.ongoing(OLD), true, OLD);
        WriteMarkers markers = run.markers();

        run.advance(29_999);
        assertThat(run.markers()).isSameAs(markers);
        run.advance(1);

        assertThat(run.markers().partitions()).containsExactly(P0, P1);
        assertThat(run.markers()).isNotSameAs(markers);
    }

    /** Where epochs are kept, nothing else tells the markers of two transactions apart. */
    @Test
    void anAnswerToAnEarlierRequestCountsForNothing() {
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        run.end(producer, true, OLD);
        WriteMarkers slow = run.markers();
        run.advance(30_000);
        run.writeAllMarkers();
        run.add(producer, OLD, P0);
        run.end(producer, false, OLD);

        run.answer(slow, P0, ErrorCode.NONE);

        assertThat(run.state()).isEqualTo(TransactionState.PREPARE_ABORT);
    }

    @ParameterizedTest
    @ValueSource(shorts = {OLD, NEW})
    void obligation4_whoeverTakesOverBringsItToItsEnd(short clientVersion) {
        ProducerIdAndEpoch producer = run.ongoing(clientVersion);
        run.end(producer, true, clientVersion);
        run.answer(run.markers(), P0, ErrorCode.NONE);
        ProducerIdAndEpoch marked = run.markers().producer();

        run.restart();

        assertThat(run.state()).isEqualTo(TransactionState.PREPARE_COMMIT);
        assertThat(run.markers().partitions()).containsExactly(P0, P1);
        assertThat(run.markers().producer()).isEqualTo(marked);
        assertThat(run.markers().version()).isEqualTo(clientVersion);
        run.writeAllMarkers();
        assertThat(run.state()).isEqualTo(TransactionState.COMPLETE_COMMIT);
    }

    @Test
    void whoeverTakesOverAsksAgainIfNothingIsHeard() {
        run.end(run.ongoing(OLD), false, OLD);
        run.restart();
        WriteMarkers markers = run.markers();
        run.advance(30_000);
        assertThat(run.markers()).isNotSameAs(markers);
    }

    /** The reference writes the end of an abort of nothing in two steps. */
    @Test
    void whoeverFindsAnAbortOfNothingEndsItAtOnce() {
        ProducerIdAndEpoch producer = run.initialised();
        Transaction prepared = run.transaction().preparedWithEpoch(false, OptionalLong.empty(), NEW, run.nowMs);
        run.carryOut(new Decision<>(
                List.of(new TransactionEvent.Changed(prepared, NEW)), new Outcome.Nothing<>(), List.of(), List.of()));

        run.restart();

        assertThat(run.state()).isEqualTo(TransactionState.COMPLETE_ABORT);
        assertThat(run.transaction().producerEpoch()).isEqualTo((short) (producer.epoch() + 1));
    }
}
