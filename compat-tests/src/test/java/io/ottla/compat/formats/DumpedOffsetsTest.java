package io.ottla.compat.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kafka-dump-log --offsets-decoder} reads what groups of both protocols leave in their coordinator's log. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DumpedOffsetsTest {
    private static final TopicPartition PARTITION = new TopicPartition("read", 0);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void everyRecordIsDecoded(TargetKind kind) throws Exception {
        TargetSettings settings = TargetSettings.in(folder);
        try (Target target = kind.create(settings)) {
            target.start();
            Clients.createTopic(target, PARTITION.topic(), 1, Map.of());
            try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
                for (int i = 0; i < 3; i++) {
                    producer.send(new ProducerRecord<>(PARTITION.topic(), "value-" + i))
                            .get();
                }
            }
            read(target, "old", "classic");
            read(target, "new", "consumer");
            target.stop();
        }
        List<String> records =
                LogDump.offsets(LogDump.files(settings.dataFolder().resolve("__consumer_offsets-0"), ".log"));
        for (String group : List.of("old", "new")) {
            assertThat(records)
                    .as("the offset that " + group + " committed")
                    .anyMatch(line -> line.contains("\"group\":\"" + group + "\"")
                            && line.contains("\"topic\":\"read\"")
                            && line.contains("\"offset\":3")
                            && line.contains("\"metadata\":\"note of " + group + "\""));
        }
        assertThat(records)
                .as("the classic group with its member")
                .anyMatch(line -> line.contains("\"group\":\"old\"")
                        && line.contains("\"protocolType\":\"consumer\"")
                        && line.contains("\"members\":[{"));
        assertThat(records)
                .as("the epoch of the new group")
                .anyMatch(line -> line.contains("\"groupId\":\"new\"") && line.contains("\"epoch\":"));
    }

    private static void read(Target target, String group, String protocol) {
        Map<String, Object> configs =
                Map.of("group.id", group, "group.protocol", protocol, "auto.offset.reset", "earliest");
        try (Consumer<String, String> consumer = Clients.consumer(target, configs)) {
            consumer.subscribe(List.of(PARTITION.topic()));
            int seen = 0;
            while (seen < 3) {
                seen += consumer.poll(Duration.ofMillis(500)).count();
            }
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(3, "note of " + group)));
        }
    }
}
