package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Many seeds of {@link GroupSimulation}. A failure names its seed; {@code -Dottla.seed=n} runs that one alone. */
class GroupSimulationTest {
    private static final int SEEDS = 2000;

    @Test
    void clientsAgreeWhateverHappenedBefore() {
        Long only = Long.getLong("ottla.seed");
        long from = only == null ? 1 : only;
        long to = only == null ? SEEDS : only;
        long generations = 0;
        for (long seed = from; seed <= to; seed++) {
            generations += run(seed);
        }
        assertThat(generations / (to - from + 1))
                .as("generations a seed, so that something happens")
                .isGreaterThan(3);
    }

    private static long run(long seed) {
        try {
            GroupSimulation simulation = new GroupSimulation(seed);
            simulation.run();
            return simulation.storedGenerations();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
