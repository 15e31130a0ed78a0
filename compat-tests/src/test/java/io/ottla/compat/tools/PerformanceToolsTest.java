package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The tools that measure reading and the way through find all they ask for; how fast is not asked here. */
class PerformanceToolsTest extends ToolTest {
    private static final int RECORDS = 5_000;

    @Test
    void theConsumersPerformanceTest() {
        String topic = uniqueTopic("consumer-perf");
        Clients.createTopic(target, topic, 2, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (int i = 0; i < RECORDS; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, i % 2, null, "value " + i));
            }
        }
        List<String> lines = succeed(
                        "org.apache.kafka.tools.ConsumerPerformance",
                        "--topic",
                        topic,
                        "--num-records",
                        Integer.toString(RECORDS),
                        "--hide-header")
                .lines();
        String[] figures = lines.getLast().split(", ", -1);
        assertThat(figures).hasSize(10);
        assertThat(figures[4]).isEqualTo(Integer.toString(RECORDS));
    }

    @Test
    void theLatencyFromEndToEnd() {
        String topic = uniqueTopic("end-to-end");
        Clients.createTopic(target, topic, 1, Map.of());
        List<String> lines = succeed(
                        "org.apache.kafka.tools.EndToEndLatency",
                        "--topic",
                        topic,
                        "--num-records",
                        "200",
                        "--producer-acks",
                        "all",
                        "--record-size",
                        "100",
                        "--record-key-size",
                        "10",
                        "--num-headers",
                        "2",
                        "--record-header-key-size",
                        "5",
                        "--record-header-size",
                        "5")
                .lines();
        assertThat(lines).anyMatch(line -> line.startsWith("Avg latency: "));
        assertThat(lines.getLast()).startsWith("Percentiles: ");
        assertThat(succeed(OFFSETS, "--topic", topic).lines()).containsExactly(topic + ":0:200");
    }
}
