package io.ottla.compat.matrix;

import io.ottla.compat.process.TargetKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What works on Ottla and has to go on working, of one suite. It only grows: what works for the first time is added,
 * and what no longer works is a failure.
 *
 * <p>Clients that the machine brings are listed without their version, since another machine brings another.
 */
final class AllowedCells {
    private static final Set<String> SUITES_OF_ANY_VERSION = Set.of("kcat", "python");
    private static final String HEAD =
            "# What must work on Ottla: client, version and feature. compat-tests/run adds lines; none is taken out.\n";
    private static final int PARTS = 3;

    private final String suite;
    private final Set<String> lines;

    private AllowedCells(String suite, Set<String> lines) {
        this.suite = suite;
        this.lines = lines;
    }

    static AllowedCells parse(String suite, Collection<String> text) {
        Set<String> lines = new TreeSet<>();
        for (String line : text) {
            if (line.startsWith("#")) {
                continue;
            }
            if (line.split("\t", -1).length != PARTS) {
                throw new IllegalArgumentException("not a client, a version and a feature: " + line);
            }
            lines.add(line);
        }
        return new AllowedCells(suite, lines);
    }

    String text() {
        return HEAD + lines.stream().map(line -> line + "\n").reduce("", String::concat);
    }

    /** With all that these cells show to work. */
    AllowedCells grown(Collection<MatrixCell> cells) {
        Set<String> more = new TreeSet<>(lines);
        for (MatrixCell cell : cells) {
            if (concerns(cell) && cell.verdict() == Verdict.PASS) {
                more.add(line(cell));
            }
        }
        return new AllowedCells(suite, more);
    }

    /** What is listed and did not work this time, each with what became of it. */
    List<String> lost(Collection<MatrixCell> cells) {
        List<String> lost = new ArrayList<>();
        for (String line : lines) {
            Set<Verdict> verdicts = new TreeSet<>();
            for (MatrixCell cell : cells) {
                if (concerns(cell) && (line.equals(line(cell)) || isWholeClientOf(line, cell))) {
                    verdicts.add(cell.verdict());
                }
            }
            if (verdicts.isEmpty()) {
                lost.add(suite + ": " + line.replace("\t", " | ") + ": was not reached");
            } else if (verdicts.contains(Verdict.FAIL)) {
                lost.add(suite + ": " + line.replace("\t", " | ") + ": failed");
            }
        }
        return lost;
    }

    private boolean concerns(MatrixCell cell) {
        return cell.suite().equals(suite) && cell.target() == TargetKind.OTTLA;
    }

    private static boolean isWholeClientOf(String line, MatrixCell cell) {
        return cell.isWholeClient() && line.startsWith(cell.client() + "\t");
    }

    private String line(MatrixCell cell) {
        String version = SUITES_OF_ANY_VERSION.contains(suite) ? MatrixCell.ANY : cell.version();
        return String.join("\t", cell.client(), version, cell.feature());
    }
}
