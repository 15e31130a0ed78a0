package io.ottla.compat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ottla.compat.Await;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One of two data folders is on a disk that fills up: that folder goes offline, and the other is served. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskTest {
    private static final int PARTITIONS = 4;
    private static final String VALUE = "x".repeat(100_000);

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void theFullFolderGoesOfflineAndTheOtherIsServed(TargetKind kind) throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(temporary.resolve("small"), "24m");
        assumeTrue(mounted.isPresent(), "no right to mount a file system here: the test of a full disk is skipped");
        try (SmallDisk disk = mounted.get()) {
            TargetSettings settings = TargetSettings.in(temporary.resolve("work"));
            Path small = disk.folder().resolve("data");
            try (Target target = kind.create(settings.with("log.dirs", settings.dataFolder() + "," + small)
                    .with("metadata.log.dir", settings.dataFolder().toString()))) {
                target.start();
                fillUp(target, small, settings.dataFolder());
            }
        }
    }

    private static void fillUp(Target target, Path small, Path large) throws Exception {
        Clients.createTopic(target, "spread", PARTITIONS, Map.of());
        List<TopicPartition> onSmall = partitionsIn(target, small);
        List<TopicPartition> onLarge = partitionsIn(target, large);
        assertThat(onSmall).hasSize(PARTITIONS / 2);
        assertThat(onLarge).hasSize(PARTITIONS / 2);

        try (Producer<String, String> producer =
                Clients.producer(target, Map.of("retries", 0, "enable.idempotence", false))) {
            assertThat(errorOfFilling(producer, onSmall.getFirst())).isInstanceOf(KafkaStorageException.class);
            for (TopicPartition partition : onLarge) {
                for (int i = 0; i < 50; i++) {
                    send(producer, partition);
                }
            }
        }
        Await.until(
                Duration.ofSeconds(30),
                () -> small + " to be offline",
                () -> folders(target).get(small.toString()).error() != null);
        assertThat(folders(target).get(small.toString()).error()).isInstanceOf(KafkaStorageException.class);
        assertThat(folders(target).get(large.toString()).error()).isNull();
        Clients.createTopic(target, "after", 1, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            send(producer, new TopicPartition("after", 0));
        }
        assertThat(target.isRunning()).isTrue();
    }

    private static Throwable errorOfFilling(Producer<String, String> producer, TopicPartition partition)
            throws InterruptedException {
        try {
            for (int i = 0; i < 1000; i++) {
                send(producer, partition);
            }
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("the disk did not fill up");
    }

    private static void send(Producer<String, String> producer, TopicPartition partition)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, VALUE))
                .get();
    }

    private static List<TopicPartition> partitionsIn(Target target, Path folder) {
        Map<TopicPartition, ?> replicas = folders(target).get(folder.toString()).replicaInfos();
        return IntStream.range(0, PARTITIONS)
                .mapToObj(p -> new TopicPartition("spread", p))
                .filter(replicas::containsKey)
                .toList();
    }

    private static Map<String, LogDirDescription> folders(Target target) {
        try (Admin admin = Clients.admin(target)) {
            return Clients.get(admin.describeLogDirs(List.of(1)).allDescriptions())
                    .get(1);
        }
    }
}
