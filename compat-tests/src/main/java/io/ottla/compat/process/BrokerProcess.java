package io.ottla.compat.process;

import io.ottla.compat.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** What the two kinds of target have in common: a process, its log file, and how it is waited for and ended. */
abstract class BrokerProcess implements Target {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    /** A broker with ten thousand partitions has as many files to sync when it stops. */
    private static final Duration GONE_WITHIN = Duration.ofMinutes(5);

    private final TargetSettings settings;
    private Process process;

    BrokerProcess(TargetSettings settings) {
        this.settings = settings;
    }

    /** What is done before the process starts, such as formatting the folder. */
    abstract void prepare() throws IOException;

    abstract List<String> command();

    @Override
    public final TargetSettings settings() {
        return settings;
    }

    @Override
    public final Path logFile() {
        return settings.workFolder().resolve("broker.log");
    }

    @Override
    public final void start() {
        launch();
        awaitReady();
    }

    @Override
    public final void launch() {
        if (isRunning()) {
            throw new IllegalStateException(kind() + " is running already, pid " + pid());
        }
        try {
            Files.createDirectories(settings.workFolder());
            prepare();
            ProcessBuilder builder = new ProcessBuilder(command());
            builder.environment().put("OTTLA_JAVA_HOME", System.getProperty("java.home"));
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        try {
            Await.until(READY_WITHIN, () -> kind() + " to serve; its log ends with:\n" + logTail(), () -> {
                if (!process.isAlive()) {
                    throw new AssertionError(
                            kind() + " ended with exit code " + process.exitValue() + ":\n" + logTail());
                }
                return ReadyProbe.answers(settings.host(), settings.port());
            });
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    @Override
    public final int stop() {
        process.destroy();
        awaitGone();
        return process.exitValue();
    }

    @Override
    public final void kill() {
        process.destroyForcibly();
        awaitGone();
    }

    private void awaitGone() {
        try {
            if (!process.waitFor(GONE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(kind() + " did not end; its log ends with:\n" + logTail());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + kind() + " to end", e);
        }
    }

    @Override
    public final boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public final long pid() {
        return process.pid();
    }

    @Override
    public final void close() {
        if (isRunning()) {
            kill();
        }
    }

    /** Writes the properties file the broker is started with. */
    final Path writeProperties(Properties properties) throws IOException {
        Path file = settings.workFolder().resolve("server.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(logFile());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }
}
