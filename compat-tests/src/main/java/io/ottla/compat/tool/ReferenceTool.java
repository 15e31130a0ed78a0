package io.ottla.compat.tool;

import io.ottla.compat.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of the reference's tools: a main class of its jars in a JVM of its own. */
public final class ReferenceTool {
    private static final Duration AT_MOST = Duration.ofMinutes(3);

    private ReferenceTool() {}

    public static ToolResult run(String mainClass, List<String> arguments) {
        return run(mainClass, arguments, null);
    }

    /** Runs the tool with the file {@code input} as its standard input. */
    public static ToolResult run(String mainClass, List<String> arguments, Path input) {
        List<String> command = new ArrayList<>();
        command.add(Installation.java().toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(archiveOptions(mainClass));
        command.add("-Dlog4j2.configurationFile=" + Installation.referenceLogging("tools"));
        command.add("-cp");
        command.add(Installation.referenceClassPath());
        command.add(mainClass);
        command.addAll(arguments);
        return ToolProcess.run(command, input, AT_MOST);
    }

    /**
     * Options that share loaded classes between runs of one main class: the first run writes the archive when it ends,
     * the others start in about a third of the time.
     */
    public static List<String> archiveOptions(String mainClass) {
        Path archive = folder("archives").resolve(mainClass + ".jsa");
        return List.of(
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive);
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectories(Installation.scratch().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
