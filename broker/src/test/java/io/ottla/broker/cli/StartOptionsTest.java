package io.ottla.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.broker.config.Settings;
import io.ottla.broker.config.SettingsException;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of files, variables and options has the last word. */
class StartOptionsTest {
    private static final String SOME_ID = "4L6g3nShT-eMCtK--X86sw";

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static StartOptions options(Optional<Path> config, Path environment, Map<String, String> set) {
        return new StartOptions(config, Optional.of(environment), Optional.empty(), Optional.empty(), set);
    }

    @Test
    void variablesCountMoreThanTheFileAndLessThanAnOption() throws IOException {
        Optional<Path> config = Optional.of(file("given", "num.partitions=2\nnode.id=7\nbroker.rack=file\n"));
        Path fallback = file("fallback", "num.partitions=9\ndefault.replication.factor=1\n");
        Map<String, String> variables = Map.of("KAFKA_NUM_PARTITIONS", "3", "KAFKA_BROKER_RACK", "variable");

        Settings settings =
                options(config, fallback, Map.of("broker.rack", "option")).settings(variables);

        assertThat(settings.node().nodeId()).isEqualTo(7);
        assertThat(settings.broker().defaultPartitions()).isEqualTo(3);
        assertThat(settings.node().rack()).contains("option");
    }

    @Test
    void theFallbackCountsOnlyWhereNothingElseGivesAKey() throws IOException {
        Path fallback = file("fallback", "num.partitions=9\nnode.id=4\n");

        Settings nothingGiven = options(Optional.of(file("empty", "")), fallback, Map.of())
                .settings(Map.of("KAFKA_OPTS", "-Da=b", "CLUSTER_ID", SOME_ID));
        Settings oneGiven = options(Optional.empty(), fallback, Map.of()).settings(Map.of("KAFKA_NODE_ID", "5"));

        assertThat(nothingGiven.broker().defaultPartitions()).isEqualTo(9);
        assertThat(nothingGiven.node().newClusterId()).contains(Uuid.parse(SOME_ID));
        assertThat(oneGiven.node().nodeId()).isEqualTo(5);
        assertThat(oneGiven.broker().defaultPartitions()).isEqualTo(1);
        assertThat(oneGiven.node().newClusterId()).isEmpty();
    }

    @Test
    void anIdThatIsNoneIsRefused() throws IOException {
        StartOptions options = options(Optional.empty(), file("fallback", ""), Map.of());

        assertThatThrownBy(() -> options.settings(Map.of("CLUSTER_ID", "mine")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("wrong value for the cluster's id: \"mine\"");
    }
}
