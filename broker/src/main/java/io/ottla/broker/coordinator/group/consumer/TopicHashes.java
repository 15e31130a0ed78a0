package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.broker.coordinator.group.consumer.hash.HashInput;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Numbers that stand for what topics are (KIP-1101). Remembers those it worked out, until told that a topic has changed.
 *
 * <pre>
 *   topic:  0 (byte) · id (2 longs) · name · partitions · for each: number · for each rack, sorted: length · rack
 *   topics: the hash of each that exists, by name; 0 if there is none
 * </pre>
 */
final class TopicHashes {
    private static final byte VERSION = 0;

    private final Map<String, Long> known = new HashMap<>();

    void forget(Collection<String> names) {
        names.forEach(known::remove);
    }

    long of(SortedSet<String> names, TopicsView topics) {
        HashInput hashes = new HashInput();
        boolean isEmpty = true;
        for (String name : names) {
            TopicsView.Topic topic = topics.byName(name).orElse(null);
            if (topic != null) {
                hashes.putLong(known.computeIfAbsent(name, unknown -> of(topic)));
                isEmpty = false;
            }
        }
        return isEmpty ? 0 : hashes.hash();
    }

    private static long of(TopicsView.Topic topic) {
        HashInput input = new HashInput()
                .putByte(VERSION)
                .putLong(topic.id().mostSignificantBits())
                .putLong(topic.id().leastSignificantBits())
                .putText(topic.name())
                .putInt(topic.partitionCount());
        for (int partition = 0; partition < topic.partitionCount(); partition++) {
            input.putInt(partition);
            List<String> racks = topic.racks(partition).stream().sorted().toList();
            for (String rack : racks) {
                input.putInt(rack.length()).putText(rack);
            }
        }
        return input.hash();
    }
}
