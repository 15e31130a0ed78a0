package io.ottla.compat.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.tool.ReferenceTool;
import io.ottla.compat.tool.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kafka-reassign-partitions} moves a replica to another data folder of its broker, and says when it is there. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReassignedReplicaTest {
    private static final String TOOL = "org.apache.kafka.tools.reassign.ReassignPartitionsCommand";
    private static final TopicPartition PARTITION = new TopicPartition("moving", 0);
    private static final int RECORDS = 50;

    private final Acknowledged acknowledged = new Acknowledged();

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void theToolMovesAReplicaAndFindsItThere(TargetKind kind) throws Exception {
        TwoFolders folders = TwoFolders.in(temporary);
        try (Target target = kind.create(folders.settings())) {
            target.start();
            Clients.createTopic(target, PARTITION.topic(), 1, Map.of());
            try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
                for (int i = 0; i < RECORDS; i++) {
                    acknowledged.send(producer, PARTITION);
                }
            }
            Path to = folders.otherThan(folders.of(target, PARTITION));
            Path plan = plan(1, to);
            assertThat(run(target, plan, "--execute").text()).contains("Successfully started");
            Await.until(
                    Duration.ofSeconds(60),
                    () -> "the tool to find the replica in " + to,
                    () -> run(target, plan, "--verify").text().contains("is completed"));
            assertThat(isIn(target, to)).isTrue();
            acknowledged.verify(target, PARTITION);

            ToolResult unknown = run(target, plan(7, to), "--execute");
            assertThat(unknown.text()).contains("7");
            assertThat(unknown.exitCode()).as(unknown::toString).isNotZero();
            assertThat(tool(target, "--list").text()).contains("No partition reassignments found");
        }
    }

    private Path plan(int broker, Path folder) throws Exception {
        return Files.writeString(temporary.resolve("plan-" + broker + ".json"), """
                {"version":1,"partitions":[{"topic":"%s","partition":%d,"replicas":[%d],"log_dirs":["%s"]}]}
                """.formatted(
                        PARTITION.topic(), PARTITION.partition(), broker, folder));
    }

    private static ToolResult run(Target target, Path plan, String what) {
        return tool(target, "--reassignment-json-file", plan.toString(), what);
    }

    private static ToolResult tool(Target target, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", target.bootstrap()));
        all.addAll(List.of(arguments));
        return ReferenceTool.run(TOOL, all);
    }

    private static boolean isIn(Target target, Path folder) {
        return TwoFolders.isIn(target, folder, PARTITION);
    }
}
