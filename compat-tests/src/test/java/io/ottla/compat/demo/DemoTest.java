package io.ottla.compat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Installation;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.tool.ToolProcess;
import io.ottla.compat.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ottla demo} runs through on a broker that is given and on one of its own, and leaves nothing behind. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DemoTest extends OnBothTargets {
    private static final Duration AT_MOST = Duration.ofMinutes(3);

    @Test
    void allChecksHoldOnAGivenBroker() throws Exception {
        String prefix = uniqueTopic("demo") + "-";
        ToolResult result = demo(
                "--bootstrap",
                target.bootstrap(),
                "--prefix",
                prefix,
                "--session-timeout-ms",
                "1500",
                "--balls-a-second",
                "100");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.text())
                .contains("scoreboard-1 (process")
                .contains("scoreboard-3 now has")
                .contains("attempt 2 failed, to the retry topic")
                .contains("attempt 3 failed, to the dead-letter topic")
                .contains("ok      the replay from offset 0 gives the same scores")
                .doesNotContain("BROKEN");
        try (Admin admin = Clients.admin(target)) {
            assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith(prefix));
            assertThat(admin.listGroups().all().get())
                    .noneMatch(group -> group.groupId().startsWith(prefix));
        }
    }

    @Test
    void allChecksHoldOnABrokerOfItsOwn() {
        Assumptions.assumeTrue(target.kind() == TargetKind.OTTLA, "the broker of its own is Ottla");
        ToolResult result = demo("--matches", "2", "--overs", "2", "--balls-a-second", "0", "--seed", "7");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.text()).contains("a broker for this demo runs at").doesNotContain("BROKEN");
    }

    @Test
    void topicsOfOthersAreLeftAlone() throws Exception {
        String prefix = uniqueTopic("demo") + "-";
        Clients.createTopic(target, prefix + "match-events", 1, Map.of());
        ToolResult result = demo("--bootstrap", target.bootstrap(), "--prefix", prefix);

        assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
        assertThat(result.errors()).contains(prefix + "match-events").contains("--prefix");
    }

    private static ToolResult demo(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("sh", Installation.ottlaHome().resolve("bin/ottla").toString(), "demo"));
        command.addAll(List.of(arguments));
        return ToolProcess.run(command, null, AT_MOST);
    }
}
