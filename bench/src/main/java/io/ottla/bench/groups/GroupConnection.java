package io.ottla.bench.groups;

import io.ottla.bench.load.Frames;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.io.Message;
import io.ottla.wire.io.WireReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A connection that waits for each answer. */
final class GroupConnection implements AutoCloseable {
    private static final int ANSWER_WITHIN_MS = 120_000;

    private final Socket socket;

    GroupConnection(InetSocketAddress address) {
        try {
            socket = new Socket(address.getAddress(), address.getPort());
            socket.setSoTimeout(ANSWER_WITHIN_MS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to " + address, e);
        }
    }

    /** Sends a request, and returns the body of its answer. */
    WireReader ask(ApiKey api, int version, Message request) {
        try {
            ByteBuffer frame = Frames.request(api, version, request);
            byte[] bytes = new byte[frame.remaining()];
            frame.get(bytes);
            socket.getOutputStream().write(bytes);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readInt()];
            in.readFully(answer);
            WireReader body = new WireReader(ByteBuffer.wrap(answer));
            Frames.readHeader(body, api, version);
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException("the broker did not answer " + api, e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
