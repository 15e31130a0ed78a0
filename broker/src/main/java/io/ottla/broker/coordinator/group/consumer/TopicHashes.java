package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.TopicsView;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Numbers that stand for what topics are. Remembers those it worked out, until told that a topic has changed. */
final class TopicHashes {
    private final Map<String, Long> known = new HashMap<>();

    void forget(Collection<String> names) {
        known.keySet().removeAll(names);
    }

    long of(Collection<String> names, TopicsView topics) {
        return 0;
    }
}
