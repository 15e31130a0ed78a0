package io.ottla.compat.groups;

import io.ottla.compat.Await;
import io.ottla.compat.Installation;
import io.ottla.compat.groups.Event.Assigned;
import io.ottla.compat.groups.Event.Crashed;
import io.ottla.compat.process.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A member that can be killed: {@link MemberMain} in a process, whose events go into the group's history. */
final class MemberProcess implements AutoCloseable {
    private final String name;
    private final History history;
    private final Process process;
    private final Thread reader;

    MemberProcess(Target target, GroupKind kind, String group, String topic, String name, History history)
            throws IOException {
        this.name = name;
        this.history = history;
        List<String> command = new ArrayList<>(List.of(
                Installation.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MemberMain.class.getName(),
                name,
                topic,
                "bootstrap.servers=" + target.bootstrap()));
        kind.settings(group).forEach((key, value) -> command.add(key + "=" + value));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        reader = new Thread(this::read, "events-of-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            OutputStream noted = process.getOutputStream();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                history.add(Event.parse(line));
                acknowledge(noted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void acknowledge(OutputStream noted) {
        try {
            noted.write('\n');
            noted.flush();
        } catch (IOException e) {
            // Killed while it waited; what it wrote before is still read.
        }
    }

    /** Waits until the member has been given a partition. */
    void awaitOwning(Duration atMost) {
        Await.until(
                atMost,
                () -> name + " to own something",
                () -> history.events().stream()
                        .anyMatch(event ->
                                event instanceof Assigned && event.member().equals(name)));
    }

    /** {@code kill -9}: the member says nothing to anybody. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
        history.add(new Crashed(name));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
