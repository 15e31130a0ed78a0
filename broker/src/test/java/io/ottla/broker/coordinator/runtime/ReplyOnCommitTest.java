package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Diary.Command;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer is given once all that it may rest on is committed. Here, nothing is committed before it is on the disk. */
class ReplyOnCommitTest {
    private final DiaryBroker diaries = DiaryBroker.start("flush.messages", "1");

    @Test
    void aReplyWaitsForItsRecords() {
        DiaryBroker.Answer written = diaries.send(new Command.Write("monday", "rain"));
        diaries.broker.turnShards();
        assertThat(written).hasToString("waits");

        diaries.broker.settle();

        assertThat(written).hasToString("rain");
    }

    @Test
    void whatReadsUncommittedStateWaitsForIt() {
        diaries.send(new Command.Write("monday", "rain"));
        diaries.broker.turnShards();
        DiaryBroker.Answer read = diaries.send(new Command.Read("monday"));
        DiaryBroker.Answer refused = diaries.send(new Command.Refuse(ErrorCode.UNKNOWN_MEMBER_ID));
        diaries.broker.turnShards();
        assertThat(List.of(read.toString(), refused.toString())).containsExactly("waits", "waits");

        diaries.broker.settle();

        assertThat(List.of(read.toString(), refused.toString())).containsExactly("rain", "UNKNOWN_MEMBER_ID");
    }

    @Test
    void whoIsWokenWaitsForTheRecordsOfTheOneWhoWakes() {
        DiaryBroker.Answer waiting = diaries.send(new Command.Wait("door"));
        diaries.broker.settle();
        diaries.send(new Command.Call("door", "come in"));
        diaries.broker.turnShards();
        assertThat(waiting).hasToString("waits");

        diaries.broker.settle();

        assertThat(waiting).hasToString("come in");
    }

    @Test
    void withNothingUnderWayAnAnswerIsGivenAtOnce() {
        DiaryBroker.Answer read = diaries.send(new Command.Read("monday"));
        diaries.broker.turnShards();
        assertThat(read).hasToString("nothing");
    }

    @Test
    void patienceEnds() {
        DiaryBroker.Answer written = diaries.send(new Command.Write("monday", "rain"));
        diaries.broker.turnShards();
        diaries.broker.advanceShardsOnly(6_000);
        assertThat(written).hasToString("COORDINATOR_NOT_AVAILABLE");

        diaries.broker.settle();

        assertThat(written).hasToString("COORDINATOR_NOT_AVAILABLE");
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("rain");
    }

    @Test
    void whoeverAsksAgainUnderTheSameKeyTakesThePlace() {
        DiaryBroker.Answer first = diaries.send(new Command.Wait("door"));
        DiaryBroker.Answer second = diaries.send(new Command.Wait("door"));
        diaries.ask(new Command.Call("door", "come in"));

        assertThat(first).hasToString("COORDINATOR_NOT_AVAILABLE");
        assertThat(second).hasToString("come in");
    }
}
