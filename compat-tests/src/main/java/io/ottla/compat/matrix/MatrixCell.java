package io.ottla.compat.matrix;

import io.ottla.compat.process.TargetKind;
import java.util.Objects;

/**
 * One thing that one version of one client tried with one broker.
 *
 * @param suite which tests it belongs to; also the name of a file: lower case letters, digits and hyphens
 * @param client the client's name as its users know it
 * @param version the client's version
 * @param feature what was tried, in a few words
 * @param target the broker
 * @param verdict what became of it
 * @param note one line: why it failed or was skipped; else empty, or what the reader should know
 */
public record MatrixCell(
        String suite, String client, String version, String feature, TargetKind target, Verdict verdict, String note) {

    /** As version and feature of a cell that was skipped: all of them, since the client is not there. */
    public static final String ANY = "*";

    public MatrixCell {
        if (!suite.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a name of a suite: " + suite);
        }
        client = oneLine(client);
        version = oneLine(version);
        feature = oneLine(feature);
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(verdict, "verdict");
        note = oneLine(note);
    }

    /** Whether this stands for a client that is not there, with all that it could have tried. */
    boolean isWholeClient() {
        return feature.equals(ANY);
    }

    /** A cell is a line of a file with tabs between its parts. */
    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
