package io.ottla.compat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One of two data folders is on a disk that fills up: records for it are refused, all else goes on, and when there is room
 * again so do its partitions, without a restart.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskTest {
    private static final int PARTITIONS = 4;
    private static final int FILLER_BYTES = 12 << 20;
    private static final Map<String, Object> AT_ONCE_OR_NEVER = Map.of("retries", 0, "enable.idempotence", false);

    private final Acknowledged acknowledged = new Acknowledged();

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void recordsAreRefusedUntilThereIsRoomAgain(TargetKind kind) throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(temporary.resolve("small"), "24m");
        assumeTrue(mounted.isPresent(), "no right to mount a file system here: the test of a full disk is skipped");
        try (SmallDisk disk = mounted.get()) {
            TargetSettings settings = TargetSettings.in(temporary.resolve("work"));
            Path small = disk.folder().resolve("data");
            Path filler = disk.folder().resolve("filler");
            Files.write(filler, new byte[FILLER_BYTES]);
            try (Target target = kind.create(settings.with("log.dirs", settings.dataFolder() + "," + small)
                    .with("metadata.log.dir", settings.dataFolder().toString()))) {
                target.start();
                Clients.createTopic(target, "spread", PARTITIONS, Map.of());
                List<TopicPartition> onSmall = Folders.partitionsIn(target, small, "spread", PARTITIONS);
                fillUp(target, onSmall);
                assertThat(Folders.of(target, small).error()).isNull();
                allElseGoesOn(target, settings.dataFolder());

                Files.delete(filler);
                goesOnOnTheSmallOne(target, onSmall);

                target.stop();
                target.start();
                for (TopicPartition partition : onSmall) {
                    acknowledged.verify(target, partition);
                }
            }
        }
    }

    private void fillUp(Target target, List<TopicPartition> onSmall) throws Exception {
        assertThat(onSmall).hasSize(PARTITIONS / 2);
        try (Producer<String, String> producer = Clients.producer(target, AT_ONCE_OR_NEVER)) {
            for (TopicPartition partition : onSmall) {
                acknowledged.send(producer, partition);
            }
            for (TopicPartition partition : onSmall) {
                assertThat(acknowledged.sendUntilRefused(producer, partition))
                        .isInstanceOf(KafkaStorageException.class);
            }
        }
        for (TopicPartition partition : onSmall) {
            acknowledged.verify(target, partition);
        }
    }

    private void allElseGoesOn(Target target, Path large) throws Exception {
        List<TopicPartition> onLarge = Folders.partitionsIn(target, large, "spread", PARTITIONS);
        assertThat(onLarge).hasSize(PARTITIONS / 2);
        // More topics are made than the large folder has partitions before: none comes to lie where there is no room.
        Clients.createTopic(target, "after", PARTITIONS, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, AT_ONCE_OR_NEVER)) {
            for (int i = 0; i < 20; i++) {
                acknowledged.send(producer, onLarge.getFirst());
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                acknowledged.send(producer, new TopicPartition("after", partition));
            }
        }
        acknowledged.verify(target, onLarge.getFirst());
    }

    /** By an idempotent producer that tries as long as it takes, as most do. */
    private void goesOnOnTheSmallOne(Target target, List<TopicPartition> onSmall) throws Exception {
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (int i = 0; i < 20; i++) {
                for (TopicPartition partition : onSmall) {
                    acknowledged.send(producer, partition);
                }
            }
        }
        for (TopicPartition partition : onSmall) {
            acknowledged.verify(target, partition);
        }
    }
}
