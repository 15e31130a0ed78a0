package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.sim.SimulatedCrash;
import io.ottla.storage.disk.sim.SimulatedDisk;
import org.junit.jupiter.api.Test;

/** The process dies in each single disk operation while a log is written and compacted; no key goes back to an older value. */
class CompactionCrashTest {
    private static final int SEEDS = 3;
    private static final int STEPS = 45;

    /** What the next start finds. */
    private interface NextStart {
        void on(CompactionCrashScenario scenario) throws Exception;
    }

    @Test
    void losesNothingThatWasFlushedWhenThePowerGoes() throws Exception {
        crashEverywhere(CompactionCrashScenario::startAfterPowerLoss);
    }

    @Test
    void losesNothingThatWasWrittenWhenTheProcessIsKilled() throws Exception {
        crashEverywhere(CompactionCrashScenario::startAfterKill);
    }

    private static void crashEverywhere(NextStart nextStart) throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            CompactionCrashScenario whole = new CompactionCrashScenario(seed, new SimulatedDisk(seed));
            whole.run(STEPS);
            long operations = whole.disk().operations();
            for (long operation = 1; operation <= operations; operation++) {
                try {
                    crash(seed, operation, nextStart);
                } catch (Exception | AssertionError failure) {
                    throw new AssertionError("seed " + seed + ", crash in operation " + operation, failure);
                }
            }
        }
    }

    private static void crash(long seed, long operation, NextStart nextStart) throws Exception {
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.crashIn(operation);
        CompactionCrashScenario scenario = new CompactionCrashScenario(seed, disk);
        assertThatThrownBy(() -> scenario.run(STEPS)).isInstanceOf(SimulatedCrash.class);
        nextStart.on(scenario);
        scenario.disk().crashIn(scenario.disk().operations() + 1 + operation % 60);
        try {
            scenario.goOn(STEPS / 2);
        } catch (SimulatedCrash expected) {
            // Else the scenario was over sooner, and the power goes now.
        }
        nextStart.on(scenario);
    }
}
