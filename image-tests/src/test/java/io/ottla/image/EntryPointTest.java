package io.ottla.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.TargetKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** The image by itself, with its own command. */
@Cell(client = "Container engine", target = TargetKind.OTTLA, image = Engine.IMAGE)
class EntryPointTest {
    private static final int STOP_PATIENCE_S = 30;

    private static GenericContainer<?> container() {
        return new GenericContainer<>(DockerImageName.parse(Engine.IMAGE))
                .waitingFor(Wait.forLogMessage(".*Transitioning from RECOVERY to RUNNING.*", 1));
    }

    @Test
    @DisplayName("start without a setting, as a user without rights, and stop on SIGTERM")
    void itNeedsNoSettingAndStopsInGoodOrder() throws IOException, InterruptedException {
        try (GenericContainer<?> container = container()) {
            container.start();
            assertThat(container.getLogs()).contains("ready at localhost:9092", "of cluster 5L6g3nShT-eMCtK--X86sw");
            Container.ExecResult user = container.execInContainer("id", "-u");
            assertThat(user.getStdout().strip()).isEqualTo("1000");

            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_PATIENCE_S)
                    .exec();

            assertThat(container
                            .getDockerClient()
                            .inspectContainerCmd(container.getContainerId())
                            .exec()
                            .getState()
                            .getExitCodeLong())
                    .isZero();
        }
    }

    @Test
    @DisplayName("listen where KAFKA_ADVERTISED_LISTENERS says")
    void theAdvertisedAddressIsEnough() throws ExecutionException, InterruptedException {
        int port = Ports.free();
        try (GenericContainer<?> container = container()) {
            container
                    .withEnv("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://127.0.0.1:" + port)
                    .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
                    .withExposedPorts(port)
                    .setPortBindings(List.of(port + ":" + port));
            container.start();
            Clients.produce("127.0.0.1:" + port, "advertised", "zstd", 10);
            assertThat(Clients.consume("127.0.0.1:" + port, "advertised")).isEqualTo(Clients.values(10));
        }
    }

    @Test
    @DisplayName("a mounted server.properties, and what the JVM is told")
    void aMountedFileCountsLessThanVariables() throws IOException, InterruptedException {
        try (GenericContainer<?> container = container()) {
            container
                    .withCopyToContainer(
                            Transferable.of("node.id=7\nlog.dirs=/tmp/from-file\n"),
                            "/mnt/shared/config/server.properties")
                    .withEnv("KAFKA_LOG_DIRS", "/tmp/from-variable")
                    .withEnv("KAFKA_HEAP_OPTS", "-Xmx123m")
                    .start();
            assertThat(container.getLogs())
                    .contains("data in /tmp/from-variable", "for node 7 of cluster")
                    .doesNotContain("/tmp/from-file");
            Container.ExecResult arguments = container.execInContainer("sh", "-c", "tr '\\0' ' ' < /proc/1/cmdline");
            assertThat(arguments.getStdout()).startsWith("/opt/java/bin/java ").contains(" -Xmx123m ");
        }
    }
}
