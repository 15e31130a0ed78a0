package io.ottla.compat.formats;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/**
 * All that a client can see of a broker's data: what must be the same after another broker took the folder over.
 *
 * @param clusterId the cluster's id
 * @param topics by name
 * @param brokerConfigs the dynamic configs of node 1
 */
record Contents(String clusterId, Map<String, Topic> topics, Map<String, String> brokerConfigs) {

    /** A topic: its id, the configs set on it, and for each partition its first offset and its records. */
    record Topic(String id, Map<String, String> configs, List<Long> firstOffsets, List<List<String>> records) {}

    static Contents of(Target target) {
        try (Admin admin = Clients.admin(target);
                Consumer<String, String> consumer = Clients.consumer(target, Map.of())) {
            Map<String, Topic> topics = new TreeMap<>();
            for (String name : Clients.get(admin.listTopics().names())) {
                topics.put(name, topic(name, admin, consumer));
            }
            return new Contents(
                    Clients.get(admin.describeCluster().clusterId()),
                    topics,
                    configs(admin, ConfigResource.Type.BROKER, "1", ConfigSource.DYNAMIC_BROKER_CONFIG));
        }
    }

    private static Topic topic(String name, Admin admin, Consumer<String, String> consumer) {
        TopicDescription description =
                Clients.get(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
        List<Long> firstOffsets = new ArrayList<>();
        List<List<String>> records = new ArrayList<>();
        for (int p = 0; p < description.partitions().size(); p++) {
            TopicPartition partition = new TopicPartition(name, p);
            long first = consumer.beginningOffsets(List.of(partition)).get(partition);
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.assign(List.of(partition));
            consumer.seek(partition, first);
            firstOffsets.add(first);
            records.add(Clients.poll(consumer, Math.toIntExact(end - first)).stream()
                    .map(Contents::text)
                    .toList());
        }
        Map<String, String> configs =
                configs(admin, ConfigResource.Type.TOPIC, name, ConfigSource.DYNAMIC_TOPIC_CONFIG);
        return new Topic(description.topicId().toString(), configs, firstOffsets, records);
    }

    private static Map<String, String> configs(
            Admin admin, ConfigResource.Type type, String name, ConfigSource source) {
        ConfigResource resource = new ConfigResource(type, name);
        Map<String, String> configs = new TreeMap<>(Comparator.naturalOrder());
        for (ConfigEntry entry : Clients.get(
                        admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .entries()) {
            if (entry.source() == source) {
                configs.put(entry.name(), entry.value());
            }
        }
        return configs;
    }

    private static String text(ConsumerRecord<String, String> record) {
        List<String> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(h -> h.key() + "=" + (h.value() == null ? "null" : new String(h.value(), StandardCharsets.UTF_8)))
                .toList();
        return String.join(
                " ",
                Arrays.asList(
                        Long.toString(record.offset()),
                        record.timestampType() + "@" + record.timestamp(),
                        "epoch " + record.leaderEpoch().orElse(-1),
                        headers.toString(),
                        record.key(),
                        record.value()));
    }
}
