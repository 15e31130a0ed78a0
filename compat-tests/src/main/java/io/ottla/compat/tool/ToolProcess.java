package io.ottla.compat.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end. Its streams are files, so that nothing it writes can fill a pipe and stop it. */
public final class ToolProcess {
    private ToolProcess() {}

    /** Runs {@code command} with {@code input} (a file, or null for none) as its standard input. */
    public static ToolResult run(List<String> command, Path input, Duration atMost) {
        try {
            Path folder = Files.createTempDirectory("ottla-tool");
            try {
                return run(command, input, atMost, folder);
            } finally {
                Files.deleteIfExists(folder.resolve("out"));
                Files.deleteIfExists(folder.resolve("err"));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ToolResult run(List<String> command, Path input, Duration atMost, Path folder) throws IOException {
        Path output = folder.resolve("out");
        Path errors = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectInput(input == null ? Path.of("/dev/null").toFile() : input.toFile());
        builder.redirectOutput(output.toFile());
        builder.redirectError(errors.toFile());
        Process process = builder.start();
        boolean ended = await(process, atMost);
        ToolResult result = new ToolResult(
                ended ? process.exitValue() : -1,
                Files.readAllBytes(output),
                Files.readString(errors, StandardCharsets.UTF_8));
        if (!ended) {
            throw new AssertionError("did not end within " + atMost.toSeconds() + " s: " + command + "\n" + result);
        }
        return result;
    }

    private static boolean await(Process process, Duration atMost) {
        try {
            if (process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            process.destroyForcibly().waitFor();
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + process, e);
        }
    }
}
