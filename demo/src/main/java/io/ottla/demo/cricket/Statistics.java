package io.ottla.demo.cricket;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who made how many runs, and who took how many wickets, over all matches. */
public record Statistics(SortedMap<String, Integer> runs, SortedMap<String, Integer> wickets) {
    public static final Statistics EMPTY = new Statistics(Collections.emptySortedMap(), Collections.emptySortedMap());

    public Statistics {
        runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
        wickets = Collections.unmodifiableSortedMap(new TreeMap<>(wickets));
    }

    public Statistics after(Ball ball) {
        return switch (ball.delivery()) {
            case Delivery.Hit hit -> new Statistics(plus(runs, ball.batter(), hit.runs()), wickets);
            case Delivery.Wide wide -> this;
            case Delivery.Wicket wicket -> new Statistics(runs, plus(wickets, ball.bowler(), 1));
        };
    }

    public Optional<Map.Entry<String, Integer>> bestBatter() {
        return best(runs);
    }

    public Optional<Map.Entry<String, Integer>> bestBowler() {
        return best(wickets);
    }

    private static SortedMap<String, Integer> plus(SortedMap<String, Integer> counts, String name, int more) {
        SortedMap<String, Integer> next = new TreeMap<>(counts);
        next.merge(name, more, Integer::sum);
        return next;
    }

    /** Of equals, the first by name. */
    private static Optional<Map.Entry<String, Integer>> best(SortedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey(Comparator.reverseOrder())));
    }
}
