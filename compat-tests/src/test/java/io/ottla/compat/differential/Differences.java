package io.ottla.compat.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the two brokers answered differently, each kind of difference once, with how often it was seen. */
final class Differences {
    private static final int LINES_SHOWN = 6;

    private final MeantDifferences meant;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int compared;

    Differences(MeantDifferences meant) {
        this.meant = meant;
    }

    /** Compares two answers to {@code request}; {@code how} tells where the request comes from. */
    void compare(String request, String how, List<String> ottla, List<String> reference) {
        compared++;
        List<String> ours = without(ottla, reference, request);
        List<String> theirs = without(reference, ottla, request);
        if (!ours.isEmpty() || !theirs.isEmpty()) {
            counts.merge(
                    request + " (" + how + ")\n  Ottla     " + shown(ours) + "\n  reference " + shown(theirs),
                    1,
                    Integer::sum);
        }
    }

    int compared() {
        return compared;
    }

    List<String> unexplained() {
        List<String> all = new ArrayList<>();
        counts.forEach((difference, count) -> all.add(count + " times: " + difference));
        return all;
    }

    private List<String> without(List<String> lines, List<String> others, String request) {
        return lines.stream()
                .filter(line -> !others.contains(line) && !meant.contain(request, line))
                .toList();
    }

    private static String shown(List<String> lines) {
        List<String> first = lines.subList(0, Math.min(LINES_SHOWN, lines.size()));
        return first + (lines.size() > LINES_SHOWN ? " and " + (lines.size() - LINES_SHOWN) + " more" : "");
    }
}
