package io.ottla.bench.turns;

import io.ottla.compat.process.TargetKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, by name and broker, over all turns. */
public final class Figures {
    private final Map<String, Map<TargetKind, List<Double>>> values = new LinkedHashMap<>();

    public void add(String name, TargetKind kind, double value) {
        values.computeIfAbsent(name, n -> new EnumMap<>(TargetKind.class))
                .computeIfAbsent(kind, k -> new ArrayList<>())
                .add(value);
    }

    /** How much of the machine's CPU time its host withheld while {@code name} was measured: 0 to 1. */
    public void addWithheld(String name, TargetKind kind, double share) {
        add(name + ", withheld by the host, %", kind, share * 100);
    }

    /** A table of medians; the ratio is Ottla's to the reference's, where both were measured. */
    public String table() {
        StringBuilder table = new StringBuilder("| measure | Ottla | reference | ratio |\n|---|---|---|---|\n");
        values.forEach((name, byKind) -> {
            double ottla = median(byKind.getOrDefault(TargetKind.OTTLA, List.of()));
            double reference = median(byKind.getOrDefault(TargetKind.REFERENCE, List.of()));
            table.append(String.format(
                    Locale.ROOT, "| %s | %.3f | %.3f | %.2f |%n", name, ottla, reference, ottla / reference));
        });
        return table.toString();
    }

    /** The middle one, or the mean of the two in the middle; NaN of nothing. */
    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
