package io.ottla.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as it comes with the reference, for one node that is broker and controller. */
class KafkaFileTest {

    private static final String FILE = """
            # comments and blank lines as in any properties file

            process.roles=broker,controller
            node.id=7
            controller.quorum.voters=7@localhost:9093
            listeners=PLAINTEXT://:9092,CONTROLLER://:9093
            inter.broker.listener.name=PLAINTEXT
            advertised.listeners=PLAINTEXT://broker.example:19092,CONTROLLER://localhost:9093
            controller.listener.names=CONTROLLER
            listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL
            num.network.threads=3
            num.io.threads=8
            socket.send.buffer.bytes=102400
            socket.request.max.bytes=104857600
            log.dirs=/var/lib/one, /var/lib/two
            num.partitions=1
            offsets.topic.replication.factor=1
            log.retention.hours=168
            log.segment.bytes=1073741824
            log.retention.check.interval.ms=300000
            """;

    @TempDir
    private Path folder;

    @Test
    void isAcceptedAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("server.properties"), FILE);
        Settings settings = Settings.builder(PropertiesFile.read(file)).build();

        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.node().nodeId()).isEqualTo(7);
        assertThat(settings.network().listeners())
                .containsExactly(new Listener(
                        "PLAINTEXT",
                        "",
                        9092,
                        SecurityProtocol.PLAINTEXT,
                        Optional.of(new Endpoint("broker.example", 19092))));
        assertThat(settings.network().controllerListeners())
                .extracting(Listener::name, Listener::port)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("CONTROLLER", 9093));
        assertThat(settings.storage().logDirs()).isEqualTo(List.of(Path.of("/var/lib/one"), Path.of("/var/lib/two")));
        assertThat(settings.controller().voters())
                .containsExactly(new ControllerSettings.Voter(7, new Endpoint("localhost", 9093)));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none.properties");
        assertThatThrownBy(() -> PropertiesFile.read(file)).hasMessage("there is no file " + file);
    }
}
