package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.tool.ToolResult;
import io.ottla.compat.tools.ToolTest;
import org.junit.jupiter.api.Test;

/** {@code kafka-configs --entity-type groups}. */
class GroupConfigCommandTest extends ToolTest {

    @Test
    void aGroupsConfigs() {
        String group = uniqueTopic("configured");
        String[] entity = {"--entity-type", "groups", "--entity-name", group};
        assertThat(config(entity, "--alter", "--add-config", "consumer.heartbeat.interval.ms=300")
                        .lines())
                .containsExactly("Completed updating config for group " + group + ".");
        assertThat(config(entity, "--describe").lines())
                .containsExactly(
                        "Dynamic configs for group " + group + " are:",
                        "  consumer.heartbeat.interval.ms=300 sensitive=false synonyms={DYNAMIC_GROUP_CONFIG:"
                                + "consumer.heartbeat.interval.ms=300, STATIC_BROKER_CONFIG:"
                                + "group.consumer.heartbeat.interval.ms=200, DEFAULT_CONFIG:"
                                + "group.consumer.heartbeat.interval.ms=5000}");
        config(entity, "--alter", "--delete-config", "consumer.heartbeat.interval.ms");
        assertThat(config(entity, "--describe").lines()).hasSizeLessThanOrEqualTo(1);
    }

    private ToolResult config(String[] entity, String... what) {
        String[] all = new String[entity.length + what.length];
        System.arraycopy(what, 0, all, 0, what.length);
        System.arraycopy(entity, 0, all, what.length, entity.length);
        return succeed(CONFIGS, all);
    }
}
