package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.broker.coordinator.group.consumer.hash.HashInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.coordinator.common.runtime.CoordinatorMetadataDelta;
import org.apache.kafka.coordinator.common.runtime.CoordinatorMetadataImage;
import org.apache.kafka.coordinator.group.Utils;
import org.junit.jupiter.api.Test;

/** A group that the reference wrote is not to be rebalanced since its topics look different here: hashes are equal. */
class ReferenceHashTest {
    @Test
    void hashesOfManyLengthsAreTheReferences() {
        Random random = new Random(7);
        for (int count = 1; count < 400; count++) {
            TreeMap<String, Long> hashes = new TreeMap<>();
            HashInput input = new HashInput();
            for (int i = 0; i < count; i++) {
                hashes.put("%05d".formatted(i), random.nextLong());
            }
            hashes.values().forEach(input::putLong);
            assertThat(input.hash()).as("%d longs", count).isEqualTo(Utils.computeGroupHash(hashes));
        }
    }

    @Test
    void hashesOfTopicsAreTheReferences() {
        TestTopics topics = TestTopics.NONE
                .with("t", 1)
                .with("a-topic-of-some-length", 3, "r1", "r2")
                .with("racks-out-of-order", 17, "z", "a")
                .with("many", 500, "rack-one", "rack-two", "rack-three")
                .with("empty", 0)
                .with("grüße", 2, "näher");
        for (String name : topics.names()) {
            assertHash(topics, new TreeSet<>(List.of(name)));
        }
        assertHash(topics, new TreeSet<>(topics.names()));
        assertHash(topics, new TreeSet<>(List.of("t", "not-there")));
        assertHash(topics, new TreeSet<>(List.of("not-there")));
    }

    private static void assertHash(TestTopics topics, TreeSet<String> names) {
        ReferenceImage image = new ReferenceImage(topics);
        TreeMap<String, Long> hashes = new TreeMap<>();
        for (String name : names) {
            if (topics.byName(name).isPresent()) {
                hashes.put(name, Utils.computeTopicHash(name, image));
            }
        }
        assertThat(new TopicHashes().of(names, topics)).as("%s", names).isEqualTo(Utils.computeGroupHash(hashes));
    }

    private record ReferenceImage(TestTopics topics) implements CoordinatorMetadataImage {
        @Override
        public Set<Uuid> topicIds() {
            return Set.of();
        }

        @Override
        public Set<String> topicNames() {
            return new TreeSet<>(topics.names());
        }

        @Override
        public Optional<TopicMetadata> topicMetadata(String name) {
            return topics.byName(name).map(ReferenceTopic::new);
        }

        @Override
        public Optional<TopicMetadata> topicMetadata(Uuid id) {
            return Optional.empty();
        }

        @Override
        public CoordinatorMetadataDelta emptyDelta() {
            return CoordinatorMetadataDelta.EMPTY;
        }

        @Override
        public long version() {
            return topics.version();
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    private record ReferenceTopic(TopicsView.Topic topic) implements CoordinatorMetadataImage.TopicMetadata {
        @Override
        public String name() {
            return topic.name();
        }

        @Override
        public Uuid id() {
            return new Uuid(topic.id().mostSignificantBits(), topic.id().leastSignificantBits());
        }

        @Override
        public int partitionCount() {
            return topic.partitionCount();
        }

        @Override
        public List<String> partitionRacks(int partition) {
            return new ArrayList<>(topic.racks(partition));
        }
    }
}
