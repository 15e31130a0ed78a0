package io.ottla.bench.compare;

import io.ottla.compat.process.TargetKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** All that was measured in a run: for each case and broker, one set of values a round. */
final class Results {
    private final Map<String, Map<TargetKind, List<Map<Measure, Double>>>> values = new LinkedHashMap<>();

    /** Ours against the reference's. */
    record Ratios(double reference, double ottla, double median, double lowest, double highest) {}

    void add(String caseName, TargetKind kind, Map<Measure, Double> measured) {
        values.computeIfAbsent(caseName, name -> new EnumMap<>(TargetKind.class))
                .computeIfAbsent(kind, any -> new ArrayList<>())
                .add(measured);
    }

    /** The value of the first round. */
    double first(String caseName, TargetKind kind, Measure measure) {
        List<Double> all = all(caseName, kind, measure);
        if (all.isEmpty()) {
            throw new IllegalStateException("case \"" + caseName + "\" was not measured before");
        }
        return all.getFirst();
    }

    List<Double> all(String caseName, TargetKind kind, Measure measure) {
        return values.getOrDefault(caseName, Map.of()).getOrDefault(kind, List.of()).stream()
                .filter(round -> round.containsKey(measure))
                .map(round -> round.get(measure))
                .toList();
    }

    /** Medians of both brokers, and the ratios of the rounds; empty when one of them has no value. */
    Optional<Ratios> ratios(String caseName, Measure measure) {
        List<Double> reference = all(caseName, TargetKind.REFERENCE, measure);
        List<Double> ottla = all(caseName, TargetKind.OTTLA, measure);
        int rounds = Math.min(reference.size(), ottla.size());
        if (rounds == 0) {
            return Optional.empty();
        }
        List<Double> ratios = IntStream.range(0, rounds)
                .mapToObj(round -> ottla.get(round) / reference.get(round))
                .sorted()
                .toList();
        return Optional.of(
                new Ratios(median(reference), median(ottla), median(ratios), ratios.getFirst(), ratios.getLast()));
    }

    /** The value in the middle; of an even number of values, the mean of the two in the middle. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
