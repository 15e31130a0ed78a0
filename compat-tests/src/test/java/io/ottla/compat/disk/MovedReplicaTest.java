package io.ottla.compat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Await;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.errors.LogDirNotFoundException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A replica moves between two data folders while it is written; the producer and what it wrote know nothing of it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MovedReplicaTest {
    private static final TopicPartition PARTITION = new TopicPartition("moving", 0);
    private static final int BEFORE = 100;

    /** What is written is read again, which takes its time. */
    private static final long PACE_NANOS = 5_000_000;

    private final Acknowledged acknowledged = new Acknowledged();

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void nothingIsLostOnTheWay(TargetKind kind) throws Exception {
        TwoFolders folders = TwoFolders.in(temporary);
        try (Target target = kind.create(folders.settings())) {
            target.start();
            Clients.createTopic(target, PARTITION.topic(), 1, Map.of("segment.bytes", "2000000"));
            try (Producer<String, String> producer = Clients.producer(target, Map.of());
                    Admin admin = Clients.admin(target)) {
                for (int i = 0; i < BEFORE; i++) {
                    acknowledged.send(producer, PARTITION);
                }
                Path from = folders.of(target, PARTITION);
                Path to = folders.otherThan(from);
                assertThatThrownBy(() -> order(admin, temporary.resolve("third")))
                        .isInstanceOf(LogDirNotFoundException.class);
                moveUnderLoad(target, producer, admin, from, to);
                moveUnderLoad(target, producer, admin, to, from);
                order(admin, to);
            }
            acknowledged.verify(target, PARTITION);
            target.kill();
            target.start();
            Await.until(
                    Duration.ofSeconds(30),
                    () -> "the replica to be in one folder",
                    () -> isIn(target, folders.first()) != isIn(target, folders.second()));
            acknowledged.verify(target, PARTITION);
        }
    }

    private void moveUnderLoad(Target target, Producer<String, String> producer, Admin admin, Path from, Path to)
            throws Exception {
        AtomicBoolean ending = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread load = new Thread(() -> {
            try {
                while (!ending.get()) {
                    acknowledged.send(producer, PARTITION);
                    LockSupport.parkNanos(PACE_NANOS);
                }
            } catch (Exception e) {
                failure.set(e);
            }
        });
        load.start();
        order(admin, to);
        Await.until(
                Duration.ofSeconds(30),
                () -> "the replica to be in " + to,
                () -> isIn(target, to) && !isIn(target, from));
        ending.set(true);
        load.join();
        assertThat(failure.get()).isNull();
    }

    private static void order(Admin admin, Path to) {
        Clients.get(admin.alterReplicaLogDirs(
                        Map.of(new TopicPartitionReplica(PARTITION.topic(), PARTITION.partition(), 1), to.toString()))
                .all());
    }

    private static boolean isIn(Target target, Path folder) {
        return TwoFolders.isIn(target, folder, PARTITION);
    }
}
