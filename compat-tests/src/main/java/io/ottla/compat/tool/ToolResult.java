package io.ottla.compat.tool;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a finished process left.
 *
 * @param exitCode its exit code
 * @param output the bytes it wrote to its standard output
 * @param errors what it wrote to its standard error
 */
public record ToolResult(int exitCode, byte[] output, String errors) {

    public String text() {
        return new String(output, StandardCharsets.UTF_8);
    }

    public List<String> lines() {
        return text().lines().toList();
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + "\n--- output\n" + text() + "\n--- errors\n" + errors;
    }
}
