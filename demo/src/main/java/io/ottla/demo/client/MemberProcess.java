package io.ottla.demo.client;

import io.ottla.demo.plot.Audience;
import io.ottla.demo.plot.DemoEvent;
import io.ottla.demo.plot.Member;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A member of the scoreboard's group in a process of its own, which can be killed as a machine that loses its power. */
public final class MemberProcess implements AutoCloseable {
    private static final long GONE_WITHIN_SECONDS = 5;

    private final Member member;
    private final Process process;
    private final Thread reader;

    private MemberProcess(Member member, Process process, Consumer<DemoEvent> events) {
        this.member = member;
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().name(member.name()).start(() -> forward(events));
    }

    public static MemberProcess start(String name, ClientSettings settings, Consumer<DemoEvent> events) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                MemberMain.class.getName(),
                name));
        command.addAll(List.of(settings.arguments()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            MemberProcess started = new MemberProcess(new Member(Audience.SCOREBOARD, name), process, events);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop-" + name));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Member member() {
        return member;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process without a chance to say so, and returns when all that it reported before was passed on. */
    public void kill() {
        process.destroyForcibly();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forward(Consumer<DemoEvent> events) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                events.accept(MemberLines.read(member, line));
                line = lines.readLine();
            }
        } catch (IOException e) {
            // The pipe of a process that was killed may end in the middle.
            return;
        }
    }

    /** Lets the member leave its group; does nothing when it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GONE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
