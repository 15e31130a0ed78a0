package io.ottla.broker.net;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client that sends and reads frames, and gives up loudly when an answer does not come. */
final class FrameClient implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;

    FrameClient(InetSocketAddress address) throws IOException {
        this.socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(address, PATIENCE_MS);
    }

    static byte[] frame(byte[] body) {
        return ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    void sendBytes(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(byte[] body) throws IOException {
        sendBytes(frame(body));
    }

    void send(String body) throws IOException {
        send(body.getBytes(StandardCharsets.UTF_8));
    }

    byte[] read() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return in.readNBytes(in.readInt());
    }

    String readText() throws IOException {
        return new String(read(), StandardCharsets.UTF_8);
    }

    /** Waits until the broker closes the connection; false when it sends something instead. */
    boolean isClosedByBroker() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException | EOFException e) {
            return true;
        }
    }

    /** Closes with a reset, as a killed process does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes as a client does that is done. */
    void disconnect() throws IOException {
        socket.close();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        disconnect();
    }
}
