package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.tool.ToolResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code kafka-leader-election}; with one broker every leader is the preferred one already. */
class LeaderElectionTest extends ToolTest {
    private static final String LEADER_ELECTION = "org.apache.kafka.tools.LeaderElectionCommand";

    @Test
    void aLeaderThatIsThereIsLeftAlone() {
        String topic = uniqueTopic("leader-election");
        Clients.createTopic(target, topic, 2, Map.of());
        for (String type : new String[] {"preferred", "unclean"}) {
            assertThat(succeed(LEADER_ELECTION, "--election-type", type, "--topic", topic, "--partition", "1")
                            .lines())
                    .containsExactly("Valid replica already elected for partitions " + topic + "-1");
        }
    }

    @Test
    void ofAllPartitionsNoneNeedsAnElection() {
        Clients.createTopic(target, uniqueTopic("leader-election"), 1, Map.of());
        assertThat(succeed(LEADER_ELECTION, "--election-type", "preferred", "--all-topic-partitions")
                        .lines())
                .isEmpty();
    }

    @Test
    void aPartitionThatThereIsNotIsAnError() {
        String topic = uniqueTopic("leader-election");
        ToolResult result = run(LEADER_ELECTION, "--election-type", "preferred", "--topic", topic, "--partition", "0");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text() + result.errors()).contains(topic + "-0");
    }
}
