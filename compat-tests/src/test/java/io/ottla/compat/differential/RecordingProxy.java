package io.ottla.compat.differential;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Passes connections on to a broker that advertises this address as its own, and keeps every request. */
final class RecordingProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final ConcurrentLinkedQueue<ByteBuffer> frames = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();

    RecordingProxy() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Takes connections from now on, each for a new one to {@code brokerPort}. */
    void passOnTo(int brokerPort) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket client = socket.accept();
                    Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
                    open.add(client);
                    open.add(broker);
                    Thread.ofVirtual().start(() -> recordRequests(client, broker));
                    Thread.ofVirtual().start(() -> passResponses(broker, client));
                }
            } catch (IOException e) {
                // Closed: that is how it ends.
            }
        });
    }

    /** All requests so far, without their lengths, in the order in which they came. */
    List<ByteBuffer> frames() {
        return new ArrayList<>(frames);
    }

    private void recordRequests(Socket client, Socket broker) {
        try (client;
                broker) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(broker.getOutputStream());
            while (true) {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                frames.add(ByteBuffer.wrap(frame));
                out.writeInt(frame.length);
                out.write(frame);
                out.flush();
            }
        } catch (IOException e) {
            // One of the two has hung up, which the other learns by the close.
        }
    }

    private static void passResponses(Socket broker, Socket client) {
        try (client;
                broker) {
            InputStream in = broker.getInputStream();
            OutputStream out = client.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One of the two has hung up, which the other learns by the close.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
