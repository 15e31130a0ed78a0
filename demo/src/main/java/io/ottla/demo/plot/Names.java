package io.ottla.demo.plot;

import java.util.List;
import java.util.stream.Stream;

/**
 * What topics and groups are called.
 *
 * @param prefix comes before each of them, so that several demos can share a broker
 */
public record Names(String prefix) {
    public String events() {
        return prefix + "match-events";
    }

    /** Where events go that could not be dealt with, to be tried again. */
    public String retries() {
        return prefix + "match-events-retry";
    }

    /** Where they go when that did not help. */
    public String deadLetters() {
        return prefix + "match-events-dead-letters";
    }

    public List<String> topics() {
        return List.of(events(), retries(), deadLetters());
    }

    public String group(Audience audience) {
        return prefix + audience.label();
    }

    /** The group that tries again. */
    public String retryGroup() {
        return prefix + "notifications-retry";
    }

    public List<String> groups() {
        return Stream.concat(Stream.of(Audience.values()).map(this::group), Stream.of(retryGroup()))
                .toList();
    }
}
