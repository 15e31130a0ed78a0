package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kafka-get-offsets} and {@code kafka-delete-records}. */
class OffsetToolsTest extends ToolTest {
    private static final String DELETE_RECORDS = "org.apache.kafka.tools.DeleteRecordsCommand";
    private static final long BASE_MS = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void offsetsAreListedAndRecordsDeleted() throws IOException {
        String topic = uniqueTopic("offsets");
        Clients.createTopic(target, topic, 2, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of("linger.ms", 0))) {
            for (int i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>(topic, 0, BASE_MS + i, "k", "v"));
                producer.flush();
            }
            producer.send(new ProducerRecord<>(topic, 1, BASE_MS, "k", "v"));
        }
        assertOffsets(topic, "latest", topic + ":0:10", topic + ":1:1");
        assertOffsets(topic, "earliest", topic + ":0:0", topic + ":1:0");
        assertOffsets(topic, "max-timestamp", topic + ":0:9", topic + ":1:0");
        assertOffsets(topic, Long.toString(BASE_MS + 4), topic + ":0:4");

        Path request = Files.writeString(
                folder.resolve("delete.json"),
                "{\"version\":1,\"partitions\":[{\"topic\":\"%s\",\"partition\":0,\"offset\":7},".formatted(topic)
                        + "{\"topic\":\"%s\",\"partition\":1,\"offset\":-1}]}".formatted(topic));
        assertThat(succeed(DELETE_RECORDS, "--offset-json-file", request.toString())
                        .lines())
                .contains(
                        "partition: " + topic + "-0\tlow_watermark: 7", "partition: " + topic + "-1\tlow_watermark: 1");
        assertOffsets(topic, "earliest", topic + ":0:7", topic + ":1:1");
    }

    private void assertOffsets(String topic, String time, String... lines) {
        assertThat(succeed(OFFSETS, "--topic", topic, "--time", time).lines()).containsExactly(lines);
    }
}
