package io.ottla.broker.net;

/** The four bytes that should be a frame's size are none. Carries no stack trace: the peer decides how often it is made. */
final class BadFrameException extends Exception {
    private static final int TLS_HANDSHAKE_RECORD = 0x16;
    private static final int TLS_MAJOR_VERSION = 3;

    BadFrameException(int size, int maxFrameBytes) {
        super(describe(size, maxFrameBytes), null, false, false);
    }

    private static String describe(int size, int maxFrameBytes) {
        String speech = guess(size);
        if (speech != null) {
            return "this port speaks the Kafka protocol in plain text, and the first bytes look like " + speech;
        }
        return size < 0
                ? "a frame has the size " + size
                : "a frame of " + size + " bytes is larger than socket.request.max.bytes = " + maxFrameBytes;
    }

    /** What other protocol begins with these four bytes; null when it is none that is known. */
    private static String guess(int firstBytes) {
        if (firstBytes >>> 24 == TLS_HANDSHAKE_RECORD && (firstBytes >>> 16 & 0xff) == TLS_MAJOR_VERSION) {
            return "a TLS handshake";
        }
        return switch (ascii(firstBytes)) {
            case "GET ", "HEAD", "POST", "PUT ", "DELE", "OPTI", "PATC", "CONN", "TRAC", "PRI " -> "an HTTP request";
            case "SSH-" -> "an SSH client";
            default -> null;
        };
    }

    private static String ascii(int fourBytes) {
        StringBuilder text = new StringBuilder(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            text.append((char) (fourBytes >>> shift & 0xff));
        }
        return text.toString();
    }
}
