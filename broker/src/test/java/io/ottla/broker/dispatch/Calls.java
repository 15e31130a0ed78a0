package io.ottla.broker.dispatch;

import io.ottla.broker.net.ConnectionInfo;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.header.HeaderVersions;
import io.ottla.wire.header.RequestHeader;
import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.io.WireWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Requests as bytes, and handlers called without a network. */
public final class Calls {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    public static final ConnectionInfo CONNECTION = new ConnectionInfo(
            7, "PLAINTEXT", new InetSocketAddress(LOOPBACK, 19092), new InetSocketAddress(LOOPBACK, 50312));

    private Calls() {}

    public static RequestContext context(int version) {
        return new RequestContext(CONNECTION, Principal.ANONYMOUS, (short) version, 1, "test", 100, 1_000);
    }

    /**
     * Has {@code handler} answer a request and returns the response as the client would read it in {@code version}. Both went
     * through their bytes, so a field that the version does not carry is at its default.
     */
    public static <Q extends ApiMessage, R extends ApiMessage> R call(
            ApiHandler<Q, R> handler, int version, Q request, ResponseReader<R> reader) {
        Q decoded = handler.read(new WireReader(Encoder.encode(request, version)), version);
        List<R> responses = new ArrayList<>();
        handler.handle(context(version), decoded, new Responder<>() {
            @Override
            public void send(R response) {
                responses.add(response);
            }

            @Override
            public void sendThrottled(R response, int throttleTimeMs) {
                responses.add(response);
            }

            @Override
            public void sendNothing() {
                throw new AssertionError("no response");
            }

            @Override
            public void sendNothingThrottled(int throttleTimeMs) {
                throw new AssertionError("no response");
            }

            @Override
            public void closeConnection(String why) {
                throw new AssertionError("closed: " + why);
            }

            @Override
            public void fail(Throwable cause) {
                throw new AssertionError(cause);
            }
        });
        if (responses.size() != 1) {
            throw new AssertionError(responses.size() + " responses");
        }
        return reader.read(new WireReader(Encoder.encode(responses.getFirst(), version)), version);
    }

    /** As a rule {@code XResponse::read}. */
    @FunctionalInterface
    public interface ResponseReader<R> {
        R read(WireReader in, int version);
    }

    /** The bytes of a request, without the frame's size. */
    public static byte[] request(ApiKey key, int version, int correlationId, ApiMessage body) {
        RequestHeader header = new RequestHeader()
                .requestApiKey(key.id())
                .requestApiVersion((short) version)
                .correlationId(correlationId)
                .clientId("test");
        return bytes(Encoder.encode(header, HeaderVersions.request(key, version), body, version)
                .bytes());
    }

    /** Reads a response after checking that it belongs to the request of {@code correlationId}. */
    public static <R> R response(byte[] frame, ApiKey key, int version, int correlationId, ResponseReader<R> reader) {
        WireReader in = new WireReader(ByteBuffer.wrap(frame));
        ResponseHeader header = ResponseHeader.read(in, HeaderVersions.response(key, version));
        if (header.correlationId() != correlationId) {
            throw new AssertionError("response to " + header.correlationId() + ", not to " + correlationId);
        }
        R response = reader.read(in, version);
        if (in.remaining() > 0) {
            throw new AssertionError(in.remaining() + " bytes after the response");
        }
        return response;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Eight bytes that every request begins with. */
    public static byte[] prefix(int apiKey, int apiVersion, int correlationId) {
        ByteBuffer out = ByteBuffer.allocate(8);
        WireWriter writer = new WireWriter(out);
        writer.writeInt16((short) apiKey);
        writer.writeInt16((short) apiVersion);
        writer.writeInt32(correlationId);
        return out.array();
    }
}
