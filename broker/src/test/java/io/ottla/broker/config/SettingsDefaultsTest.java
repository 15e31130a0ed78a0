package io.ottla.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.transaction.TransactionSettings;
import io.ottla.broker.transaction.GuardSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsDefaultsTest {

    @Test
    void withoutAFileOneNodeNeedsNoOther() {
        Settings settings = Settings.builder().build();
        assertThat(settings.node()).isEqualTo(new NodeSettings(1, Optional.empty(), Optional.empty()));
        assertThat(settings.network().listeners())
                .containsExactly(
                        new Listener("PLAINTEXT", "localhost", 9092, SecurityProtocol.PLAINTEXT, Optional.empty()));
        assertThat(settings.network().controllerListeners()).isEmpty();
        assertThat(settings.network().interBrokerListenerName()).isEqualTo("PLAINTEXT");
        assertThat(settings.storage().logDirs()).containsExactly(Path.of("data").toAbsolutePath());
        assertThat(settings.storage().metadataLogDir())
                .isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.configs().get("offsets.topic.replication.factor")).isEqualTo((short) 1);
        assertThat(settings.configs().get("transaction.state.log.min.isr")).isEqualTo(1);
        assertThat(settings.configs().get("group.initial.rebalance.delay.ms")).isEqualTo(0);
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void ourOwnKeysAreKnown() {
        Settings settings =
                Settings.builder().set("ottla.disk.reserve.bytes", "1000").build();
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.storage().reserve().bytesOf(1_000_000)).isEqualTo(1000);
        assertThat(Settings.builder().build().storage().reserve().bytesOf(3_200))
                .isEqualTo(100);
    }

    @Test
    void aFileThatSaysNothingLeavesTheReferencesDefaults() {
        Settings settings = Settings.builder(Map.of()).build();
        assertThat(settings.network().listeners())
                .containsExactly(new Listener("PLAINTEXT", "", 9092, SecurityProtocol.PLAINTEXT, Optional.empty()));
        assertThat(settings.storage().logDirs())
                .containsExactly(Path.of("/tmp/kafka-logs").toAbsolutePath());
        assertThat(settings.configs().get("offsets.topic.replication.factor")).isEqualTo((short) 3);
        assertThat(settings.configs().get("group.initial.rebalance.delay.ms")).isEqualTo(3000);
        assertThat(settings.network().requests()).isEqualTo(new NetworkSettings.Requests(104857600, 500, -1L));
        assertThat(settings.network().sockets()).isEqualTo(new NetworkSettings.Sockets(102400, 102400, 50));
        assertThat(settings.transactions())
                .isEqualTo(new TransactionCoordinatorSettings(
                        50,
                        (short) 3,
                        2,
                        104857600,
                        30000,
                        new TransactionSettings(900000, 604800000, 10000, 3600000, 100, 100, 30000),
                        new GuardSettings(true, 20, 100)));
        assertThat(settings.storage().recoveryThreadsPerLogDir()).isEqualTo(2);
        assertThat(settings.controller().brokerSessionTimeoutMs()).isEqualTo(9000);
        assertThat(settings.broker().fetchMaxBytes()).isEqualTo(57671680);
    }

    @Test
    void embeddedHasAFreePortAndAFolderOfItsOwn() throws IOException {
        Settings one = Settings.embedded();
        Settings other = Settings.embedded();
        try {
            assertThat(one.network().listeners().getFirst().port()).isZero();
            assertThat(one.storage().deleteOnClose()).isTrue();
            assertThat(one.storage().metadataLogDir())
                    .isDirectory()
                    .isNotEqualTo(other.storage().metadataLogDir());
        } finally {
            Files.delete(one.storage().metadataLogDir());
            Files.delete(other.storage().metadataLogDir());
        }
    }

    @Test
    void whatIsSetLaterCounts() {
        Settings settings = Settings.builder(Map.of("log.dirs", "/a,/b", "advertised.listeners", "PLAINTEXT://far:1"))
                .listen("::1", 9192)
                .data(Path.of("/c"))
                .set("num.partitions", " 7 ")
                .build();
        assertThat(settings.storage().logDirs()).isEqualTo(List.of(Path.of("/c")));
        assertThat(settings.network().listeners())
                .containsExactly(new Listener("PLAINTEXT", "::1", 9192, SecurityProtocol.PLAINTEXT, Optional.empty()));
        assertThat(settings.broker().defaultPartitions()).isEqualTo(7);
    }
}
