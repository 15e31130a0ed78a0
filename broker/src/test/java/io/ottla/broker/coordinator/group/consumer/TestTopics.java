package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.wire.io.Uuid;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Topics for tests. The id of a topic is made from its name, so that tests come out the same each time. */
record TestTopics(SortedMap<String, Topic> topics, long version) implements TopicsView {
    static final TestTopics NONE = new TestTopics(Collections.emptySortedMap(), 0);

    private record TestTopic(Uuid id, String name, int partitionCount, List<String> rackOfEach) implements Topic {
        @Override
        public List<String> racks(int partition) {
            return rackOfEach;
        }
    }

    static Uuid id(String name) {
        return new Uuid(0x4000, name.hashCode() & 0xFFFFFFFFL);
    }

    TestTopics with(String name, int partitionCount, String... racks) {
        SortedMap<String, Topic> more = new TreeMap<>(topics);
        more.put(name, new TestTopic(id(name), name, partitionCount, List.of(racks)));
        return new TestTopics(more, version + 1);
    }

    TestTopics without(String name) {
        SortedMap<String, Topic> fewer = new TreeMap<>(topics);
        fewer.remove(name);
        return new TestTopics(fewer, version + 1);
    }

    @Override
    public Optional<Topic> byName(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    @Override
    public Optional<Topic> byId(Uuid id) {
        return topics.values().stream().filter(topic -> topic.id().equals(id)).findFirst();
    }

    @Override
    public Collection<String> names() {
        return topics.keySet();
    }
}
