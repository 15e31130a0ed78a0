package io.ottla.storage.log;

import org.junit.jupiter.api.Test;

/** The process dies in each single disk operation of a scenario; the next start must find what it may rely on. */
class CrashTest {
    private static final CrashEverywhere CRASHES = new CrashEverywhere(CrashScenario::new, 11, 40, 40);

    @Test
    void losesNothingThatWasFlushedWhenThePowerGoes() throws Exception {
        CRASHES.then(CrashEverywhere.Scenario::startAfterPowerLoss);
    }

    @Test
    void losesNothingThatWasWrittenWhenTheProcessIsKilled() throws Exception {
        CRASHES.then(CrashEverywhere.Scenario::startAfterKill);
    }
}
