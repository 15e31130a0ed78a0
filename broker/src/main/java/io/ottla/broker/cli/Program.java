package io.ottla.broker.cli;

import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.Settings;
import io.ottla.broker.config.SettingsException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program, apart from what it does to the process it runs in. */
final class Program {

    /** How a broker is started. */
    interface Starter {
        Running start(Settings settings);
    }

    /** A broker that serves. */
    interface Running extends AutoCloseable {

        /** Where clients find it. */
        List<Endpoint> endpoints();

        @Override
        void close();
    }

    /** What came of it: a broker that runs, or the code to leave with. */
    sealed interface Outcome {
        record Serving(Running broker) implements Outcome {}

        record Done(int exitCode) implements Outcome {}
    }

    /**
     * What Kafka says when a broker begins to serve, and what those wait for who start its container images. Here it is said
     * when clients have been let in, to those who start Ottla as such an image does.
     */
    private static final String SERVING = "The broker serves. Transitioning from RECOVERY to RUNNING";

    private final Starter starter;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /** @param environment the variables of the process */
    Program(Starter starter, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.starter = starter;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** @param since when the process was started */
    Outcome run(Instant since, String... args) {
        return switch (PlainStart.parse(args).orElseGet(() -> new CommandLineModel().parse(args))) {
            case CommandLineModel.Request.Start start -> start(start.options(), since);
            case CommandLineModel.Request.Help help -> {
                out.print(help.text());
                yield new Outcome.Done(ExitCode.OK);
            }
            case CommandLineModel.Request.Version version -> {
                out.println("Ottla " + Version.text() + " (Java " + Runtime.version() + ")");
                yield new Outcome.Done(ExitCode.OK);
            }
            case CommandLineModel.Request.Wrong wrong -> {
                err.println("ottla: " + wrong.why());
                yield new Outcome.Done(ExitCode.WRONG_USE);
            }
        };
    }

    private Outcome start(StartOptions options, Instant since) {
        Settings settings;
        try {
            settings = options.settings(environment);
        } catch (SettingsException e) {
            err.println("ottla: " + e.getMessage());
            return new Outcome.Done(ExitCode.WRONG_USE);
        }
        Logger log = LoggerFactory.getLogger(Program.class);
        settings.warnings().forEach(log::warn);
        try {
            Running broker = starter.start(settings);
            out.println(readyLine(broker, settings, since));
            if (options.environment().isPresent()) {
                out.println(SERVING);
            }
            out.flush();
            return new Outcome.Serving(broker);
        } catch (RuntimeException e) {
            log.debug("the start failed", e);
            err.println("ottla: cannot start: " + reason(e) + " (OTTLA_LOG_LEVEL=DEBUG tells where)");
            return new Outcome.Done(ExitCode.FAILED);
        }
    }

    private static String readyLine(Running broker, Settings settings, Instant since) {
        String endpoints = broker.endpoints().stream().map(Endpoint::toString).collect(Collectors.joining(", "));
        String data = settings.storage().logDirs().stream().map(Path::toString).collect(Collectors.joining(", "));
        long tookMs = Duration.between(since, Instant.now()).toMillis();
        return "Ottla " + Version.text() + " ready at " + endpoints + ", data in " + data + ", in " + tookMs + " ms";
    }

    private static String reason(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
