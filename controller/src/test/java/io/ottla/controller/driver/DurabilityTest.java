package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.ControllerSettings;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.storage.disk.sim.SimulatedCrash;
import io.ottla.storage.disk.sim.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was answered is on the platter: whenever the power goes. */
final class DurabilityTest {

    /** The power goes at the very moment at which the answer is given. */
    @RepeatedTest(20)
    void theAnswerComesAfterTheSync(RepetitionInfo repetition) throws IOException {
        Harness harness = new Harness(repetition.getCurrentRepetition()).open();
        harness.startBroker();
        List<SimulatedDisk> found = new ArrayList<>();
        harness.loop().submit(Harness.topic("t", 3), new Reply<List<CreateTopics.Outcome>>() {
            @Override
            public void done(List<CreateTopics.Outcome> reply) {
                found.add(harness.disk.afterPowerLoss());
            }

            @Override
            public void refused(ApiError error) {
                throw new AssertionError("refused: " + error);
            }
        });
        try {
            harness.turn();
        } catch (SimulatedCrash expected) {
            assertThat(found).hasSize(1);
        }

        harness.disk = found.get(0);
        harness.open();
        assertThat(harness.image().topics().topic("t").partitions()).hasSize(3);
    }

    @RepeatedTest(20)
    void listenersHearOfNothingThatCouldBeLost(RepetitionInfo repetition) throws IOException {
        Harness harness = new Harness(repetition.getCurrentRepetition()).open();
        harness.startBroker();
        List<SimulatedDisk> found = new ArrayList<>();
        harness.loop().addListener((before, after, delta) -> {
            if (after.topics().topic("t") != null && found.isEmpty()) {
                found.add(harness.disk.afterPowerLoss());
            }
        });
        harness.submit(Harness.topic("t", 1));
        try {
            harness.turn();
        } catch (SimulatedCrash expected) {
            assertThat(found).hasSize(1);
        }

        harness.disk = found.get(0);
        assertThat(harness.open().image().topics().topic("t")).isNotNull();
    }

    /** The machine dies in each of the operations that change the disk, from the formatting on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesTheEndAtAnyPoint(long seed) throws IOException {
        long operations = operationsOfScenario(seed);
        assertThat(operations).isGreaterThan(30);
        for (long at = 1; at <= operations; at++) {
            Harness harness = new Harness(seed);
            Set<String> answered = new TreeSet<>();
            harness.disk.crashIn(at);
            try {
                run(harness, answered);
            } catch (SimulatedCrash expected) {
                // As it was meant to be.
            }
            harness.losePowerAndOpen();
            assertThat(harness.image().topics().byName().keySet())
                    .as("seed %d, end in operation %d", seed, at)
                    .containsAll(answered);
            harness.startBroker();
            harness.call(Harness.topic("afterwards", 1));
            assertThat(harness.image().topics().topic("afterwards")).isNotNull();
        }
    }

    private static long operationsOfScenario(long seed) throws IOException {
        Harness harness = new Harness(seed);
        run(harness, new TreeSet<>());
        return harness.disk.operations();
    }

    private static void run(Harness harness, Set<String> answered) throws IOException {
        harness.snapshots = new ControllerSettings.Snapshots(700, 0);
        harness.log = new ControllerSettings.Log(1_280, Long.MAX_VALUE, 3_000, -1);
        harness.open();
        harness.startBroker();
        for (int index = 0; index < 8; index++) {
            harness.call(Harness.topic("topic-" + index, 2));
            answered.add("topic-" + index);
        }
    }
}
