package io.ottla.broker.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what a request names once from what it names several times, which makes no sense. Keeps the order. */
public final class OnceOnly<T> {
    private final Map<T, Integer> mentions = new LinkedHashMap<>();

    public void add(T named) {
        mentions.merge(named, 1, Integer::sum);
    }

    public boolean isRepeated(T named) {
        return mentions.getOrDefault(named, 0) > 1;
    }

    public List<T> once() {
        return mentions.keySet().stream().filter(named -> !isRepeated(named)).toList();
    }

    public List<T> repeated() {
        return mentions.keySet().stream().filter(this::isRepeated).toList();
    }
}
