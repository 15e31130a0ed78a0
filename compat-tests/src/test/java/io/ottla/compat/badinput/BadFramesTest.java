package io.ottla.compat.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no request: the connection is closed, and everybody else goes on. */
class BadFramesTest extends OnBothTargets {

    static Stream<Named<byte[]>> noRequests() {
        return Stream.of(
                bytes("HTTP", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                hex("TLS hello", "16030100a5010000a10303000102030405060708090a0b0c0d0e0f101112131415"),
                hex("negative length", "ffffffff"),
                hex("length 0", "00000000"),
                hex("length 1", "0000000100"),
                hex("length over the limit", "0640000100030001"),
                frame("half a header", ByteBuffer.wrap(HexFormat.of().parseHex("00120000000000"))),
                frame(
                        "client id of negative length",
                        ByteBuffer.wrap(HexFormat.of().parseHex("0003000000000001fff00000"))),
                frame("client id beyond the end", ByteBuffer.wrap(HexFormat.of().parseHex("00030000000000017fff0000"))),
                frame("count beyond the end", ByteBuffer.wrap(HexFormat.of().parseHex("0003000100000001ffff7fffffff"))),
                frame("API 9999", Requests.header(9999, 0, 1)),
                frame("API -1", Requests.header(-1, 0, 1)),
                frame("API of another listener", Requests.header(ApiKeys.VOTE.id, 0, 2)),
                frame("Metadata version 99", Requests.header(ApiKeys.METADATA.id, 99, 2)),
                frame("Metadata version -1", Requests.header(ApiKeys.METADATA.id, -1, 1)),
                frame("Fetch version 3", Requests.header(ApiKeys.FETCH.id, 3, 1)),
                frame("Produce version 2", Requests.header(ApiKeys.PRODUCE.id, 2, 1)),
                frame("ApiVersions without a body", Requests.header(ApiKeys.API_VERSIONS.id, 4, 2)),
                frame("Produce cut short", cut(Requests.produce("t", -1, Batches.good(CompressionType.NONE, 3)), 10)));
    }

    @ParameterizedTest
    @MethodSource("noRequests")
    void closeTheConnectionAndNoOther(byte[] bytes) throws IOException {
        try (Bystander bystander = new Bystander(target, uniqueTopic("bystander"))) {
            try (RawConnection connection = new RawConnection(target)) {
                connection.send(bytes);
                assertThat(connection.receiveFrame()).isEmpty();
            }
            bystander.work();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aRequestCutShortClosesTheConnection(int missing) throws IOException {
        try (RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(cut(metadata(), missing));
            assertThat(connection.receiveFrame()).isEmpty();
        }
    }

    @Test
    void aRequestWithBytesLeftOverIsAnsweredAsIfTheyWereNotThere() throws IOException {
        ByteBuffer plain = answer(metadata());
        assertThat(answer(Batches.concatenated(metadata(), ByteBuffer.allocate(5))))
                .isEqualTo(plain);
    }

    @Test
    void whatCameBeforeTheGarbageIsAnswered() throws IOException {
        try (RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(metadata());
            connection.send(new byte[] {-1, -1, -1, -1});
            assertThat(connection.receiveFrame()).isPresent();
            assertThat(connection.receiveFrame()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {99, -1})
    void aVersionOfApiVersionsThatDoesNotExistIsAnsweredInTheOldestForm(int version) throws IOException {
        int headerVersion = version < 0 ? 1 : 2;
        ByteBuffer response = answer(Requests.header(ApiKeys.API_VERSIONS.id, version, headerVersion));
        ByteBufferAccessor body = Requests.body(response, ApiKeys.API_VERSIONS, 0);
        ApiVersionsResponseData data = new ApiVersionsResponseData(body, (short) 0);
        assertThat(Errors.forCode(data.errorCode())).isEqualTo(Errors.UNSUPPORTED_VERSION);
        assertThat(data.apiKeys()).hasSize(1).allSatisfy(range -> {
            assertThat(range.apiKey()).isEqualTo(ApiKeys.API_VERSIONS.id);
            assertThat(range.minVersion()).isZero();
            assertThat(range.maxVersion()).isEqualTo((short) 4);
        });
        assertThat(response.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-a", "a-", "ä"})
    void aClientNameThatIsNotOneIsAnInvalidRequest(String name) throws IOException {
        var request = new ApiVersionsRequestData().setClientSoftwareName(name).setClientSoftwareVersion("1.0");
        ByteBuffer response = answer(Requests.frame(ApiKeys.API_VERSIONS, 3, request));
        ByteBufferAccessor body = Requests.body(response, ApiKeys.API_VERSIONS, 3);
        ApiVersionsResponseData data = new ApiVersionsResponseData(body, (short) 3);
        assertThat(Errors.forCode(data.errorCode())).isEqualTo(Errors.INVALID_REQUEST);
        assertThat(data.apiKeys()).isEmpty();
    }

    private ByteBuffer answer(ByteBuffer frame) throws IOException {
        try (RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(frame);
            Optional<ByteBuffer> response = connection.receiveFrame();
            return response.orElseThrow(() -> new AssertionError("closed without an answer"));
        }
    }

    private static ByteBuffer metadata() {
        return Requests.frame(ApiKeys.METADATA, 12, new MetadataRequestData().setTopics(List.of()));
    }

    private static ByteBuffer cut(ByteBuffer frame, int missing) {
        return frame.limit(frame.limit() - missing);
    }

    private static Named<byte[]> hex(String name, String hex) {
        return bytes(name, HexFormat.of().parseHex(hex));
    }

    private static Named<byte[]> frame(String name, ByteBuffer frame) {
        ByteBuffer whole = ByteBuffer.allocate(4 + frame.remaining());
        return bytes(
                name, whole.putInt(frame.remaining()).put(frame.duplicate()).array());
    }

    private static Named<byte[]> bytes(String name, byte[] bytes) {
        return Named.of(name, bytes);
    }
}
