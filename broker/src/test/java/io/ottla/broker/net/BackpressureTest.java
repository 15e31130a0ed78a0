package io.ottla.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a limit is reached the socket is not read; when there is room again, it goes on where it stopped. */
@Timeout(60)
class BackpressureTest {
    private static final long PLENTY = 1L << 30;

    /** Long enough for requests to arrive that should not; a broker that is only slow passes all the same. */
    private static final long QUIET_MS = 100;

    private static void assertNoMoreRequests(TestServer server) throws InterruptedException {
        assertThat(server.requests.poll(QUIET_MS, TimeUnit.MILLISECONDS)).isNull();
    }

    private static void answer(Exchange exchange) {
        exchange.answer(RawResponse.of(TestServer.text(exchange)));
    }

    @Test
    void aConnectionHasOnlySoManyRequestsInFlight() throws Exception {
        try (TestServer server = new TestServer(new InFlightLimits(4, PLENTY, PLENTY));
                FrameClient client = server.connect()) {
            for (int request = 0; request < 20; request++) {
                client.send("request " + request);
            }
            Exchange[] window = {server.next(), server.next(), server.next(), server.next()};
            assertNoMoreRequests(server);
            for (Exchange exchange : window) {
                answer(exchange);
            }
            // When it reads on depends on how many answers it sees at once; that it never takes more does not.
            for (int request = window.length; request < 20; request++) {
                Exchange next = server.next();
                assertThat(server.requests.size()).isLessThan(window.length);
                answer(next);
            }
            for (int request = 0; request < 20; request++) {
                assertThat(client.readText()).isEqualTo("request " + request);
            }
        }
    }

    /** Answers that say nothing are not followed by a write, which would have it look again. */
    @Test
    void aConnectionAtItsLimitGoesOnAfterABurstThatIsAnsweredBySilence() throws Exception {
        List<Exchange> burst = new ArrayList<>();
        RequestHandler silent = new RequestHandler() {
            @Override
            public void handle(Exchange exchange) {
                if (TestServer.text(exchange).equals("last")) {
                    exchange.answer(RawResponse.of("done"));
                } else {
                    burst.add(exchange);
                }
            }

            @Override
            public void endBurst() {
                burst.forEach(exchange -> exchange.answer(new Answer.Nothing(0)));
                burst.clear();
            }
        };
        try (TestServer server = new TestServer(new InFlightLimits(2, PLENTY, PLENTY), silent);
                FrameClient client = server.connect()) {
            client.sendTogether(List.of("1", "2", "3", "4", "5", "6", "7", "last"));
            assertThat(client.readText()).isEqualTo("done");
        }
    }

    @Test
    void aConnectionAtItsLimitHoldsNoOtherUp() throws Exception {
        try (TestServer server = new TestServer(new InFlightLimits(1, PLENTY, PLENTY));
                FrameClient greedy = server.connect();
                FrameClient other = server.connect()) {
            greedy.send("one");
            greedy.send("two");
            Exchange one = server.next();
            other.send("echo");

            assertThat(other.readText()).isEqualTo("echo");
            assertNoMoreRequests(server);
            answer(one);
            answer(server.next());
            assertThat(greedy.readText()).isEqualTo("one");
            assertThat(greedy.readText()).isEqualTo("two");
        }
    }

    @Test
    void theBytesOfAConnectionAreBounded() throws Exception {
        byte[] large = new byte[100_000];
        try (TestServer server = new TestServer(new InFlightLimits(100, 150_000, PLENTY));
                FrameClient client = server.connect()) {
            Thread sender = sendInBackground(client, large, 6);
            for (int request = 0; request < 6; request += 2) {
                Exchange first = server.next();
                Exchange second = server.next();
                assertNoMoreRequests(server);
                first.answer(new Answer.Nothing(0));
                second.answer(new Answer.Nothing(0));
            }
            sender.join();
        }
    }

    @Test
    void theBytesOfAllConnectionsTogetherAreBounded() throws Exception {
        byte[] large = new byte[100_000];
        try (TestServer server = new TestServer(new InFlightLimits(100, PLENTY, 150_000));
                FrameClient one = server.connect();
                FrameClient other = server.connect()) {
            one.send(large);
            one.send(large);
            Exchange first = server.next();
            Exchange second = server.next();
            other.send("waits");
            assertNoMoreRequests(server);

            first.answer(new Answer.Nothing(0));
            Exchange waited = server.next();

            assertThat(TestServer.text(waited)).isEqualTo("waits");
            second.answer(new Answer.Nothing(0));
            waited.answer(new Answer.Nothing(0));
        }
    }

    @Test
    void aRequestWhoseBytesAreGivenBackEarlyMakesRoom() throws Exception {
        byte[] large = new byte[100_000];
        try (TestServer server = new TestServer(new InFlightLimits(100, PLENTY, 50_000));
                FrameClient one = server.connect();
                FrameClient other = server.connect()) {
            one.send(large);
            Exchange parked = server.next();
            parked.connectionLoop().submit(parked::releaseFrame).sync();

            other.send("echo");

            assertThat(other.readText()).isEqualTo("echo");
            parked.answer(new Answer.Nothing(0));
        }
    }

    @Test
    void nothingIsReadWhileTheBrokerIsBehind() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            server.overloaded.set(true);
            client.send("echo later");
            TimeUnit.MILLISECONDS.sleep(QUIET_MS);
            assertThat(client.socket().getInputStream().available()).isZero();

            server.overloaded.set(false);

            assertThat(client.readText()).isEqualTo("echo later");
        }
    }

    /** Responses that nobody reads count as in flight, so they cannot pile up. */
    @Test
    void aClientThatDoesNotReadIsNotReadFrom() throws Exception {
        byte[] large = new byte[1 << 20];
        try (TestServer server = new TestServer(new InFlightLimits(8, PLENTY, PLENTY));
                FrameClient client = server.connect()) {
            int requests = 200;
            Thread sender = sendInBackground(client, new byte[] {1}, requests);
            int answered = 0;
            for (Exchange next = server.next();
                    next != null;
                    next = server.requests.poll(QUIET_MS, TimeUnit.MILLISECONDS)) {
                next.answer(RawResponse.of(large));
                answered++;
            }
            assertThat(answered).as("requests read before the client reads").isLessThan(requests);

            for (int response = 0; response < answered; response++) {
                assertThat(client.read()).hasSize(large.length);
            }
            for (int response = answered; response < requests; response++) {
                server.next().answer(RawResponse.of(large));
                assertThat(client.read()).hasSize(large.length);
            }
            sender.join();
        }
    }

    @Test
    void aThrottledConnectionIsAnsweredFirstAndMutedThen() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("too much");
            long startNs = System.nanoTime();
            server.next().answer(new Answer.Send(new RawResponse(new byte[] {42}), 300));
            assertThat(client.read()).containsExactly(42);

            client.send("echo");

            assertThat(client.readText()).isEqualTo("echo");
            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
        }
    }

    private static Thread sendInBackground(FrameClient client, byte[] body, int times) {
        return Thread.ofPlatform().start(() -> {
            try {
                for (int time = 0; time < times; time++) {
                    client.send(body);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
