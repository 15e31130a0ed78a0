package io.ottla.compat.differential;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Spoils a frame in one place, by a chance that the seed decides. The first eight bytes say what is asked, and stay.
 */
final class Mutation {
    private static final int HEADER = 8;
    private static final int[] NUMBERS = {0, 1, -1, -2, 127, 32767, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE};

    private Mutation() {}

    static ByteBuffer of(ByteBuffer frame, long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[frame.remaining()];
        frame.duplicate().get(bytes);
        if (bytes.length < HEADER + Integer.BYTES) {
            return ByteBuffer.wrap(bytes);
        }
        int place = HEADER + random.nextInt(bytes.length - HEADER);
        return switch (random.nextInt(4)) {
            case 0 -> ByteBuffer.wrap(bytes, 0, place).slice();
            case 1 -> {
                bytes[place] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                yield ByteBuffer.wrap(bytes);
            }
            case 2 -> {
                bytes[place] = (byte) random.nextInt(256);
                yield ByteBuffer.wrap(bytes);
            }
            default -> {
                int at = Math.min(place, bytes.length - Integer.BYTES);
                ByteBuffer.wrap(bytes).putInt(at, NUMBERS[random.nextInt(NUMBERS.length)]);
                yield ByteBuffer.wrap(bytes);
            }
        };
    }
}
