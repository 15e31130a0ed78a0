package io.ottla.compat.matrix;

import io.ottla.compat.process.TargetKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Cells as text: {@code <matrix.folder>/<suite>.tsv}, a line a cell, appended to by whichever process ran the case.
 *
 * <pre>
 * client TAB version TAB feature TAB target TAB verdict TAB note
 * </pre>
 *
 * A case that ran again has more than one line; the last one counts.
 */
public final class MatrixFile {
    private static final String EXTENSION = ".tsv";
    private static final int PARTS = 6;

    private MatrixFile() {}

    /** Adds the cell to the file of its suite, in the folder of system property {@code matrix.folder}. */
    public static void append(MatrixCell cell) {
        append(Path.of(System.getProperty("matrix.folder", "target/matrix")), cell);
    }

    static void append(Path folder, MatrixCell cell) {
        String line = String.join(
                "\t",
                cell.client(),
                cell.version(),
                cell.feature(),
                cell.target().name(),
                cell.verdict().name(),
                cell.note());
        try {
            Files.createDirectories(folder);
            // One write of one short line at the end of the file: lines of several processes do not mix.
            Files.writeString(
                    folder.resolve(cell.suite() + EXTENSION),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All cells of a folder that count, suites by name and cells in the order in which they were first tried. */
    public static List<MatrixCell> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<MatrixCell> cells = new ArrayList<>();
            for (Path file : files.filter(each -> name(each).endsWith(EXTENSION))
                    .sorted()
                    .toList()) {
                cells.addAll(readSuite(file));
            }
            return List.copyOf(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MatrixCell> readSuite(Path file) throws IOException {
        String suite = name(file).substring(0, name(file).length() - EXTENSION.length());
        Map<List<String>, MatrixCell> cells = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", -1);
            if (parts.length != PARTS) {
                throw new IllegalStateException("not a cell, in " + file + ": " + line);
            }
            MatrixCell cell = new MatrixCell(
                    suite,
                    parts[0],
                    parts[1],
                    parts[2],
                    TargetKind.valueOf(parts[3]),
                    Verdict.valueOf(parts[4]),
                    parts[5]);
            cells.put(List.of(parts[0], parts[1], parts[2], parts[3]), cell);
        }
        return List.copyOf(cells.values());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
