package io.ottla.bench.stock;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads one partition from its start with the stock consumer, without a group: {@code AssignedConsumer <broker> <topic>
 * <records>}. The reference's {@code ConsumerPerformance} always joins a group; here the fetch path is measured alone.
 */
public final class AssignedConsumer {
    private static final Duration POLL = Duration.ofMillis(500);

    private AssignedConsumer() {}

    public static void main(String[] arguments) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        TopicPartition partition = new TopicPartition(arguments[1], 0);
        long wanted = Long.parseLong(arguments[2]);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long startNanos = System.nanoTime();
            long records = 0;
            long size = 0;
            while (records < wanted) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                records += polled.count();
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    size += record.serializedValueSize();
                }
            }
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            System.out.printf(Locale.ROOT, "%d records read, %.1f MB/s%n", records, size / 1e6 / seconds);
        }
    }
}
