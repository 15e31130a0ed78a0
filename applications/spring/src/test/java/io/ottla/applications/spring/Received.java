package io.ottla.applications.spring;

import io.ottla.compat.Await;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a listener was given, for the test to look at. */
public final class Received {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final Queue<String> values = new ConcurrentLinkedQueue<>();

    void add(String value) {
        values.add(value);
    }

    /** What was given, once it is as many as that. */
    List<String> await(int count) {
        Await.until(WITHIN, () -> count + " records; there are " + values, () -> values.size() >= count);
        return List.copyOf(values);
    }
}
