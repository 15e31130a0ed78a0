package io.ottla.compat.matrix;

import io.ottla.compat.process.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges a run: {@code MatrixMain check|write CELLS ROOT SUITE...}. It fails if something that must work on Ottla did
 * not; {@code write} also adds what works now to the lists, and writes the page.
 */
public final class MatrixMain {
    private static final int NAMED_ARGUMENTS = 3;

    private MatrixMain() {}

    public static void main(String[] arguments) throws IOException {
        boolean isWritten = arguments[0].equals("write");
        Path root = Path.of(arguments[2]);
        List<MatrixCell> cells = MatrixFile.read(Path.of(arguments[1]));
        Set<String> suites = new TreeSet<>(List.of(arguments).subList(NAMED_ARGUMENTS, arguments.length));
        cells.forEach(cell -> suites.add(cell.suite()));
        report(cells);
        List<String> lost = new ArrayList<>();
        for (String suite : suites) {
            Path file = root.resolve("compat-tests/allowed").resolve(suite + ".txt");
            AllowedCells allowed = AllowedCells.parse(suite, Files.exists(file) ? Files.readAllLines(file) : List.of());
            lost.addAll(allowed.lost(cells));
            if (isWritten) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, allowed.grown(cells).text());
            }
        }
        if (isWritten) {
            Files.writeString(root.resolve("docs/compatibility.md"), MatrixPage.render(cells));
        }
        lost.forEach(line -> System.out.println("LOST " + line));
        System.exit(lost.isEmpty() ? 0 : 1);
    }

    private static void report(List<MatrixCell> cells) {
        for (MatrixCell cell : cells) {
            if (cell.verdict() == Verdict.FAIL || cell.isWholeClient()) {
                System.out.println(cell.verdict() + " " + cell.target() + " " + cell.suite() + ": " + cell.client()
                        + " " + cell.version() + ", " + cell.feature() + ": " + cell.note());
            }
        }
        for (TargetKind target : TargetKind.values()) {
            long worked = cells.stream()
                    .filter(cell -> cell.target() == target && cell.verdict() == Verdict.PASS)
                    .count();
            System.out.println(target + ": " + worked + " cells work");
        }
    }
}
