package io.ottla.image;

import io.ottla.compat.Await;
import io.ottla.compat.Installation;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A container engine behind the socket that {@code DOCKER_HOST} names, and Ottla's image in it. Where nobody answers at the
 * socket, Podman is started there, and ended with the tests.
 */
final class Engine implements AutoCloseable {
    static final String IMAGE = "docker.io/library/ottla-image-tests:latest";

    /** As a user says it. */
    private static final String TAG = "ottla-image-tests:latest";

    private static final String UNIX = "unix://";
    private static final Duration SERVES_WITHIN = Duration.ofSeconds(20);
    private static final long COMMAND_PATIENCE_S = 240;

    /** What engines leave with when it is not the image's fault that nothing runs. */
    private static final int ENGINE_FAILED = 125;

    private final String program;
    private final Process service;
    private final Optional<String> whyNot;

    private Engine(String program, Process service, Optional<String> whyNot) {
        this.program = program;
        this.service = service;
        this.whyNot = whyNot;
    }

    /** Why no containers can be had here; then this is good for nothing else. */
    Optional<String> whyNot() {
        return whyNot;
    }

    static Engine start() {
        String host = System.getenv("DOCKER_HOST");
        if (host == null || !host.startsWith(UNIX)) {
            return none("DOCKER_HOST names no socket: " + host);
        }
        Path socket = Path.of(host.substring(UNIX.length()));
        if (answers(socket) && isInstalled("docker")) {
            return withImage("docker", null);
        }
        if (!isInstalled("podman")) {
            return none("there is no container engine here (apt-get install podman runc)");
        }
        return withImage("podman", servePodman(socket));
    }

    private static Engine none(String why) {
        return new Engine("", null, Optional.of(why));
    }

    private static Engine withImage(String program, Process service) {
        Engine engine = new Engine(program, service, Optional.empty());
        try {
            Answer tried = engine.run("info");
            if (tried.exitCode() == 0) {
                engine.makeImage();
                tried = engine.run("run", "--rm", IMAGE, "bash", "-c", "true");
                if (tried.exitCode() != ENGINE_FAILED) {
                    return engine;
                }
            }
            String why = tried.text().lines().reduce((first, last) -> last).orElse("exit code " + tried.exitCode());
            engine.close();
            return none(program + " cannot run containers here: " + why);
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    private static Process servePodman(Path socket) {
        try {
            Files.createDirectories(socket.getParent());
            Files.deleteIfExists(socket);
            Process process = new ProcessBuilder("podman", "system", "service", "--time=0", UNIX + socket)
                    .redirectErrorStream(true)
                    .redirectOutput(socket.resolveSibling("engine.log").toFile())
                    .start();
            Await.until(SERVES_WITHIN, () -> "podman to serve at " + socket, () -> answers(socket));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** As a user does, by the script that comes with the distribution. */
    private void makeImage() {
        Answer made = command(List.of(
                "sh",
                Installation.ottlaHome().resolve("bin/ottla").toString(),
                "image",
                "--engine",
                program,
                "--tag",
                TAG));
        if (made.exitCode() != 0) {
            throw new AssertionError("the image could not be made:\n" + made.text());
        }
    }

    /** Whether the image is here; nobody is asked for it. */
    boolean has(String image) {
        return run("image", "inspect", image).exitCode() == 0;
    }

    /** A command of the engine's program. */
    Answer run(String... arguments) {
        return command(
                Stream.concat(Stream.of(program), Arrays.stream(arguments)).toList());
    }

    private static Answer command(List<String> command) {
        try {
            Path output = Files.createTempFile("ottla-image-tests", ".log");
            try {
                ProcessBuilder builder = new ProcessBuilder(command);
                builder.environment().put("OTTLA_JAVA_HOME", System.getProperty("java.home"));
                Process process = builder.redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(COMMAND_PATIENCE_S, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(command + " took too long:\n" + Files.readString(output));
                }
                return new Answer(process.exitValue(), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    /** Ends what was started here; every run makes the image anew. */
    @Override
    public void close() {
        if (!program.isEmpty()) {
            run("image", "rm", "--force", IMAGE);
        }
        if (service != null) {
            service.destroy();
        }
    }

    /** What a command said, on standard output and error. */
    record Answer(int exitCode, String text) {}
}
