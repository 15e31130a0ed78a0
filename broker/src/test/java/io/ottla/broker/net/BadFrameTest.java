package io.ottla.broker.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever sends what is no frame is closed, with one line that says who and why; nobody else notices. */
@Timeout(60)
class BadFrameTest {

    private static byte[] size(int size) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(size).array();
    }

    static Stream<Arguments> badBytes() {
        return Stream.of(
                Arguments.of(size(-1), "a frame has the size -1"),
                Arguments.of(size(Integer.MIN_VALUE), "a frame has the size -2147483648"),
                Arguments.of(size(1001), "a frame of 1001 bytes is larger than socket.request.max.bytes = 1000"),
                Arguments.of(size(Integer.MAX_VALUE), "a frame of 2147483647 bytes"),
                Arguments.of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII), "an HTTP request"),
                Arguments.of("POST /topics HTTP/1.1\r\n".getBytes(US_ASCII), "an HTTP request"),
                Arguments.of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII), "an HTTP request"),
                Arguments.of(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00}, "a TLS handshake"),
                Arguments.of("SSH-2.0-OpenSSH_9.9\r\n".getBytes(US_ASCII), "an SSH client"));
    }

    @ParameterizedTest
    @MethodSource("badBytes")
    void isClosedWithOneLine(byte[] bytes, String why) throws Exception {
        try (LogLines log = new LogLines(Connection.class);
                TestServer server = new TestServer(1000);
                FrameClient good = server.connect();
                FrameClient bad = server.connect()) {
            good.send("in flight");
            Exchange inFlight = server.next();

            bad.sendBytes(bytes);

            assertThat(bad.isClosedByBroker()).isTrue();
            inFlight.answer(RawResponse.of("unharmed"));
            assertThat(good.readText()).isEqualTo("unharmed");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("PLAINTEXT 127.0.0.1:" + bad.socket().getLocalPort())
                    .contains(why);
        }
    }

    @Test
    void whatWasAskedBeforeIsAnsweredFirst() throws Exception {
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("first");
            client.sendBytes(size(-1));
            Exchange first = server.next();
            first.answer(RawResponse.of("answered"));

            assertThat(client.readText()).isEqualTo("answered");
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void theLargestFrameAllowedIsNoBadFrame() throws Exception {
        try (TestServer server = new TestServer(1000);
                FrameClient client = server.connect()) {
            client.send(new byte[1000]);
            Exchange exchange = server.next();
            assertThat(exchange.frameBytes()).isEqualTo(1000);
            exchange.answer(new Answer.Nothing(0));
        }
    }

    /** Many claim frames of 100 MB and send next to nothing of them. */
    @Test
    void aSizeThatIsOnlyClaimedTakesLittleMemory() throws Exception {
        int connections = 50;
        FrameClient[] liars = new FrameClient[connections];
        try (TestServer server = new TestServer()) {
            for (int liar = 0; liar < connections; liar++) {
                liars[liar] = server.connect();
                liars[liar].sendBytes(size(100_000_000));
                liars[liar].sendBytes(new byte[10]);
            }
            try (FrameClient good = server.connect()) {
                good.send("echo");
                assertThat(good.readText()).isEqualTo("echo");
            }
            assertThat(server.requestBytesInFlight())
                    .isLessThanOrEqualTo((long) connections * FrameAssembler.TRUSTED_BYTES);
            for (FrameClient liar : liars) {
                liar.disconnect();
            }
        }
    }
}
