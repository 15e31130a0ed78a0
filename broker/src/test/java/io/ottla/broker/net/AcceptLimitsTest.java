package io.ottla.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.config.NetworkSettings.Connections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AcceptLimitsTest {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private static void assertServed(FrameClient client) throws Exception {
        client.send("echo");
        assertThat(client.readText()).isEqualTo("echo");
    }

    @Test
    void anAddressWithAllItsConnectionsIsTurnedAway() throws Exception {
        try (LogLines log = new LogLines(AcceptGate.class);
                TestServer server = new TestServer(new Connections(NO_LIMIT, 1, Map.of(), NO_LIMIT, -1));
                FrameClient first = server.connect()) {
            assertServed(first);
            try (FrameClient second = server.connect()) {
                assertThat(second.isClosedByBroker()).isTrue();
            }
            first.disconnect();
            server.awaitConnections(0);
            try (FrameClient third = server.connect()) {
                assertServed(third);
            }
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1")
                    .contains("the 1 connections");
        }
    }

    @Test
    void anAddressCanHaveALimitOfItsOwn() throws Exception {
        try (TestServer server = new TestServer(new Connections(NO_LIMIT, 0, Map.of("localhost", 2), NO_LIMIT, -1));
                FrameClient first = server.connect();
                FrameClient second = server.connect();
                FrameClient third = server.connect()) {
            assertServed(first);
            assertServed(second);
            assertThat(third.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void whenAllPlacesAreTakenNewcomersWait() throws Exception {
        try (TestServer server = new TestServer(new Connections(1, NO_LIMIT, Map.of(), NO_LIMIT, -1));
                FrameClient first = server.connect()) {
            assertServed(first);
            try (FrameClient second = server.connect()) {
                second.send("echo");
                TimeUnit.MILLISECONDS.sleep(50);
                assertThat(second.socket().getInputStream().available()).isZero();
                first.disconnect();
                assertThat(second.readText()).isEqualTo("echo");
            }
        }
    }

    @Test
    void connectionsThatComeTooFastAreSpreadOut() throws Exception {
        try (TestServer server = new TestServer(new Connections(NO_LIMIT, NO_LIMIT, Map.of(), 2, -1))) {
            long startNs = System.nanoTime();
            for (int connection = 0; connection < 5; connection++) {
                try (FrameClient client = server.connect()) {
                    assertServed(client);
                }
            }
            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        }
    }
}
