package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients that compete for their ids, with messages that are late, lost or there twice, and a coordinator and partitions that may
 * crash at any point. After every event the log tells all that is known, every transaction has one outcome, the one that was told,
 * and readers of what is committed see nothing twice, nothing too early and nothing that is taken back; and once all is quiet
 * nothing is lost and nothing open.
 *
 * <p>More seeds: {@code -Dottla.simulation.seeds=50000}, and from another one on: {@code -Dottla.simulation.seed=...}.
 */
class TransactionSimulationTest {
    private static final int STEPS = 2_000;

    /** In so many runs, everything happens that may go wrong. */
    private static final int MANY = 100;

    @ParameterizedTest(name = "clients of version {1} on a cluster of version {0}")
    @CsvSource({"2, 2", "2, 0", "0, 0"})
    void obligation15_everyTransactionHappensOnceOrNotAtAll(int clusterVersion, int clientVersion) {
        int first = Integer.getInteger("ottla.simulation.seed", 1);
        int count = Integer.getInteger("ottla.simulation.seeds", 500);
        long committed = 0;
        Map<Anomaly, Integer> met = new EnumMap<>(Anomaly.class);
        for (int seed = first; seed < first + count; seed++) {
            Run run = run(seed, clusterVersion, clientVersion);
            committed += run.committed();
            run.met().forEach((anomaly, times) -> met.merge(anomaly, times, Integer::sum));
        }
        assertThat(committed).as("what all of it was about").isGreaterThan(count);
        if (count >= MANY) {
            assertThat(met)
                    .as("what went wrong on the way")
                    .containsKeys(Anomaly.LATE_PRODUCE, Anomaly.ZOMBIE_END, Anomaly.ADD_DURING_COMPLETION);
            // Where epochs are kept, markers of one partition come in order and once.
            assertThat(met.containsKey(Anomaly.LATE_MARKER) || clientVersion == 0)
                    .as("a late marker")
                    .isTrue();
        }
    }

    /**
     * What happened in a run.
     *
     * @param committed how many transactions clients were told to be committed while things went wrong
     */
    private record Run(long committed, Map<Anomaly, Integer> met) {}

    private static Run run(long seed, int clusterVersion, int clientVersion) {
        try {
            TransactionSimulation simulation = new TransactionSimulation(seed, clusterVersion, clientVersion);
            for (int step = 0; step < STEPS; step++) {
                simulation.step();
            }
            Run run = new Run(simulation.committed(), simulation.met());
            simulation.quieten();
            return run;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + " with versions " + clusterVersion + " and " + clientVersion, e);
        }
    }
}
