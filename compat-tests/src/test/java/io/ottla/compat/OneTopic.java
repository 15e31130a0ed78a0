package io.ottla.compat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A topic of one partition, filled and looked at by plain clients while an application works with it. */
public record OneTopic(Target target, String name) {

    /** Makes the topic. */
    public static OneTopic create(Target target, String name) {
        Clients.createTopic(target, name, 1, Map.of());
        return new OneTopic(target, name);
    }

    public void send(List<String> values) throws ExecutionException, InterruptedException {
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(name, value)).get();
            }
        }
    }

    /** The values of the first records that are committed, once there are as many. */
    public List<String> committed(int count) {
        Map<String, Object> settings = Map.of("auto.offset.reset", "earliest", "isolation.level", "read_committed");
        try (Consumer<String, String> consumer = Clients.consumer(target, settings)) {
            consumer.assign(List.of(new TopicPartition(name, 0)));
            return Clients.poll(consumer, count).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }
}
