package io.ottla.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListenersTest {

    @Test
    void severalListenersHaveTheirOwnAddresses() {
        NetworkSettings network = network(Map.of(
                "listeners", "INSIDE://10.0.0.1:9092, outside://:9093,CONTROLLER://localhost:9094",
                "listener.security.protocol.map", "inside:plaintext,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "advertised.listeners", "OUTSIDE://broker.example:443",
                "inter.broker.listener.name", "inside"));
        assertThat(network.listeners())
                .containsExactly(
                        new Listener("INSIDE", "10.0.0.1", 9092, SecurityProtocol.PLAINTEXT, Optional.empty()),
                        new Listener(
                                "OUTSIDE",
                                "",
                                9093,
                                SecurityProtocol.PLAINTEXT,
                                Optional.of(new Endpoint("broker.example", 443))));
        assertThat(network.interBrokerListenerName()).isEqualTo("INSIDE");
        assertThat(network.controllerListeners()).extracting(Listener::name).containsExactly("CONTROLLER");
    }

    @Test
    void aWildcardNeedsNoAdvertisedAddress() {
        assertThat(network(Map.of("listeners", "PLAINTEXT://0.0.0.0:9092")).listeners())
                .extracting(Listener::advertised)
                .isEqualTo(List.of(Optional.empty()));
    }

    @Test
    void onePortMayServeBothKindsOfAddresses() {
        Map<String, String> properties = Map.of(
                "listeners", "A://127.0.0.1:9092,B://[::1]:9092",
                "listener.security.protocol.map", "A:PLAINTEXT,B:PLAINTEXT",
                "inter.broker.listener.name", "A");
        assertThat(network(properties).listeners()).extracting(Listener::host).containsExactly("127.0.0.1", "::1");
    }

    @Test
    void aListenerThatIsAdvertisedHasToBeThere() {
        refused(Map.of("advertised.listeners", "OTHER://host:1"), "listeners that listeners names: PLAINTEXT");
    }

    @Test
    void theWildcardIsNoAddressForClients() {
        refused(Map.of("advertised.listeners", "PLAINTEXT://0.0.0.0:1"), "an address that clients can reach");
    }

    @Test
    void namesAndPortsAreUnique() {
        refused(Map.of("listeners", "PLAINTEXT://:1,plaintext://:2"), "each listener once");
        refused(
                Map.of("listeners", "PLAINTEXT://a:1,CONTROLLER://b:1"),
                "a port of its own for each listener, unless one is on an IPv4 and one on an IPv6 address");
    }

    @Test
    void everyListenerSpeaksSomething() {
        refused(Map.of("listeners", "MINE://:1"), "an entry for every listener, also for MINE");
        refused(
                Map.of("listener.security.protocol.map", "PLAINTEXT=PLAINTEXT"),
                "a list of NAME:PROTOCOL, with PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL");
        refused(Map.of("listeners", "SSL://:1"), "PLAINTEXT listeners, since there is no TLS and no SASL yet");
    }

    @Test
    void anAddressHasAForm() {
        refused(Map.of("listeners", "localhost:9092"), "NAME://host:port, or NAME://:port for every address");
        refused(Map.of("listeners", "PLAINTEXT://:65536"), "NAME://host:port, or NAME://:port for every address");
    }

    @Test
    void aClientNeedsADoor() {
        refused(
                Map.of("listeners", "CONTROLLER://:9093"),
                "at least one listener that is not among controller.listener.names");
    }

    @Test
    void brokersComeByAListener() {
        refused(Map.of("inter.broker.listener.name", "OTHER"), "the name of a listener: PLAINTEXT");
        refused(Map.of("security.inter.broker.protocol", "SSL"), "the name of a listener: PLAINTEXT");
    }

    private static NetworkSettings network(Map<String, String> properties) {
        return Settings.builder(properties).build().network();
    }

    private static void refused(Map<String, String> properties, String allowed) {
        assertThatThrownBy(() -> network(properties))
                .isInstanceOf(SettingsException.class)
                .hasMessageEndingWith("(allowed: " + allowed + ")");
    }
}
