package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The histories of {@link TransactionSimulationTest} on all of a broker. It is slower by far, so that fewer seeds run: one for ten
 * of those.
 */
class BrokerSimulationTest {
    private static final int STEPS = 1_000;
    private static final int MANY = 30;

    @ParameterizedTest(name = "clients of version {1} on a cluster of version {0}")
    @CsvSource({"2, 2", "2, 0", "0, 0"})
    void obligation15_everyTransactionHappensOnceOrNotAtAll(int clusterVersion, int clientVersion) {
        int first = Integer.getInteger("ottla.simulation.seed", 1);
        int count = Math.max(1, Integer.getInteger("ottla.simulation.seeds", 500) / 10);
        long committed = 0;
        Map<Anomaly, Integer> met = new EnumMap<>(Anomaly.class);
        for (int seed = first; seed < first + count; seed++) {
            committed += run(seed, clusterVersion, clientVersion, met);
        }
        assertThat(committed).as("what all of it was about").isGreaterThan(count);
        if (count >= MANY) {
            assertThat(met)
                    .as("what went wrong on the way")
                    .containsKeys(Anomaly.LATE_PRODUCE, Anomaly.ZOMBIE_END, Anomaly.ADD_DURING_COMPLETION);
        }
    }

    /** How many transactions clients were told to be committed while things went wrong. */
    private static long run(long seed, int clusterVersion, int clientVersion, Map<Anomaly, Integer> met) {
        try {
            BrokerSimulation simulation = new BrokerSimulation(seed, clusterVersion, clientVersion);
            for (int step = 0; step < STEPS; step++) {
                simulation.step();
            }
            simulation.met().forEach((anomaly, times) -> met.merge(anomaly, times, Integer::sum));
            long committed = simulation.committed();
            simulation.quieten();
            return committed;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + " with versions " + clusterVersion + " and " + clientVersion, e);
        }
    }
}
