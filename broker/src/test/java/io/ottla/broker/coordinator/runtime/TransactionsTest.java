package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Diary.Command;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.storage.producer.Verification;
import io.ottla.storage.producer.VerificationRequest;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.TransactionMarker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that are part of a client's transaction, from the command to the marker. */
class TransactionsTest {
    private static final short EPOCH = 2;

    private final DiaryBroker diaries = DiaryBroker.start();

    @Test
    void nothingHappensBeforeTheMarker() {
        assertThat(write(9, "monday", "rain")).isEqualTo("rain");
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("nothing");

        assertThat(end(9, true)).containsExactly(ErrorCode.NONE);

        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("rain");
    }

    @Test
    void whatIsAbortedNeverHappens() {
        write(9, "monday", "rain");
        end(9, false);
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("nothing");
        assertThat(diaries.diary().pending).isEmpty();
    }

    @Test
    void aBatchOfItsOwnKeepsItsPlaceAmongTheOthers() {
        DiaryBroker.Answer before = diaries.send(new Command.Write("monday", "rain"));
        DiaryBroker.Answer within = sendWithin(9, new Command.Write("tuesday", "sun"));
        DiaryBroker.Answer after = diaries.send(new Command.Write("wednesday", "fog"));
        diaries.broker.settle();

        assertThat(List.of(before, within, after)).extracting(Object::toString).containsExactly("rain", "sun", "fog");
        assertThat(diaries.batches()).containsExactly(1, 1, 1);
    }

    @Test
    void aReplayEndsWhereTheLiveOneWas() {
        write(9, "monday", "rain");
        write(7, "tuesday", "sun");
        end(9, true);

        DiaryBroker again = diaries.restart();

        assertThat(again.diary().words).isEqualTo(diaries.diary().words).containsOnlyKeys("monday");
        assertThat(again.diary().pending).containsOnlyKeys(7L);
    }

    @Test
    void aProducerThatWasFencedIsToldSoAndNobodyElseNotices() {
        write(9, "monday", "rain");
        Diary machine = diaries.diary();
        DiaryBroker.Answer fenced = new DiaryBroker.Answer();
        diaries.coordinators.sendTo(
                0,
                new Command.Write("tuesday", "sun"),
                new TransactionalWrite(9, (short) (EPOCH - 1), Verification.NO_TICKET),
                fenced);
        diaries.broker.settle();

        assertThat(fenced).hasToString("INVALID_PRODUCER_EPOCH");
        assertThat(diaries.diary()).isSameAs(machine);
        assertThat(diaries.ask(new Command.Write("tuesday", "fog"))).isEqualTo("fog");
    }

    @Test
    void whatWasNotVerifiedIsRefused() {
        DiaryBroker.Answer unverified = new DiaryBroker.Answer();
        diaries.coordinators.sendTo(
                0,
                new Command.Write("monday", "rain"),
                new TransactionalWrite(9, EPOCH, Verification.NO_TICKET),
                unverified);
        diaries.broker.settle();

        assertThat(unverified).hasToString("INVALID_TXN_STATE");
        assertThat(diaries.diary().pending).isEmpty();
    }

    @Test
    void aMarkerThatIsRefusedEndsNothing() {
        write(9, "monday", "rain");
        List<ErrorCode> told = new ArrayList<>();
        TransactionEnd late = new TransactionEnd(9, EPOCH, new TransactionMarker(true, 1), (short) 2);
        diaries.coordinators.endTransaction(0, late, told::add);
        diaries.broker.settle();

        assertThat(told).containsExactly(ErrorCode.INVALID_PRODUCER_EPOCH);
        assertThat(diaries.diary().pending).containsOnlyKeys(9L);
    }

    @Test
    void whereThereIsNoCoordinatorNothingEnds() {
        diaries.broker.elect(diaries.topicId, 0, 2);
        assertThat(end(9, true)).containsExactly(ErrorCode.NOT_COORDINATOR);
        diaries.broker.elect(diaries.topicId, 0, SimulatedBroker.NODE_ID);
        assertThat(end(9, true)).containsExactly(ErrorCode.NONE);
    }

    private String write(long producerId, String name, String word) {
        DiaryBroker.Answer answer = sendWithin(producerId, new Command.Write(name, word));
        diaries.broker.settle();
        return answer.toString();
    }

    private DiaryBroker.Answer sendWithin(long producerId, Command command) {
        Verification verification = diaries.broker
                .partition(Diary.Kind.TOPIC, 0)
                .log()
                .producers()
                .verify(new VerificationRequest(producerId, EPOCH, -1, false), diaries.broker.nowMs());
        long ticket = verification instanceof Verification.Needed needed ? needed.ticket() : Verification.NO_TICKET;
        DiaryBroker.Answer answer = new DiaryBroker.Answer();
        diaries.coordinators.sendTo(0, command, new TransactionalWrite(producerId, EPOCH, ticket), answer);
        return answer;
    }

    private List<ErrorCode> end(long producerId, boolean committed) {
        List<ErrorCode> told = new ArrayList<>();
        TransactionEnd end = new TransactionEnd(producerId, EPOCH, new TransactionMarker(committed, 1), (short) 1);
        diaries.coordinators.endTransaction(0, end, told::add);
        diaries.broker.settle();
        return told;
    }
}
