package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.groups.Event.Assigned;
import io.ottla.compat.groups.Event.Committed;
import io.ottla.compat.groups.Event.Crashed;
import io.ottla.compat.groups.Event.Delivered;
import io.ottla.compat.groups.Event.Lost;
import io.ottla.compat.groups.Event.Revoked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The check of histories finds each kind of violation, and leaves histories alone that have none. */
class HistoryCheckTest {
    private static final TopicPartition P = new TopicPartition("t", 0);
    private static final TopicPartition Q = new TopicPartition("t", 1);

    private final List<Event> history = new ArrayList<>();

    private void assigned(String member) {
        history.add(new Assigned(member, P));
    }

    private void revoked(String member) {
        history.add(new Revoked(member, P));
    }

    private void lost(String member) {
        history.add(new Lost(member, P));
    }

    private void delivered(String member, long... offsets) {
        for (long offset : offsets) {
            history.add(new Delivered(member, P, offset));
        }
    }

    private void committed(String member, long offset) {
        history.add(new Committed(member, P, offset));
    }

    private List<String> violations() {
        return HistoryCheck.violations(history, Map.of(), Map.of());
    }

    @Test
    void aHandOverAfterACommitIsInOrder() {
        assigned("a");
        delivered("a", 0, 1, 2);
        committed("a", 3);
        revoked("a");
        assigned("b");
        delivered("b", 3, 4);
        committed("b", 5);
        assertThat(HistoryCheck.violations(history, Map.of(), Map.of(P, 5L))).isEmpty();
    }

    @Test
    void aGroupThatHadCommittedBeforeBeginsThere() {
        assigned("a");
        delivered("a", 7, 8);
        assertThat(HistoryCheck.violations(history, Map.of(P, 7L), Map.of(P, 9L)))
                .isEmpty();
        assertThat(HistoryCheck.violations(history, Map.of(P, 6L), Map.of(P, 9L)))
                .hasSize(1);
    }

    @Test
    void twoOwnersAtATime() {
        assigned("a");
        assigned("b");
        revoked("a");
        assertThat(violations()).singleElement().asString().contains("event 1", "still owned by a");
    }

    @Test
    void twoOwnersThatNeverGiveBack() {
        assigned("a");
        assigned("b");
        assertThat(violations()).hasSize(1);
    }

    @Test
    void aPartitionThatWasLostMayHaveAnotherOwnerBeforeTheLoserHearsOfIt() {
        assigned("a");
        delivered("a", 0, 1);
        assigned("b");
        delivered("b", 0);
        lost("a");
        assertThat(violations()).isEmpty();
    }

    @Test
    void deliveryToTheLoserAfterAnotherTookOver() {
        assigned("a");
        delivered("a", 0);
        assigned("b");
        delivered("a", 1);
        lost("a");
        assertThat(violations()).singleElement().asString().contains("event 3", "has another owner already");
    }

    @Test
    void aCommitOfTheLoserAfterAnotherTookOver() {
        assigned("a");
        delivered("a", 0);
        assigned("b");
        committed("a", 1);
        lost("a");
        assertThat(violations()).singleElement().asString().contains("event 3", "is not owned");
    }

    @Test
    void deliveryWithoutOwning() {
        delivered("a", 0);
        assertThat(violations()).singleElement().asString().contains("is not owned");
    }

    @Test
    void deliveryAfterGivingBack() {
        assigned("a");
        revoked("a");
        delivered("a", 0);
        assertThat(violations()).singleElement().asString().contains("event 2", "is not owned");
    }

    @Test
    void givingBackWhatWasNotOwned() {
        revoked("a");
        assertThat(violations()).singleElement().asString().contains("was not owned");
    }

    @Test
    void gettingWhatOneHas() {
        assigned("a");
        assigned("a");
        assertThat(violations()).singleElement().asString().contains("its own already");
    }

    @Test
    void aGapWithinAHold() {
        assigned("a");
        delivered("a", 0, 2);
        assertThat(violations()).singleElement().asString().contains("event 2", "should be offset 1");
    }

    @Test
    void aRecordDeliveredTwiceWithinAHold() {
        assigned("a");
        delivered("a", 0, 0);
        assertThat(violations()).singleElement().asString().contains("should be offset 1");
    }

    @Test
    void aNewOwnerThatSkips() {
        assigned("a");
        delivered("a", 0, 1);
        committed("a", 2);
        revoked("a");
        assigned("b");
        delivered("b", 3);
        assertThat(violations()).singleElement().asString().contains("should begin at the committed 2");
    }

    @Test
    void aNewOwnerThatRepeatsWhatWasCommitted() {
        assigned("a");
        delivered("a", 0, 1);
        committed("a", 2);
        revoked("a");
        assigned("b");
        delivered("b", 1);
        assertThat(violations()).singleElement().asString().contains("should begin at the committed 2");
    }

    @Test
    void afterACrashTheNextBeginsAnywhereFromTheCommittedOffsetOn() {
        for (long begin : List.of(1L, 2L, 3L)) {
            history.clear();
            crashAfterDeliveringThree();
            delivered("b", begin);
            assertThat(violations()).as("from " + begin).isEmpty();
        }
        for (long begin : List.of(0L, 4L)) {
            history.clear();
            crashAfterDeliveringThree();
            delivered("b", begin);
            assertThat(violations()).as("from " + begin).hasSize(1);
        }
    }

    private void crashAfterDeliveringThree() {
        assigned("a");
        delivered("a", 0);
        committed("a", 1);
        delivered("a", 1, 2);
        history.add(new Crashed("a"));
        assigned("b");
    }

    @Test
    void aCommitThatIsNotOfWhatWasDelivered() {
        assigned("a");
        delivered("a", 0);
        committed("a", 2);
        assertThat(violations()).singleElement().asString().contains("should be 1");
    }

    @Test
    void recordsThatNobodyGot() {
        assigned("a");
        delivered("a", 0, 1);
        assertThat(HistoryCheck.violations(history, Map.of(), Map.of(P, 3L, Q, 0L)))
                .containsExactly("t-0: delivered up to 2 of 3");
        assertThat(HistoryCheck.violations(history, Map.of(), Map.of(P, 2L, Q, 1L)))
                .containsExactly("t-1: delivered up to 0 of 1");
    }

    @Test
    void eventsAreReadFromTheirLines() {
        assigned("a");
        revoked("a");
        lost("a");
        delivered("a", 7);
        committed("a", 8);
        history.add(new Crashed("a"));
        assertThat(history.stream().map(Event::line).map(Event::parse)).isEqualTo(history);
    }
}
