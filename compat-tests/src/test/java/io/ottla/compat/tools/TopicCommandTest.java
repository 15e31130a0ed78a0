package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of a topic, by {@code kafka-topics}. */
class TopicCommandTest extends ToolTest {

    @Test
    void createListDescribeAlterDelete() {
        String topic = uniqueTopic("by-tool");
        ToolResult created =
                succeed(TOPICS, "--create", "--topic", topic, "--partitions", "2", "--config", "retention.ms=5000");
        assertThat(created.lines()).containsExactly("Created topic " + topic + ".");
        assertThat(succeed(TOPICS, "--list").lines()).contains(topic);
        assertDescribed(topic, 2);

        succeed(TOPICS, "--alter", "--topic", topic, "--partitions", "4");
        assertDescribed(topic, 4);

        succeed(TOPICS, "--delete", "--topic", topic);
        Await.until(
                Duration.ofSeconds(30),
                () -> topic + " to be gone",
                () -> !succeed(TOPICS, "--list").lines().contains(topic));
    }

    private void assertDescribed(String topic, int partitions) {
        List<String> lines = succeed(TOPICS, "--describe", "--topic", topic).lines();
        assertThat(lines).hasSize(partitions + 1);
        assertThat(lines.getFirst())
                .matches("Topic: " + topic + "\tTopicId: [A-Za-z0-9_-]{22}\tPartitionCount: " + partitions
                        + "\tReplicationFactor: 1\tConfigs: (min.insync.replicas=1,)?retention.ms=5000");
        for (int p = 0; p < partitions; p++) {
            assertThat(lines.get(p + 1))
                    .isEqualTo("\tTopic: " + topic + "\tPartition: " + p
                            + "\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr: ");
        }
    }

    @Test
    void aTopicThatExistsIsAnErrorUnlessThatIsFine() {
        String topic = uniqueTopic("twice");
        succeed(TOPICS, "--create", "--topic", topic);
        ToolResult again = run(TOPICS, "--create", "--topic", topic);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.text()).contains("Topic '" + topic + "' already exists.");
        succeed(TOPICS, "--create", "--topic", topic, "--if-not-exists");
    }

    @Test
    void aTopicThatIsNotThereIsAnError() {
        ToolResult result = run(TOPICS, "--describe", "--topic", uniqueTopic("missing"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("does not exist as expected");
    }
}
