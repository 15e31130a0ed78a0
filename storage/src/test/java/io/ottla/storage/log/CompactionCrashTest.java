package io.ottla.storage.log;

import org.junit.jupiter.api.Test;

/** The process dies in each single disk operation while a log is written and compacted; no key goes back to an older value. */
class CompactionCrashTest {
    private static final CrashEverywhere CRASHES = new CrashEverywhere(CompactionCrashScenario::new, 3, 45, 60);

    @Test
    void losesNothingThatWasFlushedWhenThePowerGoes() throws Exception {
        CRASHES.then(CrashEverywhere.Scenario::startAfterPowerLoss);
    }

    @Test
    void losesNothingThatWasWrittenWhenTheProcessIsKilled() throws Exception {
        CRASHES.then(CrashEverywhere.Scenario::startAfterKill);
    }
}
