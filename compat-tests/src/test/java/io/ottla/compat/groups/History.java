package io.ottla.compat.groups;

import io.ottla.compat.groups.Event.Assigned;
import io.ottla.compat.groups.Event.Delivered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.TopicPartition;

/** The events of all members of a group, in the order they happened. Members write to it from threads of their own. */
final class History {
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    void add(Event event) {
        events.add(event);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** For each partition the offset after the highest one delivered to anybody. */
    Map<TopicPartition, Long> delivered() {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Delivered delivered) {
                next.merge(delivered.partition(), delivered.offset() + 1, Math::max);
            }
        }
        return next;
    }

    /** How often a member was given partitions: moves it took part in. */
    long assignments(String member) {
        return events.stream()
                .filter(event -> event instanceof Assigned && event.member().equals(member))
                .count();
    }
}
