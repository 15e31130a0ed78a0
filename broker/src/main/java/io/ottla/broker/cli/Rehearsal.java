package io.ottla.broker.cli;

import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A start for practice, from which the JVM learns what a start takes: see {@code bin/ottla}. The program starts as it always
 * does, only on a free port and in a temporary folder; it serves one client, and ends by itself.
 */
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        endWhenPatienceIsOver();
        StandardOutputLogging.use();
        Path file = Files.createTempFile("ottla-rehearsal", ".properties");
        try {
            Files.writeString(file, "num.partitions=1\n");
            System.exit(rehearse(file));
        } finally {
            Files.delete(file);
        }
    }

    private static int rehearse(Path file) throws IOException {
        Map<String, String> environment = Map.of("KAFKA_NUM_PARTITIONS", "1");
        Program program = new Program(new OnTemporaryFolder(), environment, System.out, System.err);
        String path = file.toString();
        // With all that a start may be told, for the JVM to have met it.
        return switch (program.run(
                Main.startOfProcess(), "start", "--config", path, "--environment", path, "--set", "log.dirs=unused")) {
            case Program.Outcome.Done done -> done.exitCode();
            case Program.Outcome.Serving serving -> {
                try (Program.Running broker = serving.broker()) {
                    Endpoint endpoint = broker.endpoints().getFirst();
                    RehearsalClient.use(endpoint.host(), endpoint.port());
                }
                yield ExitCode.OK;
            }
        };
    }

    /** Starts as the program does, and reads the settings it was told, but not on the user's folder and port. */
    private static final class OnTemporaryFolder implements Program.Starter {
        @Override
        public Program.Running start(Settings told) {
            return new Main.EmbeddedBroker().start(Settings.embedded());
        }
    }

    /** Nobody looks after a rehearsal, so it must not hang about. */
    private static void endWhenPatienceIsOver() {
        Thread watch = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(ExitCode.FAILED);
                },
                "patience");
        watch.setDaemon(true);
        watch.start();
    }
}
