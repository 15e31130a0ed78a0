package io.ottla.compat.crash;

import io.ottla.compat.Await;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9} under load, again and again on one folder: what was acknowledged is there, in order, once. */
class KillTest {
    private static final long NUMBERS_A_ROUND = 500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nothingAcknowledgedIsLostAndNothingIsThereTwice(TargetKind kind) throws InterruptedException {
        // The reference is here to show that the test is right: it takes its time to start, so it is killed less often.
        int rounds = kind == TargetKind.OTTLA ? 10 : 1;
        try (Target target = kind.create(TargetSettings.in(folder))) {
            target.start();
            try (Load plain = new Load(target, "plain", "none");
                    Load compressed = new Load(target, "compressed", "lz4")) {
                for (int round = 0; round < rounds; round++) {
                    awaitProgress(plain);
                    awaitProgress(compressed);
                    target.kill();
                    target.start();
                    plain.verify();
                    compressed.verify();
                }
                plain.finish();
                compressed.finish();
            }
        }
    }

    private static void awaitProgress(Load load) {
        long before = load.acknowledged();
        Await.until(
                Duration.ofSeconds(60),
                () -> "acknowledgements beyond " + before,
                () -> load.acknowledged() >= before + NUMBERS_A_ROUND);
    }
}
