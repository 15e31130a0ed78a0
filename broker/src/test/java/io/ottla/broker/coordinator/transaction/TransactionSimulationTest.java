package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients that compete for their ids, with messages that are late, lost or there twice, and a coordinator that may crash at any
 * point. After every event the log tells all that is known, every transaction has one outcome, the one that was told, and
 * readers of what is committed see nothing twice and nothing too early; and once all is quiet nothing is lost and nothing open.
 *
 * <p>More seeds: {@code -Dottla.simulation.seeds=50000}, and from another one on: {@code -Dottla.simulation.seed=...}.
 */
class TransactionSimulationTest {
    private static final int STEPS = 1_500;

    @ParameterizedTest(name = "clients of version {1} on a cluster of version {0}")
    @CsvSource({"2, 2", "2, 0", "0, 0"})
    void everyTransactionHappensOnceOrNotAtAll(int clusterVersion, int clientVersion) {
        int first = Integer.getInteger("ottla.simulation.seed", 1);
        int count = Integer.getInteger("ottla.simulation.seeds", 500);
        long committed = IntStream.range(first, first + count)
                .mapToLong(seed -> run(seed, clusterVersion, clientVersion))
                .sum();
        assertThat(committed).as("what all of it was about").isGreaterThan(count);
    }

    private static long run(long seed, int clusterVersion, int clientVersion) {
        try {
            TransactionSimulation simulation = new TransactionSimulation(seed, clusterVersion, clientVersion);
            for (int step = 0; step < STEPS; step++) {
                simulation.step();
            }
            long committed = simulation.committed();
            simulation.quieten();
            return committed;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + " with versions " + clusterVersion + " and " + clientVersion, e);
        }
    }
}
