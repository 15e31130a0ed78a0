package io.ottla.compat.badinput;

import io.ottla.compat.process.Target;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A socket to a broker, with nothing between the test and the bytes. */
public final class RawConnection implements AutoCloseable {
    private static final int ANSWER_WITHIN_MS = 20_000;

    private final Socket socket;

    public RawConnection(Target target) throws IOException {
        this(target, ANSWER_WITHIN_MS);
    }

    /** A connection that waits no longer than this for an answer. */
    public RawConnection(Target target, int answerWithinMs) throws IOException {
        socket = new Socket(target.settings().host(), target.settings().port());
        socket.setSoTimeout(answerWithinMs);
        socket.setTcpNoDelay(true);
    }

    void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Sends {@code frame} with its length in front. */
    public void sendFrame(ByteBuffer frame) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(4 + frame.remaining());
        whole.putInt(frame.remaining()).put(frame.duplicate());
        send(whole.array());
    }

    /** The next response without its length, or nothing if the broker closed the connection. */
    public Optional<ByteBuffer> receiveFrame() throws IOException {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return Optional.of(ByteBuffer.wrap(frame));
        } catch (EOFException e) {
            return Optional.empty();
        } catch (SocketException e) {
            // Closed while bytes of ours were still unread: the system says so by a reset.
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
