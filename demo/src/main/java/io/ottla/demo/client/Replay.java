package io.ottla.demo.client;

import io.ottla.demo.plot.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from offset 0 to its end, without a group: what has happened can be gone through again at any time. */
public final class Replay {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long AT_MOST_NANOS = Duration.ofSeconds(30).toNanos();

    private Replay() {}

    /** All that is in the topic now, each partition in its order. */
    public static List<LoggedEvent> of(String topic, ClientSettings settings) {
        try (Consumer<String, String> consumer =
                new KafkaConsumer<>(settings.consumer(), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, 0));
            return readTo(consumer.endOffsets(partitions), consumer);
        }
    }

    private static List<LoggedEvent> readTo(Map<TopicPartition, Long> ends, Consumer<String, String> consumer) {
        long since = System.nanoTime();
        List<LoggedEvent> events = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - since > AT_MOST_NANOS) {
                throw new IllegalStateException("the replay does not reach " + ends + "; it has " + events.size());
            }
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                events.add(new LoggedEvent(record.key(), record.value(), RetryRoute.attemptsOf(record)));
            }
        }
        return events;
    }
}
