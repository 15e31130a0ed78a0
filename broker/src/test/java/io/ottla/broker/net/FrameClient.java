package io.ottla.broker.net;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that sends and reads frames, and gives up loudly when an answer does not come. */
public final class FrameClient implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;

    public FrameClient(InetSocketAddress address) throws IOException {
        this.socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(address, PATIENCE_MS);
    }

    public static byte[] frame(byte[] body) {
        return ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    public void sendBytes(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public void send(byte[] body) throws IOException {
        sendBytes(frame(body));
    }

    public void send(String body) throws IOException {
        send(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Frames that arrive in one read. */
    void sendTogether(List<String> bodies) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String body : bodies) {
            bytes.writeBytes(frame(body.getBytes(StandardCharsets.UTF_8)));
        }
        sendBytes(bytes.toByteArray());
    }

    public byte[] read() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return in.readNBytes(in.readInt());
    }

    public String readText() throws IOException {
        return new String(read(), StandardCharsets.UTF_8);
    }

    /** Waits until the broker closes the connection; false when it sends something instead. */
    public boolean isClosedByBroker() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException | EOFException e) {
            return true;
        }
    }

    /** Closes with a reset, as a killed process does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes as a client does that is done. */
    public void disconnect() throws IOException {
        socket.close();
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        disconnect();
    }
}
