package io.ottla.bench.compare;

import io.ottla.compat.process.TargetKind;
import java.util.List;
import java.util.Locale;

/** Everything that was measured, as comma-separated values: a line for each case, measure, broker and round. */
final class RawValues {
    private RawValues() {}

    static String of(List<Family> families, Results results) {
        StringBuilder out = new StringBuilder("case,measure,broker,round,value\n");
        for (Family family : families) {
            for (Case oneCase : family.cases()) {
                for (Measure measure : Measure.values()) {
                    for (TargetKind kind : TargetKind.values()) {
                        append(out, oneCase.name(), measure, kind, results.all(oneCase.name(), kind, measure));
                    }
                }
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String name, Measure measure, TargetKind kind, List<Double> values) {
        for (int round = 0; round < values.size(); round++) {
            out.append(String.format(
                    Locale.ROOT,
                    "\"%s\",%s,%s,%d,%.6f%n",
                    name,
                    measure.name().toLowerCase(Locale.ROOT),
                    kind.name().toLowerCase(Locale.ROOT),
                    round + 1,
                    values.get(round)));
        }
    }
}
