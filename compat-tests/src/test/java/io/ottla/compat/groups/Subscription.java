package io.ottla.compat.groups;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.SubscriptionPattern;

/** How a consumer says what it wants. */
interface Subscription {
    void subscribe(Consumer<String, String> consumer, ConsumerRebalanceListener listener);

    static Subscription to(String... topics) {
        return (consumer, listener) -> consumer.subscribe(List.of(topics), listener);
    }

    /** By a regular expression that the client resolves. */
    static Subscription matching(Pattern pattern) {
        return (consumer, listener) -> consumer.subscribe(pattern, listener);
    }

    /** By a regular expression that the broker resolves, which only the consumer protocol has. */
    static Subscription matching(SubscriptionPattern pattern) {
        return (consumer, listener) -> consumer.subscribe(pattern, listener);
    }
}
