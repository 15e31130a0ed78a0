package io.ottla.broker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.apiversions.ApiVersionsHandler;
import io.ottla.broker.api.apiversions.Features;
import io.ottla.broker.net.FrameClient;
import io.ottla.broker.net.LogLines;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.ApiVersionsRequest;
import io.ottla.wire.message.ApiVersionsResponse;
import io.ottla.wire.message.FindCoordinatorRequest;
import io.ottla.wire.message.FindCoordinatorResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step of a request's way, and how each may end, seen from the client's end of the wire. */
@Timeout(60)
class DispatcherTest {
    private static final int FLEXIBLE = 3;

    private static DispatchServer serve(BiConsumer<String, Responder<FindCoordinatorResponse>> behaviour)
            throws IOException {
        return serve(new EchoHandler(true, behaviour));
    }

    private static DispatchServer serve(EchoHandler echo) throws IOException {
        Features none = new Features(new TreeMap<>(), new TreeMap<>(), -1);
        return new DispatchServer(List.of(echo, new ApiVersionsHandler(List.of(echo), () -> none)));
    }

    private static void answer(String key, Responder<FindCoordinatorResponse> responder) {
        responder.send(new FindCoordinatorResponse().host(key));
    }

    private static byte[] request(int version, int correlationId, String key) {
        return Calls.request(ApiKey.FIND_COORDINATOR, version, correlationId, new FindCoordinatorRequest().key(key));
    }

    private static FindCoordinatorResponse read(FrameClient client, int version, int correlationId) throws IOException {
        return Calls.response(
                client.read(), ApiKey.FIND_COORDINATOR, version, correlationId, FindCoordinatorResponse::read);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aRequestIsAnsweredInItsOwnVersion(int version) throws Exception {
        try (DispatchServer server = serve(DispatcherTest::answer);
                FrameClient client = server.connect()) {
            client.send(request(version, 42, "hello"));

            assertThat(read(client, version, 42).host()).isEqualTo("hello");
            assertThat(server.count("requests_total", "api", "FindCoordinator")).isEqualTo(1);
        }
    }

    static Stream<Arguments> badRequests() {
        byte[] good = request(FLEXIBLE, 1, "hello");
        byte[] longKey = good.clone();
        longKey[longKey.length - 8] = 120;
        return Stream.of(
                Arguments.of(new byte[0], "a request of 0 bytes"),
                Arguments.of(new byte[] {0, 10, 0}, "a request of 3 bytes"),
                Arguments.of(Arrays.copyOf(good, good.length - 3), "cannot be read"),
                Arguments.of(longKey, "cannot be read"),
                Arguments.of(Calls.prefix(10, 1, 5), "cannot be read"),
                Arguments.of(Calls.prefix(9999, 0, 5), "the unknown API 9999"),
                Arguments.of(Calls.prefix(-1, 0, 5), "the unknown API -1"),
                Arguments.of(Calls.prefix(0, 9, 5), "Produce, which is not offered here"),
                Arguments.of(Calls.prefix(10, 0, 5), "version 0 of FindCoordinator, of which there are 1-3"),
                Arguments.of(Calls.prefix(10, 4, 5), "version 4 of FindCoordinator, of which there are 1-3"),
                Arguments.of(Calls.prefix(10, -1, 5), "version -1 of FindCoordinator"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void aBadRequestEndsItsConnectionAndNoOther(byte[] request, String why) throws Exception {
        try (LogLines log = new LogLines("io.ottla.broker.net.Connection");
                DispatchServer server = serve(DispatcherTest::answer);
                FrameClient good = server.connect();
                FrameClient bad = server.connect()) {
            bad.send(request);

            assertThat(bad.isClosedByBroker()).isTrue();
            good.send(request(2, 1, "unharmed"));
            assertThat(read(good, 2, 1).host()).isEqualTo("unharmed");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:" + bad.socket().getLocalPort())
                    .contains(why);
        }
    }

    /** KIP-511: in version 0, so that a client of any age can read it, and with what is known about ApiVersions itself. */
    @ParameterizedTest
    @ValueSource(ints = {5, 99, 32767})
    void anUnknownVersionOfApiVersionsIsAnswered(int version) throws Exception {
        try (DispatchServer server = serve(DispatcherTest::answer);
                FrameClient client = server.connect()) {
            client.send(Calls.prefix(ApiKey.API_VERSIONS.id(), version, 77));

            ApiVersionsResponse response =
                    Calls.response(client.read(), ApiKey.API_VERSIONS, 0, 77, ApiVersionsResponse::read);
            assertThat(response.errorCode()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION.code());
            assertThat(response.apiKeys()).singleElement().satisfies(api -> {
                assertThat(api.apiKey()).isEqualTo(ApiKey.API_VERSIONS.id());
                assertThat(api.minVersion()).isZero();
                assertThat(api.maxVersion()).isEqualTo((short) 4);
            });
            client.send(Calls.request(ApiKey.API_VERSIONS, 0, 78, new ApiVersionsRequest()));
            response = Calls.response(client.read(), ApiKey.API_VERSIONS, 0, 78, ApiVersionsResponse::read);
            assertThat(response.errorCode()).isZero();
        }
    }

    @Test
    void aHandlerThatThrowsIsAnsweredInTheShapeOfItsApi() throws Exception {
        try (LogLines log = new LogLines(Reply.class.getName());
                DispatchServer server = serve((key, responder) -> {
                    throw new IllegalStateException("no idea");
                });
                FrameClient client = server.connect()) {
            client.send(request(1, 1, "key"));

            assertThat(read(client, 1, 1).errorCode()).isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR.code());
            assertThat(log.lines()).singleElement().asString().contains("FindCoordinator version 1");
            assertThat(server.count("request_errors_total", "error", "UNKNOWN_SERVER_ERROR"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aHandlerThatThrowsAndHasNoPlaceForAnErrorEndsTheConnection() throws Exception {
        EchoHandler echo = new EchoHandler(false, (key, responder) -> {
            throw new IllegalStateException("no idea");
        });
        try (DispatchServer server = serve(echo);
                FrameClient client = server.connect()) {
            client.send(request(1, 1, "key"));
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aHandlerThatFailsAfterItsAnswerChangesNothing() throws Exception {
        try (DispatchServer server = serve((key, responder) -> {
                    answer(key, responder);
                    throw new IllegalStateException("too late");
                });
                FrameClient client = server.connect()) {
            client.send(request(1, 1, "first"));
            client.send(request(1, 2, "second"));

            assertThat(read(client, 1, 1).host()).isEqualTo("first");
            assertThat(read(client, 1, 2).host()).isEqualTo("second");
            assertThat(server.timesRecorded("FindCoordinator")).isEqualTo(2);
        }
    }

    @Test
    void aResponseThatCannotBeWrittenEndsTheConnection() throws Exception {
        try (DispatchServer server = serve(
                        (key, responder) -> responder.send(new FindCoordinatorResponse().host("x".repeat(40_000))));
                FrameClient client = server.connect()) {
            client.send(request(1, 1, "key"));
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @Test
    void aHandlerMayEndTheConnectionOrStaySilent() throws Exception {
        try (DispatchServer server = serve((key, responder) -> {
                    switch (key) {
                        case "silent" -> responder.sendNothing();
                        case "close" -> responder.closeConnection("told so");
                        default -> answer(key, responder);
                    }
                });
                FrameClient client = server.connect()) {
            client.send(request(1, 1, "silent"));
            client.send(request(1, 2, "answer"));
            client.send(request(1, 3, "close"));

            assertThat(read(client, 1, 2).host()).isEqualTo("answer");
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }
}
