package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.tool.ToolResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code kafka-configs}, for topics and for brokers. */
class ConfigCommandTest extends ToolTest {

    @Test
    void aTopicsConfigs() {
        String topic = uniqueTopic("configs");
        Clients.createTopic(target, topic, 1, Map.of());
        String[] entity = {"--entity-type", "topics", "--entity-name", topic};
        assertThat(alter(entity, "--add-config", "retention.ms=1000,cleanup.policy=[delete,compact]"))
                .containsExactly("Completed updating config for topic " + topic + ".");
        assertThat(describe(entity))
                .containsExactly(
                        "Dynamic configs for topic " + topic + " are:",
                        "  cleanup.policy=delete,compact sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:cleanup.policy"
                                + "=delete,compact, DEFAULT_CONFIG:log.cleanup.policy=delete}",
                        "  retention.ms=1000 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:retention.ms=1000}");

        alter(entity, "--delete-config", "retention.ms");
        List<String> all = describe(entity, "--all");
        assertThat(all)
                .hasSize(34)
                .contains(
                        "All configs for topic " + topic + " are:",
                        "  retention.ms=604800000 sensitive=false synonyms={}",
                        "  segment.bytes=1073741824 sensitive=false synonyms={DEFAULT_CONFIG:log.segment.bytes=1073741824}");
    }

    @Test
    void aConfigThatIsNotOneIsRefused() {
        String topic = uniqueTopic("configs");
        Clients.createTopic(target, topic, 1, Map.of());
        ToolResult result =
                run(CONFIGS, "--alter", "--entity-type", "topics", "--entity-name", topic, "--add-config", "no.such=1");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.toString()).contains("Unknown topic config name: no.such");
    }

    @Test
    void oneBrokersConfigsAndTheDefaultsOfAll() {
        String[] one = {"--entity-type", "brokers", "--entity-name", "1"};
        String[] all = {"--entity-type", "brokers", "--entity-default"};
        try {
            assertThat(alter(one, "--add-config", "log.cleaner.threads=2"))
                    .containsExactly("Completed updating config for broker 1.");
            assertThat(describe(one))
                    .containsExactly(
                            "Dynamic configs for broker 1 are:",
                            "  log.cleaner.threads=2 sensitive=false synonyms={DYNAMIC_BROKER_CONFIG:"
                                    + "log.cleaner.threads=2, DEFAULT_CONFIG:log.cleaner.threads=1}");
            assertThat(alter(all, "--add-config", "log.cleaner.threads=2"))
                    .containsExactly("Completed updating default config for brokers in the cluster.");
            assertThat(describe(all))
                    .contains(
                            "Default configs for brokers in the cluster are:",
                            "  log.cleaner.threads=2 sensitive=false synonyms={DYNAMIC_DEFAULT_BROKER_CONFIG:"
                                    + "log.cleaner.threads=2}");
        } finally {
            alter(one, "--delete-config", "log.cleaner.threads");
            alter(all, "--delete-config", "log.cleaner.threads");
        }
        assertThat(describe(one, "--all"))
                .hasSizeGreaterThan(250)
                .contains("  log.cleaner.threads=1 sensitive=false synonyms={DEFAULT_CONFIG:log.cleaner.threads=1}");
    }

    private List<String> alter(String[] entity, String... change) {
        return succeed(CONFIGS, join(new String[] {"--alter"}, entity, change)).lines();
    }

    private List<String> describe(String[] entity, String... more) {
        return succeed(CONFIGS, join(new String[] {"--describe"}, entity, more)).lines();
    }

    private static String[] join(String[]... parts) {
        return java.util.Arrays.stream(parts).flatMap(java.util.Arrays::stream).toArray(String[]::new);
    }
}
