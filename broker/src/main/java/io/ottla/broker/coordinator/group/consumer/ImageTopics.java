package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.TopicsChanged;
import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.TopicImage;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The topics of a cluster image. */
record ImageTopics(ClusterImage image) implements TopicsView {

    static TopicsChanged changed(ClusterImage image, Optional<ImageDelta> delta) {
        ImageTopics topics = new ImageTopics(image);
        if (delta.isEmpty()) {
            return new TopicsChanged(topics, Set.of(), true);
        }
        Set<String> changed = new TreeSet<>();
        boolean created = false;
        for (ImageDelta.TopicDelta topic : delta.get().topics().values()) {
            changed.add(nameOf(topic));
            created |= topic instanceof ImageDelta.Created;
        }
        return new TopicsChanged(topics, changed, created);
    }

    private static String nameOf(ImageDelta.TopicDelta delta) {
        return switch (delta) {
            case ImageDelta.Created created -> created.topic().name();
            case ImageDelta.Changed changed -> changed.after().name();
            case ImageDelta.Deleted deleted -> deleted.topic().name();
        };
    }

    @Override
    public Optional<Topic> byName(String name) {
        return Optional.ofNullable(image.topics().topic(name)).map(this::seen);
    }

    @Override
    public Optional<Topic> byId(Uuid id) {
        return Optional.ofNullable(image.topics().topic(id)).map(this::seen);
    }

    private Topic seen(TopicImage topic) {
        return new SeenTopic(image, topic);
    }

    @Override
    public Collection<String> names() {
        return image.topics().byName().keySet();
    }

    @Override
    public long version() {
        return image.applied().offset();
    }

    private record SeenTopic(ClusterImage image, TopicImage topic) implements Topic {
        @Override
        public Uuid id() {
            return topic.id();
        }

        @Override
        public String name() {
            return topic.name();
        }

        @Override
        public int partitionCount() {
            return topic.partitions().size();
        }

        @Override
        public List<String> racks(int partition) {
            List<String> racks = new ArrayList<>();
            PartitionRegistration registration = topic.partition(partition);
            for (int replica : registration.replicas().toList()) {
                Optional.ofNullable(image.nodes().broker(replica))
                        .flatMap(broker -> broker.rack())
                        .ifPresent(racks::add);
            }
            return racks;
        }
    }
}
