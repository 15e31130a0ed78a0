package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.tool.ReferenceJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code kafka-replica-verification}, which never ends by itself, fetches every partition and finds no replica behind. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReplicaVerificationTest extends ToolTest {
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 300;

    @Test
    void noReplicaIsBehind() throws IOException {
        String topic = uniqueTopic("verified");
        Clients.createTopic(target, topic, PARTITIONS, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, "value " + i));
            }
        }
        assertThat(reportOf(topic))
                .matches(".*max lag is 0 for partition " + topic + "-\\d at offset \\d+ among " + PARTITIONS
                        + " partitions.*");
    }

    /** The first line that says how far replicas are behind. */
    private String reportOf(String topic) throws IOException {
        List<String> command = ReferenceJvm.QUICK.tool(
                "org.apache.kafka.tools.ReplicaVerificationTool",
                List.of("--broker-list", target.bootstrap(), "--topics-include", topic, "--report-interval-ms", "500"));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(tool.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.contains("max lag is") && line.contains("among " + PARTITIONS)) {
                    return line;
                }
            }
            throw new AssertionError("the tool ended:\n" + said);
        } finally {
            tool.destroyForcibly();
        }
    }
}
