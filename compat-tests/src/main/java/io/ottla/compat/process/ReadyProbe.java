package io.ottla.compat.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks a broker for its API versions, in the oldest form, to see whether it serves. */
final class ReadyProbe {
    /** Length 10, then: API key 18, version 0, correlation id 7, null client id. */
    private static final byte[] API_VERSIONS_V0 = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, -1, -1};

    private static final int TIMEOUT_MS = 2_000;

    private ReadyProbe() {}

    static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            OutputStream out = socket.getOutputStream();
            out.write(API_VERSIONS_V0);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int size = in.readInt();
            int correlationId = in.readInt();
            int errorCode = in.readShort();
            return size > 6 && correlationId == 7 && errorCode == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
