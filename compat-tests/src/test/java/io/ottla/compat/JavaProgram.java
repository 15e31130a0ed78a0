package io.ottla.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class of this class path in a process of its own, which can be stopped, killed and started again. */
public final class JavaProgram implements AutoCloseable {
    private static final long GONE_WITHIN_SECONDS = 30;
    private static final int TAIL = 20;

    private final List<String> command;
    private final Path log;
    private Process process;

    /** @param log what it writes, over all its starts */
    public JavaProgram(String mainClass, List<String> arguments, Path log) {
        this.log = log;
        this.command = new ArrayList<>(List.of(
                Installation.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(arguments);
    }

    public void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Asks it to end, and waits for it. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GONE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("it did not end; it wrote\n" + tail());
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The end of what it wrote, to say why something did not come. */
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
