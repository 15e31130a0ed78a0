package io.ottla.compat.differential;

import io.ottla.compat.clients.Clients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a stock client does while it is recorded: one of everything that both brokers can do. */
final class Traffic {
    static final String KEPT = "kept";
    static final String DELETED = "deleted";
    static final List<String> TOPICS = List.of(KEPT, DELETED);

    private static final TopicPartition FIRST = new TopicPartition(KEPT, 0);
    private static final TopicPartition SECOND = new TopicPartition(KEPT, 1);
    private static final long TIMESTAMP_MS = 1_700_000_000_000L;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> address;

    Traffic(int port) {
        address = Map.of("bootstrap.servers", "127.0.0.1:" + port);
    }

    void run() throws Exception {
        try (Admin admin = Admin.create(address)) {
            topics(admin);
            produce(Map.of());
            produce(Map.of("compression.type", "lz4", "enable.idempotence", false, "acks", "1"));
            transaction(admin);
            read(Map.of("group.id", "classic-group"));
            read(Map.of(
                    "group.id", "consumer-group", "group.protocol", "consumer", "isolation.level", "read_committed"));
            groups(admin);
            offsets(admin);
            cluster(admin);
            replicas(admin);
            quotas(admin);
        }
    }

    private static void topics(Admin admin) {
        Clients.get(admin.createTopics(TOPICS.stream()
                        .map(name -> new NewTopic(name, 2, (short) 1).configs(Map.of("retention.ms", "-1")))
                        .toList())
                .all());
        Clients.get(admin.listTopics().names());
        Clients.get(admin.describeTopics(List.of(KEPT)).allTopicNames());
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, KEPT);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry("segment.bytes", "1048577"), AlterConfigOp.OpType.SET);
        Clients.get(admin.incrementalAlterConfigs(Map.of(topic, Set.of(change))).all());
        Clients.get(admin.describeConfigs(List.of(topic)).all());
        Clients.get(admin.createPartitions(Map.of(DELETED, NewPartitions.increaseTo(3)))
                .all());
    }

    private void produce(Map<String, Object> settings) throws Exception {
        try (Producer<String, String> producer = producer(settings)) {
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>(KEPT, 0, TIMESTAMP_MS + i, "key " + i, "value " + i))
                        .get();
            }
        }
    }

    private void transaction(Admin admin) throws Exception {
        try (Producer<String, String> producer = producer(Map.of("transactional.id", "transaction"))) {
            producer.initTransactions();
            for (boolean isCommitted : List.of(true, false)) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(KEPT, 1, TIMESTAMP_MS, "key", "value"))
                        .get();
                if (isCommitted) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
        Clients.get(admin.listTransactions().all());
        Clients.get(admin.describeTransactions(List.of("transaction")).all());
        Clients.get(admin.describeProducers(List.of(FIRST)).all());
    }

    private void read(Map<String, Object> settings) {
        try (Consumer<String, String> consumer = new KafkaConsumer<>(
                with(settings, Map.of("auto.offset.reset", "earliest", "fetch.max.wait.ms", 100)),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(KEPT));
            int read = 0;
            long deadlineNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (read < 6) {
                read += consumer.poll(POLL).count();
                if (System.nanoTime() - deadlineNanos > 0) {
                    throw new AssertionError("read only " + read + " records");
                }
            }
            consumer.commitSync();
        }
    }

    private static void groups(Admin admin) {
        Clients.get(admin.listGroups().all());
        Clients.get(admin.describeClassicGroups(List.of("classic-group")).all());
        Clients.get(admin.describeConsumerGroups(List.of("consumer-group")).all());
        Clients.get(admin.listConsumerGroupOffsets("classic-group").partitionsToOffsetAndMetadata());
        Clients.get(admin.alterConsumerGroupOffsets(
                        "made-group", Map.of(FIRST, new OffsetAndMetadata(1), SECOND, new OffsetAndMetadata(2)))
                .all());
        Clients.get(
                admin.deleteConsumerGroupOffsets("made-group", Set.of(FIRST)).all());
        Clients.get(admin.deleteConsumerGroups(List.of("made-group")).all());
    }

    private static void offsets(Admin admin) {
        for (OffsetSpec spec : List.of(
                OffsetSpec.latest(),
                OffsetSpec.earliest(),
                OffsetSpec.maxTimestamp(),
                OffsetSpec.forTimestamp(TIMESTAMP_MS + 1))) {
            Clients.get(admin.listOffsets(Map.of(FIRST, spec)).all());
        }
        Clients.get(admin.deleteRecords(Map.of(FIRST, RecordsToDelete.beforeOffset(1)))
                .all());
        Clients.get(admin.deleteTopics(List.of(DELETED)).all());
    }

    private static void cluster(Admin admin) {
        Clients.get(admin.describeCluster().nodes());
        Clients.get(admin.describeFeatures().featureMetadata());
        Clients.get(admin.describeMetadataQuorum().quorumInfo());
        Clients.get(admin.describeLogDirs(List.of(1)).allDescriptions());
    }

    private static void replicas(Admin admin) throws Exception {
        // Every replica is where it should be already, and leads.
        for (Map<TopicPartition, Optional<NewPartitionReassignment>> reassignment : List.of(
                Map.of(FIRST, Optional.of(new NewPartitionReassignment(List.of(1)))),
                Map.of(FIRST, Optional.<NewPartitionReassignment>empty()),
                Map.of(SECOND, Optional.of(new NewPartitionReassignment(List.of(7)))))) {
            settled(admin.alterPartitionReassignments(reassignment).all());
        }
        Clients.get(admin.listPartitionReassignments().reassignments());
        Clients.get(admin.electLeaders(ElectionType.PREFERRED, Set.of(FIRST)).partitions());
        Clients.get(admin.electLeaders(ElectionType.UNCLEAN, Set.of(SECOND)).partitions());
    }

    private static void quotas(Admin admin) throws Exception {
        ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "somebody"));
        for (ClientQuotaAlteration.Op op : List.of(
                new ClientQuotaAlteration.Op("producer_byte_rate", 1e9),
                new ClientQuotaAlteration.Op("no_such_rate", 1.0))) {
            settled(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(client, List.of(op))))
                    .all());
        }
        Clients.get(admin.describeClientQuotas(ClientQuotaFilter.all()).entities());
        settled(admin.describeUserScramCredentials().all());
    }

    /** What is answered is compared later, an error as well as anything else. */
    private static void settled(KafkaFuture<?> answer) throws Exception {
        answer.toCompletionStage()
                .toCompletableFuture()
                .handle((value, error) -> true)
                .get(30, TimeUnit.SECONDS);
    }

    private Producer<String, String> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(with(settings, Map.of()), new StringSerializer(), new StringSerializer());
    }

    private Map<String, Object> with(Map<String, Object> settings, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(address);
        all.putAll(settings);
        all.putAll(more);
        return all;
    }
}
