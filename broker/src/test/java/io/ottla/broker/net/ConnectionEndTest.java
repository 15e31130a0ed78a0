package io.ottla.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.config.NetworkSettings.Connections;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections end, and that nothing of them is left. */
@Timeout(60)
class ConnectionEndTest {

    @Test
    void anAnswerCanCloseTheConnectionAfterThoseBeforeIt() throws Exception {
        try (LogLines log = new LogLines(Connection.class);
                TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("first");
            client.send("second");
            client.send("third");
            Exchange first = server.next();
            Exchange second = server.next();
            Exchange third = server.next();
            third.answer(RawResponse.of("never sent"));
            second.answer(new Answer.Close("it was told so"));
            first.answer(RawResponse.of("sent"));

            assertThat(client.readText()).isEqualTo("sent");
            assertThat(client.isClosedByBroker()).isTrue();
            assertThat(log.lines()).singleElement().asString().endsWith("it was told so");
        }
    }

    @Test
    void aClientThatVanishesWithRequestsInFlightLeavesNothing() throws Exception {
        try (TestServer server = new TestServer()) {
            FrameClient client = server.connect();
            client.send("in flight");
            client.sendBytes((byte) 0, (byte) 0, (byte) 1, (byte) 0, (byte) 7);
            Exchange exchange = server.next();
            client.reset();
            server.awaitConnections(0);

            assertThat(exchange.answer(RawResponse.of("nobody listens"))).isTrue();
        }
    }

    @Test
    void drainingAnswersWhatIsInFlightAndLetsNobodyIn() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect();
                FrameClient idle = server.connect()) {
            client.send("in flight");
            Exchange exchange = server.next();
            Thread drain = Thread.ofPlatform().start(() -> server.drain(Duration.ofSeconds(30)));
            assertThat(idle.isClosedByBroker()).isTrue();
            exchange.answer(RawResponse.of("answered"));

            assertThat(client.readText()).isEqualTo("answered");
            assertThat(client.isClosedByBroker()).isTrue();
            drain.join();
        }
    }

    @Test
    void drainingGivesUpOnWhatIsNeverAnswered() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("never answered");
            Exchange exchange = server.next();

            assertThat(server.drain(Duration.ofMillis(50))).isFalse();
            exchange.answer(new Answer.Nothing(0));
        }
    }

    @Test
    void aSilentConnectionIsClosedAndABusyOneIsNot() throws Exception {
        try (TestServer server = new TestServer(
                        new Connections(Integer.MAX_VALUE, Integer.MAX_VALUE, Map.of(), Integer.MAX_VALUE, 200));
                FrameClient silent = server.connect();
                FrameClient waiting = server.connect()) {
            waiting.send("takes long");
            Exchange exchange = server.next();

            assertThat(silent.isClosedByBroker()).isTrue();
            exchange.answer(RawResponse.of("still here"));
            assertThat(waiting.readText()).isEqualTo("still here");
        }
    }
}
