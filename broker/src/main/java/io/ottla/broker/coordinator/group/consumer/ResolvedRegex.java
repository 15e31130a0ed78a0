package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.record.group.ConsumerGroupRegularExpressionValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The topics that a regular expression stood for when it was last looked at.
 *
 * @param topicsVersion the {@link io.ottla.broker.coordinator.group.TopicsView#version} it was looked at in
 * @param resolvedAtMs when that was
 */
public record ResolvedRegex(SortedSet<String> topics, long topicsVersion, long resolvedAtMs) {

    public ResolvedRegex {
        topics = Collections.unmodifiableSortedSet(topics);
    }

    static ResolvedRegex read(ConsumerGroupRegularExpressionValue stored) {
        return new ResolvedRegex(new TreeSet<>(stored.topics()), stored.version(), stored.timestamp());
    }

    ConsumerGroupRegularExpressionValue toStored() {
        return new ConsumerGroupRegularExpressionValue()
                .topics(new ArrayList<>(topics))
                .version(topicsVersion)
                .timestamp(resolvedAtMs);
    }
}
