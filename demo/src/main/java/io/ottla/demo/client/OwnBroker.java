package io.ottla.demo.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A broker for the time of the demo, on a free port, with a temporary folder that goes with it. */
public final class OwnBroker implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Ottla \\S+ ready at (\\S+?),? .*");
    private static final Duration GONE_WITHIN = Duration.ofSeconds(20);

    private final Process process;
    private final Path folder;
    private final String bootstrap;

    private OwnBroker(Process process, Path folder, String bootstrap) {
        this.process = process;
        this.folder = folder;
        this.bootstrap = bootstrap;
    }

    /** Starts Ottla by its own launcher, and returns when it is ready. */
    public static OwnBroker start(Path launcher) throws IOException {
        Path folder = Files.createTempDirectory("ottla-demo");
        // Named to the shell, since what copied the script may not have kept it executable.
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString(), "start", "--listen", "127.0.0.1:0"));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        // A member that is killed is to be missed while somebody watches.
        command.addAll(List.of("--set", "group.min.session.timeout.ms=1000"));
        command.addAll(List.of("--set", "group.initial.rebalance.delay.ms=0"));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("broker.log").toFile())
                .start();
        try {
            OwnBroker broker = new OwnBroker(process, folder, awaitReady(process, folder));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
            return broker;
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String awaitReady(Process process, Path folder) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                Thread.ofVirtual().name("broker-output").start(() -> drain(lines));
                return ready.group(1);
            }
            line = lines.readLine();
        }
        throw new IOException("the broker did not start: " + Files.readString(folder.resolve("broker.log")));
    }

    /** A pipe that nobody reads would stop the broker in the end. */
    private static void drain(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The pipe ends with the process, at times in the middle.
            return;
        }
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** Does nothing the second time. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(folder);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // A file more in the folder for temporary files.
            return;
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
