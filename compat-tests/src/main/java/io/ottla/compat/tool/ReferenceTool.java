package io.ottla.compat.tool;

import java.nio.file.Path;
import java.time.Duration;
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
        return ToolProcess.run(ReferenceJvm.QUICK.tool(mainClass, arguments), input, AT_MOST);
    }

    /** Formats the folders a properties file names. */
    public static void format(ReferenceJvm jvm, Path propertiesFile, String clusterId) {
        List<String> arguments = List.of("format", "--cluster-id", clusterId, "--config", propertiesFile.toString());
        ToolResult result = ToolProcess.run(jvm.tool("kafka.tools.StorageTool", arguments), null, AT_MOST);
        if (result.exitCode() != 0) {
            throw new IllegalStateException("format failed: " + result);
        }
    }
}
