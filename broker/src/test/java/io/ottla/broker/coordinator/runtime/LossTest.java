package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Diary.Command;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.storage.disk.sim.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A coordinator that ends tells all who wait, and the next one knows what was committed. */
class LossTest {

    @Test
    void withTheLeadershipEverythingEnds() {
        DiaryBroker diaries = DiaryBroker.start("flush.messages", "1");
        diaries.ask(new Command.SetTimer("alarm", 1_060_000));
        DiaryBroker.Answer parked = diaries.send(new Command.Wait("door"));
        diaries.broker.settle();
        DiaryBroker.Answer underWay = diaries.send(new Command.Write("monday", "rain"));
        diaries.broker.turnShards();

        diaries.broker.elect(diaries.topicId, 0, 2);

        assertThat(parked).hasToString("NOT_COORDINATOR");
        assertThat(underWay).hasToString("NOT_COORDINATOR");
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("NOT_COORDINATOR");
        diaries.broker.advance(120_000);
        assertThat(diaries.diary().words).doesNotContainKey("alarm");
    }

    @Test
    void theNextCoordinatorReadsTheLog() {
        DiaryBroker diaries = DiaryBroker.start();
        diaries.ask(new Command.Write("monday", "rain"));
        Diary first = diaries.diary();
        diaries.broker.elect(diaries.topicId, 0, 2);
        diaries.broker.elect(diaries.topicId, 0, SimulatedBroker.NODE_ID);

        assertThat(diaries.diary()).isNotSameAs(first);
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("rain");
    }

    @Test
    void aNewEpochOfTheSameLeaderChangesNothing() {
        DiaryBroker diaries = DiaryBroker.start();
        DiaryBroker.Answer parked = diaries.send(new Command.Wait("door"));
        diaries.broker.settle();
        Diary first = diaries.diary();

        diaries.broker.elect(diaries.topicId, 0, SimulatedBroker.NODE_ID);

        assertThat(diaries.diary()).isSameAs(first);
        diaries.ask(new Command.Call("door", "come in"));
        assertThat(parked).hasToString("come in");
    }

    @Test
    void withTheTopicEverythingEnds() {
        DiaryBroker diaries = DiaryBroker.start();
        DiaryBroker.Answer parked = diaries.send(new Command.Wait("door"));
        diaries.broker.settle();

        diaries.broker.deleteTopic(diaries.topicId);

        assertThat(parked).hasToString("NOT_COORDINATOR");
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("NOT_COORDINATOR");
    }

    @Test
    void withTheDiskEverythingEnds() {
        DiaryBroker diaries = DiaryBroker.start();
        diaries.ask(new Command.Write("monday", "rain"));
        Path logDir =
                diaries.broker.partition(Diary.Kind.TOPIC, 0).log().folder().getParent();
        diaries.broker.disk.inject(
                (operation, path) -> operation == SimulatedDisk.Operation.WRITE && path.startsWith(logDir)
                        ? Optional.of(new IOException("no space left on device"))
                        : Optional.empty());
        DiaryBroker.Answer refused = diaries.send(new Command.Write("monday", "sun"));
        DiaryBroker.Answer restsOnIt = diaries.send(new Command.Read("monday"));
        diaries.broker.settle();

        assertThat(refused).hasToString("NOT_COORDINATOR");
        assertThat(restsOnIt).hasToString("NOT_COORDINATOR");
        assertThat(diaries.ask(new Command.Read("monday"))).isNotEqualTo("sun");
    }

    @Test
    void stoppingSendsEverybodyAway() {
        DiaryBroker diaries = DiaryBroker.start();
        DiaryBroker.Answer parked = diaries.send(new Command.Wait("door"));
        diaries.broker.settle();

        var stopped = diaries.coordinators.stop();
        diaries.broker.settle();

        assertThat(stopped).isCompleted();
        assertThat(parked).hasToString("NOT_COORDINATOR");
        diaries.broker.elect(diaries.topicId, 0, SimulatedBroker.NODE_ID);
        assertThat(diaries.ask(new Command.Read("monday"))).isNotEqualTo("nothing");
    }
}
