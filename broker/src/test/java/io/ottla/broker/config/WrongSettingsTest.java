package io.ottla.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be used stops the start, in one line that names the key, the value and what is allowed. */
class WrongSettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            num.io.threads            | abc              | a whole number, at least 1
            num.io.threads            | 0                | a whole number, at least 1
            log.cleaner.enable        | maybe            | true or false
            log.cleaner.min.cleanable.ratio | 1.5        | a number, 0 to 1
            compression.type          | rar              | one of uncompressed, zstd, lz4, snappy, gzip, producer
            compression.gzip.level    | 10               | a whole number, 1 to 9, or -1
            log.cleanup.policy        | forget           | a list of compact, delete
            controller.quorum.voters  | one@localhost:1  | a list of id@host:port
            controller.quorum.voters  | 2@localhost:1    | this node alone (1@host:port), since there are no clusters yet
            process.roles             | broker           | broker,controller, since one process is both
            broker.id                 | 2                | the same as node.id
            authorizer.class.name     | a.b.C            | nothing, since there are no access rules yet
            remote.log.storage.system.enable | true      | false, since there is no tiered storage
            transaction.two.phase.commit.enable | true   | false, since transactions have one coordinator
            ottla.disk.reserve.bytes  | -1               | a whole number of bytes, at least 0
            ottla.disk.reserve.bytes  | much             | a whole number of bytes, at least 0
            max.connections.per.ip.overrides | here      | a list of address:limit
            """)
    void aWrongValueIsNamed(String key, String value, String allowed) {
        assertThatThrownBy(() -> Settings.builder().set(key, value).build())
                .isInstanceOf(SettingsException.class)
                .hasMessage("wrong value for " + key + ": \"" + value + "\" (allowed: " + allowed + ")");
    }

    @Test
    void aSecretIsNotRepeated() {
        assertThatThrownBy(() -> Settings.builder()
                        .set("sasl.login.refresh.buffer.seconds", "x")
                        .build())
                .hasMessageContaining("\"x\"");
        assertThat(Settings.builder().set("ssl.key.password", "secret").build().toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log.roll.ms                      | 0  | log.roll.ms must be greater than or equal to 1
            log.cleaner.dedupe.buffer.size   | 9  | log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.
            replica.fetch.wait.max.ms        | 30001 | replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms to prevent unnecessary socket timeouts
            """)
    void valuesThatDoNotGoTogetherAreNamed(String key, String value, String message) {
        assertThatThrownBy(() -> Settings.builder().set(key, value).build()).hasMessage(message);
    }

    @Test
    void anUnknownKeyIsOneWarning() {
        Settings settings = Settings.builder()
                .set("log.retention.hour", "1")
                .set("zookeeper.connect", "localhost:2181")
                .set("listener.name.plaintext.max.connections", "5")
                .set("listener.name.plaintext.scram-sha-256.sasl.jaas.config", "x")
                .build();
        assertThat(settings.warnings())
                .containsExactly(
                        "unknown key log.retention.hour is ignored; did you mean log.retention.hours?",
                        "unknown key zookeeper.connect is ignored");
    }
}
