package io.ottla.applications.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.Await;
import io.ottla.compat.JavaProgram;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MirrorMaker 2 between a reference broker and the target, both ways at once: records, configurations, group offsets. */
class MirrorMakerTest extends OnBothTargets {
    private static final Application MIRROR = new Application("mirror", "MirrorMaker 2");
    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final int PARTITIONS = 2;
    private static final int RECORDS = 40;
    private static final long TIMESTAMP_MS = 1_750_000_000_000L;

    /** Long enough for records of that time, and not what topics have anyway. */
    private static final String RETENTION_MS = "1234567890123";

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void topicsAreMirroredBothWays() throws Exception {
        String there = uniqueTopic("mirrored-there");
        String back = uniqueTopic("mirrored-back");
        try (Target other =
                        TargetKind.REFERENCE.create(TargetSettings.in(folder).withQuickGroups());
                JavaProgram mirror = mirror(other, there, back)) {
            other.start();
            produce(other, there);
            produce(target, back);
            commit(other, there, "readers");
            mirror.start();

            MIRROR.check(
                    target,
                    "from the reference: records, partitions, headers, timestamps",
                    () -> assertThat(read(target, "other." + there, mirror)).isEqualTo(read(other, there, mirror)));
            MIRROR.check(
                    target,
                    "to the reference: records, partitions, headers, timestamps",
                    () -> assertThat(read(other, "target." + back, mirror)).isEqualTo(read(target, back, mirror)));
            MIRROR.check(
                    target,
                    "topic configurations",
                    () -> assertThat(retentionMs(target, "other." + there)).isEqualTo(RETENTION_MS));
            MIRROR.check(target, "group offsets", () -> awaitOffset(target, "other." + there, "readers", mirror));
        }
    }

    private JavaProgram mirror(Target other, String there, String back) throws IOException {
        Properties settings = new Properties();
        settings.put("clusters", "other, target");
        settings.put("other.bootstrap.servers", other.bootstrap());
        settings.put("target.bootstrap.servers", target.bootstrap());
        settings.put("other->target.enabled", "true");
        settings.put("other->target.topics", there);
        settings.put("target->other.enabled", "true");
        settings.put("target->other.topics", back);
        settings.put("groups", "readers");
        settings.put("tasks.max", "1");
        for (String factor : List.of(
                "replication.factor",
                "checkpoints.topic.replication.factor",
                "heartbeats.topic.replication.factor",
                "offset-syncs.topic.replication.factor",
                "offset.storage.replication.factor",
                "status.storage.replication.factor",
                "config.storage.replication.factor")) {
            settings.put(factor, "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.put("sync.topic.acls.enabled", "false");
        // A group's offset is found again exactly where it is known which offset became which.
        settings.put("offset.lag.max", "0");
        settings.put("other.offset.flush.interval.ms", "500");
        settings.put("target.offset.flush.interval.ms", "500");
        settings.put("sync.group.offsets.enabled", "true");
        settings.put("sync.group.offsets.interval.seconds", "1");
        settings.put("emit.checkpoints.interval.seconds", "1");
        settings.put("refresh.topics.interval.seconds", "5");
        settings.put("refresh.groups.interval.seconds", "5");
        settings.put("consumer.auto.offset.reset", "earliest");
        Path file = folder.resolve("mirror.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        return new JavaProgram(
                "org.apache.kafka.connect.mirror.MirrorMaker", List.of(file.toString()), folder.resolve("mirror.log"));
    }

    private static void produce(Target to, String topic) throws Exception {
        Clients.createTopic(to, topic, PARTITIONS, Map.of("retention.ms", RETENTION_MS));
        try (Producer<String, String> producer = Clients.producer(to, Map.of("compression.type", "lz4"))) {
            for (int i = 0; i < RECORDS; i++) {
                ProducerRecord<String, String> record =
                        new ProducerRecord<>(topic, i % PARTITIONS, TIMESTAMP_MS + i, "key " + i, "value " + i);
                record.headers().add("number", Integer.toString(i).getBytes(StandardCharsets.UTF_8));
                producer.send(record).get();
            }
        }
    }

    private static void commit(Target on, String topic, String group) {
        Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(
                new TopicPartition(topic, 0), new OffsetAndMetadata(RECORDS / PARTITIONS),
                new TopicPartition(topic, 1), new OffsetAndMetadata(RECORDS / PARTITIONS));
        try (Admin admin = Clients.admin(on)) {
            Clients.get(admin.alterConsumerGroupOffsets(group, offsets).all());
        }
    }

    /** All records, written out; waits for the topic and for as many as there have to be. */
    private static List<String> read(Target from, String topic, JavaProgram mirror) {
        awaitRecords(from, topic, mirror);
        try (Consumer<String, String> consumer = Clients.consumer(from, Map.of("auto.offset.reset", "earliest"))) {
            consumer.assign(IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList());
            return Clients.poll(consumer, RECORDS).stream()
                    .map(MirrorMakerTest::text)
                    .sorted()
                    .toList();
        }
    }

    private static String text(ConsumerRecord<String, String> record) {
        byte[] number = record.headers().lastHeader("number").value();
        return "%d@%03d %d %s %s %s"
                .formatted(
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        new String(number, StandardCharsets.UTF_8));
    }

    private static void awaitRecords(Target on, String topic, JavaProgram mirror) {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.latest()));
        try (Admin admin = Clients.admin(on)) {
            await("the records of " + topic, mirror, () -> {
                // Asking for a topic that is not there yet would take as long as the client has patience.
                if (!Clients.get(admin.listTopics().names()).contains(topic)) {
                    return false;
                }
                return Clients.get(admin.listOffsets(ends).all()).values().stream()
                                .mapToLong(end -> end.offset())
                                .sum()
                        == RECORDS;
            });
        }
    }

    private static String retentionMs(Target on, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Clients.admin(on)) {
            return Clients.get(admin.describeConfigs(List.of(resource)).all())
                    .get(resource)
                    .get("retention.ms")
                    .value();
        }
    }

    /** The group stands where it stood there: at the end. */
    private static void awaitOffset(Target on, String topic, String group, JavaProgram mirror) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Clients.admin(on)) {
            await("the offset of " + group, mirror, () -> {
                OffsetAndMetadata offset = Clients.get(
                                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                        .get(partition);
                return offset != null && offset.offset() == RECORDS / PARTITIONS;
            });
        }
    }

    private static void await(String what, JavaProgram mirror, BooleanSupplier condition) {
        Await.until(WITHIN, () -> what + "; the mirror wrote\n" + mirror.tail(), () -> {
            assertThat(mirror.isRunning()).as(mirror.tail()).isTrue();
            return condition.getAsBoolean();
        });
    }
}
