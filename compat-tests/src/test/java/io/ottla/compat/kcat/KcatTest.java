package io.ottla.compat.kcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.matrix.MatrixCase;
import io.ottla.compat.tool.ToolProcess;
import io.ottla.compat.tool.ToolResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kcat lists, produces and consumes. */
class KcatTest extends OnBothTargets {
    @TempDir
    private Path folder;

    @BeforeEach
    void isInstalled() {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kcat")));
        assumeTrue(installed, "kcat is not installed here: its tests are skipped (apt-get install kcat)");
    }

    @Test
    void listsTheBrokerAndItsTopics() throws Exception {
        check("list brokers and topics", this::list);
    }

    private void list() {
        String topic = uniqueTopic("kcat-listed");
        Clients.createTopic(target, topic, 3, Map.of());
        String listed = kcat(null, "-L").text();
        assertThat(listed)
                .contains(" 1 brokers:\n  broker 1 at " + target.bootstrap() + " (controller)\n")
                .contains("  topic \"" + topic + "\" with 3 partitions:\n")
                .contains("    partition 0, leader 1, replicas: 1, isrs: 1\n")
                .doesNotContain("not available");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void consumesWhatItProduced(String compression) throws Exception {
        check("produce, " + (compression.equals("none") ? "uncompressed" : compression), () -> roundTrip(compression));
    }

    private void roundTrip(String compression) throws IOException {
        String topic = uniqueTopic("kcat-" + compression);
        Clients.createTopic(target, topic, 1, Map.of());
        Path input = Files.writeString(
                folder.resolve("input"),
                IntStream.range(0, 1000)
                        .mapToObj(i -> "k" + i + ":value " + i + "\n")
                        .collect(Collectors.joining()));
        kcat(input, "-P", "-t", topic, "-p", "0", "-K:", "-z", compression, "-H", "name=value");
        String consumed = kcat(
                        null, "-C", "-t", topic, "-p", "0", "-o", "beginning", "-e", "-q", "-f", "%o %k %s %h\\n")
                .text();
        assertThat(consumed)
                .isEqualTo(IntStream.range(0, 1000)
                        .mapToObj(i -> i + " k" + i + " value " + i + " name=value\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void producesIdempotentlyAndToATopicThatIsMadeForIt() throws Exception {
        check("produce idempotently, to a topic made for it", this::produceToNewTopic);
    }

    private void produceToNewTopic() throws IOException {
        String topic = uniqueTopic("kcat-auto");
        Path input = Files.writeString(folder.resolve("input"), "one\ntwo\n");
        kcat(input, "-P", "-t", topic, "-X", "enable.idempotence=true");
        assertThat(kcat(null, "-C", "-t", topic, "-o", "1", "-e", "-q").text()).isEqualTo("two\n");
        assertThat(kcat(null, "-C", "-t", topic, "-o", "-1", "-e", "-q").text()).isEqualTo("two\n");
    }

    @Test
    void asksForOffsetsByTime() throws Exception {
        check("offsets by time", this::offsetsByTime);
    }

    @Test
    void readsAsAMemberOfAGroup() throws Exception {
        check("classic group", this::group);
    }

    private void group() throws IOException {
        String topic = uniqueTopic("kcat-group");
        Clients.createTopic(target, topic, 2, Map.of());
        kcat(Files.writeString(folder.resolve("input"), "one\ntwo\n"), "-P", "-t", topic, "-p", "1");
        List<String> arguments =
                List.of("-X", "auto.offset.reset=earliest", "-G", topic + "-group", "-c", "2", "-q", topic);
        assertThat(kcat(null, arguments.toArray(String[]::new)).text()).isEqualTo("one\ntwo\n");
    }

    private void offsetsByTime() throws IOException {
        String topic = uniqueTopic("kcat-time");
        Clients.createTopic(target, topic, 1, Map.of());
        long beforeMs = System.currentTimeMillis();
        kcat(Files.writeString(folder.resolve("input"), "one\ntwo\n"), "-P", "-t", topic, "-p", "0");
        assertThat(kcat(null, "-Q", "-t", topic + ":0:" + beforeMs).text().strip())
                .isEqualTo(topic + " [0] offset 0");
        assertThat(kcat(null, "-Q", "-t", topic + ":0:-1").text().strip()).isEqualTo(topic + " [0] offset 2");
    }

    private void check(String feature, MatrixCase.Check steps) throws Exception {
        String version = ToolProcess.run(List.of("kcat", "-V"), null, Duration.ofSeconds(10)).lines().stream()
                .filter(line -> line.startsWith("Version "))
                .map(line -> line.replaceAll("Version (\\S+) .*librdkafka (\\S+) .*", "$1 (librdkafka $2)"))
                .findFirst()
                .orElse("?");
        MatrixCase.check("kcat", "kcat", version, feature, target.kind(), steps);
    }

    private ToolResult kcat(Path input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("kcat", "-b", target.bootstrap()));
        command.addAll(List.of(arguments));
        ToolResult result = ToolProcess.run(command, input, Duration.ofSeconds(60));
        assertThat(result.exitCode()).as(result::toString).isZero();
        return result;
    }
}
