package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.sim.SimulatedCrash;
import io.ottla.storage.disk.sim.SimulatedDisk;

/**
 * Crashes a scenario in each single disk operation, starts it again, and crashes it once more while it goes on.
 *
 * @param scenarios makes the scenario that a seed says
 * @param seeds how many of them
 * @param steps how long each is
 * @param secondCrashWithin in which of so many operations after the start it crashes again
 */
record CrashEverywhere(Scenarios scenarios, int seeds, int steps, int secondCrashWithin) {

    /** Something that writes, knows what a disk may not lose, and checks what it finds when it starts. */
    interface Scenario {
        void run(int steps) throws Exception;

        void goOn(int steps) throws Exception;

        SimulatedDisk disk();

        void startAfterPowerLoss() throws Exception;

        void startAfterKill() throws Exception;
    }

    interface Scenarios {
        Scenario on(long seed, SimulatedDisk disk) throws Exception;
    }

    /** What the next start finds. */
    interface NextStart {
        void of(Scenario scenario) throws Exception;
    }

    void then(NextStart nextStart) throws Exception {
        for (long seed = 0; seed < seeds; seed++) {
            Scenario whole = scenarios.on(seed, new SimulatedDisk(seed));
            whole.run(steps);
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

    private void crash(long seed, long operation, NextStart nextStart) throws Exception {
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.crashIn(operation);
        Scenario scenario = scenarios.on(seed, disk);
        assertThatThrownBy(() -> scenario.run(steps)).isInstanceOf(SimulatedCrash.class);
        nextStart.of(scenario);
        // And once more, on what the start has put in order.
        scenario.disk().crashIn(scenario.disk().operations() + 1 + operation % secondCrashWithin);
        try {
            scenario.goOn(steps / 2);
        } catch (SimulatedCrash expected) {
            // Else the scenario was over sooner, and the power goes now.
        }
        nextStart.of(scenario);
    }
}
