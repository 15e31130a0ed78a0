package io.ottla.wire.io;

import java.nio.ByteBuffer;

/**
 * UTF-8 without intermediate arrays. Half of a surrogate pair is written as a question mark, as
 * {@link String#getBytes} does, and as the reference therefore does too.
 */
final class Utf8 {
    private Utf8() {}

    /** Encoded bytes of {@code text}. */
    static int size(String text) {
        int length = text.length();
        int index = 0;
        while (index < length && text.charAt(index) < 0x80) {
            index++;
        }
        return index == length ? length : index + sizeFrom(text, index);
    }

    private static int sizeFrom(String text, int from) {
        int size = 0;
        int length = text.length();
        for (int index = from; index < length; index++) {
            char unit = text.charAt(index);
            if (unit < 0x80) {
                size++;
            } else if (unit < 0x800) {
                size += 2;
            } else if (!Character.isSurrogate(unit)) {
                size += 3;
            } else if (isPairAt(text, index)) {
                size += 4;
                index++;
            } else {
                size++;
            }
        }
        return size;
    }

    static void write(ByteBuffer out, String text) {
        int length = text.length();
        for (int index = 0; index < length; index++) {
            char unit = text.charAt(index);
            if (unit < 0x80) {
                out.put((byte) unit);
            } else if (unit < 0x800) {
                out.put((byte) (0xc0 | (unit >> 6))).put((byte) (0x80 | (unit & 0x3f)));
            } else if (!Character.isSurrogate(unit)) {
                out.put((byte) (0xe0 | (unit >> 12)))
                        .put((byte) (0x80 | ((unit >> 6) & 0x3f)))
                        .put((byte) (0x80 | (unit & 0x3f)));
            } else if (isPairAt(text, index)) {
                writePair(out, text.codePointAt(index));
                index++;
            } else {
                out.put((byte) '?');
            }
        }
    }

    private static void writePair(ByteBuffer out, int codePoint) {
        out.put((byte) (0xf0 | (codePoint >> 18)))
                .put((byte) (0x80 | ((codePoint >> 12) & 0x3f)))
                .put((byte) (0x80 | ((codePoint >> 6) & 0x3f)))
                .put((byte) (0x80 | (codePoint & 0x3f)));
    }

    private static boolean isPairAt(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }
}
