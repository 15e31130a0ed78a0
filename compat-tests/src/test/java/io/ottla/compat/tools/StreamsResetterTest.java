package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** {@code kafka-streams-application-reset} puts an application back to its beginning. */
class StreamsResetterTest extends ToolTest {

    @Test
    void offsetsGoBackAndInternalTopicsAreDeleted() {
        String application = uniqueTopic("reset-application");
        String input = application + "-input";
        String changelog = application + "-store-changelog";
        TopicPartition partition = new TopicPartition(input, 0);
        Clients.createTopic(target, input, 1, Map.of());
        Clients.createTopic(target, changelog, 1, Map.of("cleanup.policy", "compact"));
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (String value : List.of("one", "two", "three")) {
                var unused = producer.send(new ProducerRecord<>(input, value));
            }
        }
        try (Admin admin = Clients.admin(target)) {
            Clients.get(admin.alterConsumerGroupOffsets(application, Map.of(partition, new OffsetAndMetadata(3)))
                    .all());
            succeed("org.apache.kafka.tools.StreamsResetter", "--application-id", application, "--input-topics", input);
            OffsetAndMetadata offset = Clients.get(
                            admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata())
                    .get(partition);
            assertThat(offset.offset()).isZero();
            assertThat(Clients.get(admin.listTopics().names())).contains(input).doesNotContain(changelog);
        }
    }
}
