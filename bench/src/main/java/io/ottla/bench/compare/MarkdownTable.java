package io.ottla.bench.compare;

import io.ottla.compat.process.TargetKind;
import java.util.List;

/** The results as a table: a row for each measure a case shows. */
final class MarkdownTable {
    private MarkdownTable() {}

    static String of(List<Family> families, Results results) {
        StringBuilder table = new StringBuilder();
        for (Family family : families) {
            StringBuilder rows = new StringBuilder();
            for (Case oneCase : family.cases()) {
                oneCase.rows().forEach(row -> append(rows, oneCase, row, results));
            }
            if (!rows.isEmpty()) {
                table.append("\n### ").append(family.name()).append("\n\n");
                table.append("| case | measure | reference | Ottla | ratio (lowest – highest) | goal | |\n");
                table.append("|---|---|---:|---:|---|---|---|\n");
                table.append(rows);
            }
        }
        return table.toString();
    }

    private static void append(StringBuilder out, Case oneCase, Row row, Results results) {
        oneCase.step().withoutReference().ifPresent(why -> appendAlone(out, oneCase, row, results, why));
        results.ratios(oneCase.name(), row.measure())
                .ifPresent(ratios -> out.append("| ")
                        .append(String.join(
                                " | ",
                                oneCase.name(),
                                row.measure().label(),
                                Ratio.value(ratios.reference()),
                                Ratio.value(ratios.ottla()),
                                "**" + Ratio.text(ratios.median()) + "** (" + Ratio.text(ratios.lowest()) + " – "
                                        + Ratio.text(ratios.highest()) + ")",
                                goal(row),
                                verdict(row, ratios.median())))
                        .append(" |\n"));
    }

    private static void appendAlone(StringBuilder out, Case oneCase, Row row, Results results, String why) {
        List<Double> values = results.all(oneCase.name(), TargetKind.OTTLA, row.measure());
        if (!values.isEmpty()) {
            String value = Ratio.value(Results.median(values));
            out.append("| ")
                    .append(String.join(" | ", oneCase.name(), row.measure().label(), why, value, "", "", ""))
                    .append(" |\n");
        }
    }

    private static String goal(Row row) {
        if (row.goal().isEmpty()) {
            return "";
        }
        return (row.measure().moreIsBetter() ? "≥ " : "≤ ")
                + Ratio.text(row.goal().getAsDouble());
    }

    private static String verdict(Row row, double ratio) {
        if (row.goal().isEmpty()) {
            return "";
        }
        double missedBy =
                Ratio.advantage(row.measure(), row.goal().getAsDouble()) / Ratio.advantage(row.measure(), ratio);
        return missedBy <= 1 ? "reached" : "missed by ×" + Ratio.value(missedBy);
    }
}
