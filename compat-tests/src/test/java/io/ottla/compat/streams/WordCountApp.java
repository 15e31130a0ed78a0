package io.ottla.compat.streams;

import io.ottla.compat.Installation;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@link WordCountMain} in a process, which can be killed and started again with the state that is on its disk. */
final class WordCountApp implements AutoCloseable {
    private final Target target;
    private final Path folder;
    private Process process;

    WordCountApp(Target target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    void start() throws IOException {
        List<String> command = List.of(
                Installation.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                WordCountMain.class.getName(),
                "application.id=word-count",
                "bootstrap.servers=" + target.bootstrap(),
                "state.dir=" + folder.resolve("state"),
                "processing.guarantee=exactly_once_v2",
                "num.stream.threads=2",
                "statestore.cache.max.bytes=0",
                "commit.interval.ms=100",
                "replication.factor=1",
                "auto.offset.reset=earliest",
                "consumer.session.timeout.ms=2000",
                "consumer.heartbeat.interval.ms=300",
                "consumer.metadata.max.age.ms=2000",
                "reconnect.backoff.max.ms=200");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("app.log").toFile()))
                .start();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The end of what it wrote, to say why something did not come. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("app.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
