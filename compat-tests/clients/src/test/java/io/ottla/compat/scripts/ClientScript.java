package io.ottla.compat.scripts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ottla.compat.Installation;
import io.ottla.compat.matrix.MatrixCase;
import io.ottla.compat.matrix.MatrixCell;
import io.ottla.compat.matrix.MatrixFile;
import io.ottla.compat.matrix.Verdict;
import io.ottla.compat.process.Target;
import io.ottla.compat.tool.ToolProcess;
import io.ottla.compat.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A script that tries one client.
 *
 * @param suite the suite its cells belong to
 * @param client the client's name
 * @param interpreter what runs the script
 * @param path the script, from the folder of all of them
 * @param probe code for the interpreter that fails if the client is not installed
 */
record ClientScript(String suite, String client, String interpreter, String path, List<String> probe) {
    private static final Duration PROBE_AT_MOST = Duration.ofSeconds(30);
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    /** Runs the script against the target, records a cell for each of its lines, and fails if one of them failed. */
    void run(Target target, String name) {
        if (!isInstalled()) {
            String why = client + " is not installed here; compat-tests/run installs it";
            MatrixCase.skip(suite, client, MatrixCell.ANY, MatrixCell.ANY, target.kind(), why);
            assumeTrue(false, why);
        }
        List<String> command = List.of(interpreter, script().toString(), target.bootstrap(), name);
        ToolResult result = ToolProcess.run(command, null, AT_MOST);
        List<String> failed = record(target, result);
        if (!failed.isEmpty() || result.exitCode() != 0 || !result.lines().contains("END")) {
            throw new AssertionError(client + " failed: " + failed + "\n" + result);
        }
    }

    private boolean isInstalled() {
        List<String> command =
                new ArrayList<>(List.of("env", "-C", script().getParent().toString(), interpreter));
        command.addAll(probe);
        return ToolProcess.run(command, null, PROBE_AT_MOST).exitCode() == 0;
    }

    private Path script() {
        return Installation.root().resolve("compat-tests/clients").resolve(path);
    }

    private List<String> record(Target target, ToolResult result) {
        String version = "?";
        List<String> failed = new ArrayList<>();
        for (String line : result.lines()) {
            String[] parts = line.split("\t", -1);
            String note = parts.length > 2 ? parts[2] : "";
            switch (parts[0]) {
                case "VERSION" -> version = parts[1];
                case "PASS" -> append(target, version, parts[1], Verdict.PASS, note);
                case "SKIP" -> append(target, version, parts[1], Verdict.SKIPPED, note);
                case "FAIL" -> {
                    append(target, version, parts[1], Verdict.FAIL, note);
                    failed.add(parts[1]);
                }
                default -> {
                    // The client's own chatter.
                }
            }
        }
        return failed;
    }

    private void append(Target target, String version, String feature, Verdict verdict, String note) {
        MatrixFile.append(new MatrixCell(suite, client, version, feature, target.kind(), verdict, note));
    }
}
