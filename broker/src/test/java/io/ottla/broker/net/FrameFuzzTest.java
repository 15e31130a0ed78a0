package io.ottla.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes from anywhere, cut anywhere, with connections that end anywhere: the broker serves on, and loses no buffer. */
@Timeout(120)
class FrameFuzzTest {
    private static final int CONNECTIONS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void garbageHarmsNobodyElse(long seed) throws Exception {
        Random random = new Random(seed);
        try (TestServer server = new TestServer(1 << 20);
                FrameClient good = server.connect()) {
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                FrameClient garbage = server.connect();
                sendGarbage(garbage, random);
                if (random.nextBoolean()) {
                    garbage.reset();
                } else {
                    garbage.disconnect();
                }
                good.send("echo " + connection);
                assertThat(good.readText()).as("seed %s", seed).isEqualTo("echo " + connection);
            }
            for (Exchange open = server.requests.poll(); open != null; open = server.requests.poll()) {
                open.answer(random.nextBoolean() ? RawResponse.of("late") : new Answer.Close("tired"));
            }
            server.awaitConnections(1);
        }
    }

    private static void sendGarbage(FrameClient client, Random random) {
        try {
            int pieces = 1 + random.nextInt(5);
            for (int piece = 0; piece < pieces; piece++) {
                byte[] bytes = new byte[random.nextInt(3_000)];
                random.nextBytes(bytes);
                if (random.nextBoolean() && bytes.length >= Integer.BYTES) {
                    ByteBuffer.wrap(bytes).putInt(0, random.nextInt(2 * bytes.length));
                }
                client.sendBytes(bytes);
            }
        } catch (IOException e) {
            // The broker closed it first, as it should.
            assertThat(e).isNotNull();
        }
    }
}
