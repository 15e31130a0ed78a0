package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.ControllerSettings;
import io.ottla.controller.image.ClusterImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever is asked for, the image is what the log adds up to: after every burst, and after every restart. */
final class LiveEqualsReplayTest {
    private static final int BURSTS = 120;

    @RepeatedTest(8)
    void afterEveryBurst(RepetitionInfo repetition) throws IOException {
        long seed = repetition.getCurrentRepetition();
        Harness harness = new Harness(seed).open();
        RandomCommands commands = new RandomCommands(seed);
        Random random = new Random(seed);
        List<String> history = new ArrayList<>();
        for (int burst = 0; burst < BURSTS; burst++) {
            List<Harness.Answer<?>> answers = new ArrayList<>();
            for (int count = random.nextInt(4); count >= 0; count--) {
                var command = commands.next(harness.image());
                history.add(command.toString());
                answers.add(harness.submit(command));
            }
            harness.turn();
            harness.nowMs += random.nextInt(3_000);

            assertThat(harness.image())
                    .as("seed %d, burst %d, history %s", seed, burst, history)
                    .isEqualTo(harness.replayed());
            assertThat(answers).allSatisfy(answer -> assertThat(answer.count).isEqualTo(1));
        }
        assertThat(harness.fatal).isEmpty();
    }

    @RepeatedTest(8)
    void afterEveryRestart(RepetitionInfo repetition) throws IOException {
        long seed = repetition.getCurrentRepetition();
        Harness harness = new Harness(seed);
        harness.snapshots = new ControllerSettings.Snapshots(2_000, 0);
        harness.log = new ControllerSettings.Log(4_096, Long.MAX_VALUE, 20_000, -1);
        harness.open();
        RandomCommands commands = new RandomCommands(seed);
        Random random = new Random(seed);
        for (int round = 0; round < 15; round++) {
            for (int count = random.nextInt(25); count >= 0; count--) {
                harness.submit(commands.next(harness.image()));
                harness.turn();
                harness.nowMs += random.nextInt(1_000);
            }
            ClusterImage before = harness.image();
            if (random.nextBoolean()) {
                harness.killAndOpen();
            } else {
                harness.losePowerAndOpen();
            }
            assertThat(withoutPlace(harness.image()))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(withoutPlace(before));
        }
        assertThat(harness.fatal).isEmpty();
    }

    /** A start appends to the log, and registers the controller anew. */
    private static List<Object> withoutPlace(ClusterImage image) {
        return List.of(
                image.features(),
                image.nodes().brokers(),
                image.topics(),
                image.configs(),
                image.nextProducerId(),
                image.quotas(),
                image.security());
    }
}
