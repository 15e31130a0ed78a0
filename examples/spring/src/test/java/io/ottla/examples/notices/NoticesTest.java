package io.ottla.examples.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.junit.spring.EmbeddedOttla;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Where this has {@code @EmbeddedOttla}, it could have {@code @EmbeddedKafka}: nothing else would change. */
@SpringJUnitConfig(NoticesConfiguration.class)
@EmbeddedOttla(
        partitions = 1,
        topics = {"orders", "notices"})
class NoticesTest {

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private KafkaTemplate<String, String> template;

    @Test
    void thereIsANoticeOfEveryOrder() {
        try (Consumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString(), "group.id", "test"),
                new StringDeserializer(),
                new StringDeserializer())) {
            broker.consumeFromAnEmbeddedTopic(consumer, "notices");
            template.send("orders", "4711", "three pears").join();
            assertThat(KafkaTestUtils.getSingleRecord(consumer, "notices").value())
                    .isEqualTo("ordered: three pears");
        }
    }
}
