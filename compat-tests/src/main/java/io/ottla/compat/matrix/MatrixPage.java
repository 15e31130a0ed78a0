package io.ottla.compat.matrix;

import io.ottla.compat.process.TargetKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The cells as a page for readers: a table for each suite, with a row for each feature and a column for each version of
 * a client; each field holds what Ottla did and what the reference did, side by side. Text in, text out.
 */
final class MatrixPage {
    private static final String HEAD = """
            # Compatibility

            What clients and applications can do with Ottla, and with Apache Kafka beside it. The same tests ran on
            both, each a process of its own. `compat-tests/run` wrote this page from what it saw; it is not edited.

            In each field the first sign is Ottla's, the second the reference's: ✓ works, ✗ does not, – was not tried
            or is not in that client, · was not run.

            """;

    private final List<MatrixCell> cells;

    private MatrixPage(List<MatrixCell> cells) {
        this.cells = cells;
    }

    static String render(List<MatrixCell> cells) {
        Map<String, List<MatrixCell>> suites =
                cells.stream().collect(Collectors.groupingBy(MatrixCell::suite, TreeMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| suite | works on the reference | of these on Ottla |\n|---|---:|---:|\n");
        suites.forEach((suite, its) -> page.append(new MatrixPage(its).sum(suite)));
        suites.forEach((suite, its) -> page.append(new MatrixPage(its).section(suite)));
        return page.toString();
    }

    private String sum(String suite) {
        Map<Field, MatrixCell> ottla = of(TargetKind.OTTLA);
        List<Field> expected = of(TargetKind.REFERENCE).entrySet().stream()
                .filter(entry -> entry.getValue().verdict() == Verdict.PASS)
                .map(Map.Entry::getKey)
                .toList();
        long fulfilled = expected.stream()
                .filter(field -> ottla.containsKey(field) && ottla.get(field).verdict() == Verdict.PASS)
                .count();
        return "| [" + suite + "](#" + suite + ") | " + expected.size() + " | " + fulfilled + " |\n";
    }

    private String section(String suite) {
        StringBuilder text = new StringBuilder("\n## " + suite + "\n\n");
        Map<Field, MatrixCell> ottla = of(TargetKind.OTTLA);
        Map<Field, MatrixCell> reference = of(TargetKind.REFERENCE);
        Set<String> columns = new LinkedHashSet<>();
        Set<String> rows = new LinkedHashSet<>();
        for (MatrixCell cell : cells) {
            if (!cell.isWholeClient()) {
                columns.add(column(cell));
                rows.add(cell.feature());
            }
        }
        if (!rows.isEmpty()) {
            text.append(row("feature", columns))
                    .append("|---")
                    .append("|:-:".repeat(columns.size()))
                    .append("|\n");
        }
        for (String row : rows) {
            List<String> signs = new ArrayList<>();
            for (String column : columns) {
                Field field = new Field(row, column);
                signs.add(sign(ottla.get(field)) + " " + sign(reference.get(field)));
            }
            text.append(row(row, signs));
        }
        return text.append(notes()).toString();
    }

    private static String row(String first, Collection<String> others) {
        return "| " + escaped(first) + " | "
                + others.stream().map(MatrixPage::escaped).collect(Collectors.joining(" | ")) + " |\n";
    }

    /** Each failure with its reason; what was skipped for one reason together. */
    private String notes() {
        StringBuilder text = new StringBuilder();
        for (MatrixCell cell : cells) {
            if (cell.verdict() == Verdict.FAIL) {
                text.append("- ✗ " + name(cell.target()) + ", " + column(cell) + ", " + cell.feature() + ": `"
                        + cell.note().replace('`', '\'') + "`\n");
            }
        }
        Map<String, Set<String>> skipped = new LinkedHashMap<>();
        for (MatrixCell cell : cells) {
            if (cell.verdict() == Verdict.SKIPPED) {
                String what = cell.isWholeClient() ? cell.client() : cell.feature() + ": " + cell.note();
                String where = cell.isWholeClient() ? cell.note() : column(cell);
                skipped.computeIfAbsent(what, any -> new LinkedHashSet<>()).add(where);
            }
        }
        skipped.forEach((what, where) -> text.append("- – " + what + " (" + String.join(", ", where) + ")\n"));
        return text.isEmpty() ? "" : "\n" + text;
    }

    private Map<Field, MatrixCell> of(TargetKind target) {
        Map<Field, MatrixCell> fields = new LinkedHashMap<>();
        for (MatrixCell cell : cells) {
            if (cell.target() == target) {
                fields.put(new Field(cell.feature(), column(cell)), cell);
            }
        }
        return fields;
    }

    private static String column(MatrixCell cell) {
        return cell.client() + " " + cell.version();
    }

    private static String name(TargetKind target) {
        return switch (target) {
            case OTTLA -> "Ottla";
            case REFERENCE -> "reference";
        };
    }

    private static String sign(MatrixCell cell) {
        if (cell == null) {
            return "·";
        }
        return switch (cell.verdict()) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case SKIPPED -> "–";
        };
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }

    /** A place in a table. */
    private record Field(String feature, String column) {}
}
