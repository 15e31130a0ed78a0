package io.ottla.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

/** What people rely on who start an image by a class of Testcontainers. */
abstract class KafkaImageContract<C extends GenericContainer<C>> {
    private static final int RECORDS = 200;

    /** Not started yet. */
    abstract C container();

    abstract String bootstrapServers(C container);

    @Test
    @DisplayName("produce and consume")
    void aStockClientWritesAndReads() throws ExecutionException, InterruptedException {
        try (C container = container()) {
            container.start();
            String address = bootstrapServers(container);
            for (String compression : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
                Clients.produce(address, "topic-" + compression, compression, RECORDS);
                assertThat(Clients.consume(address, "topic-" + compression)).isEqualTo(Clients.values(RECORDS));
            }
        }
    }

    @Test
    @DisplayName("restart on the same data")
    void aRestartKeepsWhatWasWritten() throws ExecutionException, InterruptedException {
        try (C container = container()) {
            container.start();
            Clients.produce(bootstrapServers(container), "kept", "lz4", RECORDS);
            // The start script goes on to advertise the port of the first start, so that one has to stay.
            container
                    .getDockerClient()
                    .restartContainerCmd(container.getContainerId())
                    .withTimeout(1)
                    .exec();
            assertThat(Clients.consume(bootstrapServers(container), "kept")).isEqualTo(Clients.values(RECORDS));
        }
    }

    @Test
    @DisplayName("settings from KAFKA_ variables")
    void variablesAreSettings() throws ExecutionException, InterruptedException {
        try (C container = container()) {
            container
                    .withEnv("KAFKA_NUM_PARTITIONS", "3")
                    .withEnv("KAFKA_LOG_DIRS", "/var/lib/kafka/data")
                    .withEnv("CLUSTER_ID", "pS0oBHI4QXGr2Za8C8Lb9A")
                    .start();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers(container)))) {
                assertThat(admin.describeCluster().clusterId().get()).isEqualTo("pS0oBHI4QXGr2Za8C8Lb9A");
                assertThat(admin.describeLogDirs(List.of(1))
                                .allDescriptions()
                                .get()
                                .get(1))
                        .containsOnlyKeys("/var/lib/kafka/data");
                ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
                assertThat(admin.describeConfigs(List.of(broker))
                                .all()
                                .get()
                                .get(broker)
                                .get("num.partitions")
                                .value())
                        .isEqualTo("3");
            }
        }
    }
}
