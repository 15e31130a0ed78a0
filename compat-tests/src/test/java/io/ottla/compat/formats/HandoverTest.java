package io.ottla.compat.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OwnTarget;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A data folder goes from broker to broker. Each finds the topics, configs and records the one before left, and adds its
 * own. One idempotent producer works through all of it: its sequence goes on where the broker before left it.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HandoverTest {
    /** How a broker ends before the next one takes over. */
    enum Ending {
        STOPPED,
        KILLED
    }

    @TempDir
    private Path folder;

    static Stream<Arguments> handovers() {
        List<TargetKind> kinds = OwnTarget.kinds().toList();
        boolean both = kinds.size() > 1;
        TargetKind one = kinds.getFirst();
        TargetKind other = kinds.getLast();
        return Stream.of(
                        Arguments.of(List.of(one, other, one), Ending.STOPPED),
                        Arguments.of(List.of(other, one, other), Ending.STOPPED),
                        Arguments.of(List.of(one, other), Ending.KILLED),
                        Arguments.of(List.of(other, one), Ending.KILLED))
                .limit(both ? 4 : 1);
    }

    @ParameterizedTest
    @MethodSource("handovers")
    void eachBrokerFindsWhatTheOneBeforeLeft(List<TargetKind> chain, Ending ending) throws Exception {
        TargetSettings settings = TargetSettings.in(folder);
        Producer<String, String> traveller = null;
        Contents left = null;
        try {
            for (int step = 0; step < chain.size(); step++) {
                try (Target target = chain.get(step).create(settings)) {
                    target.start();
                    if (left == null) {
                        traveller = Clients.producer(target, Map.of("delivery.timeout.ms", 300_000));
                    } else {
                        assertThat(Contents.of(target)).isEqualTo(left);
                    }
                    fill(target, step);
                    if (ending == Ending.STOPPED) {
                        trim(target, step);
                    }
                    travel(traveller, step);
                    left = Contents.of(target);
                    end(target, ending);
                }
            }
        } finally {
            if (traveller != null) {
                traveller.close(java.time.Duration.ZERO);
            }
        }
    }

    private static void end(Target target, Ending ending) {
        switch (ending) {
            case STOPPED -> target.stop();
            case KILLED -> target.kill();
        }
    }

    /** Sends records one by one and in a burst, and checks that they are appended one after the other, once. */
    private static void travel(Producer<String, String> traveller, int step)
            throws ExecutionException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            long offset = traveller
                    .send(new ProducerRecord<>("travelled", 0, null, "step " + step + " " + i))
                    .get()
                    .offset();
            assertThat(offset).isEqualTo(20L * step + i);
        }
    }

    private static void fill(Target target, int step) throws Exception {
        for (String compression : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
            String topic = "step-" + step + "-" + compression;
            Clients.createTopic(target, topic, 2, Map.of("compression.type", "producer", "retention.ms", "-1"));
            try (Producer<String, String> producer =
                    Clients.producer(target, Map.of("compression.type", compression, "linger.ms", 20))) {
                for (int i = 0; i < 200; i++) {
                    var record = new ProducerRecord<>(topic, i % 2, 1_600_000_000_000L + i, "key " + i, "value " + i);
                    record.headers().add("h", ("header " + i).getBytes(StandardCharsets.UTF_8));
                    producer.send(record);
                }
            }
        }
        try (Admin admin = Clients.admin(target)) {
            Clients.createTopic(target, "step-" + step + "-passing", 1, Map.of());
            Clients.get(admin.deleteTopics(List.of("step-" + step + "-passing")).all());
            set(admin, ConfigResource.Type.TOPIC, "step-" + step + "-zstd", "max.message.bytes", "20000" + step);
            set(admin, ConfigResource.Type.BROKER, "1", "log.cleaner.threads", "2");
            set(admin, ConfigResource.Type.BROKER, "", "message.max.bytes", "100000" + step);
        }
    }

    /** Where a log starts is on disk after a minute, or a stop in good order: not a promise that a kill could test. */
    private static void trim(Target target, int step) {
        TopicPartition trimmed = new TopicPartition("step-" + step + "-zstd", 1);
        try (Admin admin = Clients.admin(target)) {
            Clients.get(admin.deleteRecords(Map.of(trimmed, RecordsToDelete.beforeOffset(30)))
                    .all());
        }
    }

    private static void set(Admin admin, ConfigResource.Type type, String name, String key, String value) {
        Map<ConfigResource, Collection<AlterConfigOp>> change = Map.of(
                new ConfigResource(type, name),
                List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
        Clients.get(admin.incrementalAlterConfigs(change).all());
    }
}
