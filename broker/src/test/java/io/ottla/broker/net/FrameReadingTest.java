package io.ottla.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames arrive whole however their bytes come in. */
@Timeout(120)
class FrameReadingTest {

    private static byte[] randomBytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        bytes[0] = 0;
        return bytes;
    }

    @Test
    void oneByteAtATime() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            for (byte single : FrameClient.frame("echo".getBytes(StandardCharsets.UTF_8))) {
                client.sendBytes(single);
            }
            assertThat(client.readText()).isEqualTo("echo");
        }
    }

    @Test
    void aFrameOfNoBytesIsAFrame() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("");
            client.send("next");
            checkArrived(server, new byte[0]);
            checkArrived(server, "next".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Around every size at which the way of reading changes. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                1,
                251,
                252,
                253,
                FrameReader.LARGE_FRAME_BYTES - 1,
                FrameReader.LARGE_FRAME_BYTES,
                64 * 1024 - 5,
                64 * 1024 - 4,
                64 * 1024 - 3,
                64 * 1024 + 1,
                FrameAssembler.TRUSTED_BYTES,
                FrameAssembler.TRUSTED_BYTES + 1,
                FrameAssembler.TRUSTED_BYTES * FrameAssembler.GROWTH_FACTOR,
                FrameAssembler.TRUSTED_BYTES * FrameAssembler.GROWTH_FACTOR + 1
            })
    void framesOfOneSizeInARow(int size) throws Exception {
        Random random = new Random(size);
        List<byte[]> sent = new ArrayList<>();
        for (int frame = 0; frame < 4; frame++) {
            sent.add(randomBytes(random, size));
        }
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            Thread sender = sendAll(client, sent, random);
            for (byte[] expected : sent) {
                checkArrived(server, expected);
            }
            sender.join();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void framesOfAllSizesInPiecesOfAllSizes(long seed) throws Exception {
        Random random = new Random(seed);
        List<byte[]> sent = new ArrayList<>();
        for (int frame = 0; frame < 200; frame++) {
            sent.add(randomBytes(random, 1 + (int) Math.pow(2, random.nextDouble() * 18)));
        }
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            Thread sender = sendAll(client, sent, random);
            for (byte[] expected : sent) {
                checkArrived(server, expected);
            }
            sender.join();
        }
    }

    private static void checkArrived(TestServer server, byte[] expected) throws InterruptedException {
        Exchange exchange = server.next();
        assertThat(Arrays.equals(TestServer.bytes(exchange), expected))
                .as("a frame of %s bytes arrives as it was sent", expected.length)
                .isTrue();
        exchange.answer(new Answer.Nothing(0));
    }

    /** Sends all frames as one stream that is cut at random places. */
    private static Thread sendAll(FrameClient client, List<byte[]> frames, Random random) {
        int total =
                frames.stream().mapToInt(frame -> frame.length + Integer.BYTES).sum();
        ByteBuffer stream = ByteBuffer.allocate(total);
        frames.forEach(frame -> stream.put(FrameClient.frame(frame)));
        stream.flip();
        return Thread.ofPlatform().start(() -> {
            try {
                while (stream.hasRemaining()) {
                    byte[] piece =
                            new byte[Math.min(stream.remaining(), 1 + (int) Math.pow(2, random.nextDouble() * 19))];
                    stream.get(piece);
                    client.sendBytes(piece);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
