package io.ottla.compat.matrix;

import io.ottla.compat.process.TargetKind;

/** Runs what a cell of the matrix stands for, and writes down what became of it. */
public final class MatrixCase {
    private static final int NOTE_LENGTH_MAX = 300;

    private MatrixCase() {}

    /** What is tried; it fails by throwing. */
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }

    /** Runs {@code body}, records PASS, or FAIL with the first line of what was thrown, which is thrown again. */
    public static void check(String suite, String client, String version, String feature, TargetKind target, Check body)
            throws Exception {
        try {
            body.run();
        } catch (Exception | Error e) {
            MatrixFile.append(new MatrixCell(suite, client, version, feature, target, Verdict.FAIL, firstLine(e)));
            throw e;
        }
        MatrixFile.append(new MatrixCell(suite, client, version, feature, target, Verdict.PASS, ""));
    }

    /** Records that this was not tried, and why. */
    public static void skip(
            String suite, String client, String version, String feature, TargetKind target, String why) {
        MatrixFile.append(new MatrixCell(suite, client, version, feature, target, Verdict.SKIPPED, why));
    }

    /** The type of what was thrown, and the first line of its message that says anything. */
    static String firstLine(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage() == null
                ? ""
                : thrown.getMessage()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("")
                        .strip();
        String line = message.isEmpty() ? name : name + ": " + message;
        return line.length() <= NOTE_LENGTH_MAX ? line : line.substring(0, NOTE_LENGTH_MAX) + "…";
    }
}
