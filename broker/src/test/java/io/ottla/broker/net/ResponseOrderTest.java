package io.ottla.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of one connection leave in the order of its requests, in whatever order they are given. */
@Timeout(60)
class ResponseOrderTest {

    @Test
    void aSlowRequestIsNotOvertakenByTheNext() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("slow");
            client.send("echo fast");
            Exchange slow = server.next();

            assertThat(client.socket().getInputStream().available()).isZero();
            slow.answer(RawResponse.of("slow"));

            assertThat(client.readText()).isEqualTo("slow");
            assertThat(client.readText()).isEqualTo("echo fast");
        }
    }

    @Test
    void requestsAreReadOnWhileOthersAreInFlight() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("a");
            client.send("b");

            Exchange first = server.next();
            Exchange second = server.next();
            second.answer(RawResponse.of("B"));
            first.answer(RawResponse.of("A"));

            assertThat(client.readText()).isEqualTo("A");
            assertThat(client.readText()).isEqualTo("B");
        }
    }

    @Test
    void aRequestWithoutAResponseHoldsNobodyUp() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("fire and forget");
            client.send("echo");
            server.next().answer(new Answer.Nothing(0));

            assertThat(client.readText()).isEqualTo("echo");
        }
    }

    @Test
    void onlyTheFirstAnswerCounts() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("a");
            Exchange exchange = server.next();

            assertThat(exchange.answer(RawResponse.of("first"))).isTrue();
            assertThat(exchange.answer(RawResponse.of("second"))).isFalse();
            client.send("echo");

            assertThat(client.readText()).isEqualTo("first");
            assertThat(client.readText()).isEqualTo("echo");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void manyRequestsAnsweredInAnyOrderBySeveralThreads(long seed) throws Exception {
        Random random = new Random(seed);
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            for (int round = 0; round < 20; round++) {
                int count = 1 + random.nextInt(60);
                List<Exchange> open = new ArrayList<>();
                for (int number = 0; number < count; number++) {
                    client.send(round + "/" + number);
                }
                for (int number = 0; number < count; number++) {
                    open.add(server.next());
                }
                Collections.shuffle(open, random);
                List<Thread> threads = new ArrayList<>();
                for (int part = 0; part < 3; part++) {
                    List<Exchange> mine = open.subList(part * count / 3, (part + 1) * count / 3);
                    threads.add(Thread.ofPlatform()
                            .start(() -> mine.forEach(
                                    exchange -> exchange.answer(RawResponse.of(TestServer.text(exchange))))));
                }
                for (int number = 0; number < count; number++) {
                    assertThat(client.readText()).as("seed %s", seed).isEqualTo(round + "/" + number);
                }
                for (Thread thread : threads) {
                    thread.join();
                }
            }
        }
    }
}
