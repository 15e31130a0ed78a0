package io.ottla.storage.compaction;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * SipHash-2-4 with 128 bits, under a secret. Unlike a hash that anybody can compute, it gives whoever chooses the keys no
 * way to choose two of them that agree; and of a key as short as most it takes a fraction of the time of MD5, which the
 * reference knows keys by. <a href="https://www.aumasson.jp/siphash/siphash.pdf">SipHash: a fast short-input PRF</a>.
 *
 * <p>An instance holds the last hash it was asked for.
 */
final class KeyHash {
    private static final int COMPRESSION_ROUNDS = 2;
    private static final int FINALIZATION_ROUNDS = 4;

    private final long secret0;
    private final long secret1;
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long first;
    private long second;

    /** A hash under the secret of these two halves, each of which begins with its lowest byte. */
    KeyHash(long secret0, long secret1) {
        this.secret0 = secret0;
        this.secret1 = secret1;
    }

    /** @param random draws the secret; who chooses the keys must not be able to foresee it */
    static KeyHash withSecretOf(RandomGenerator random) {
        return new KeyHash(random.nextLong(), random.nextLong());
    }

    /** Hashes what a buffer holds from its position to its limit; neither is moved. Its byte order is the network's. */
    void of(ByteBuffer key) {
        v0 = secret0 ^ 0x736f6d6570736575L;
        v1 = secret1 ^ 0x646f72616e646f6dL ^ 0xee;
        v2 = secret0 ^ 0x6c7967656e657261L;
        v3 = secret1 ^ 0x7465646279746573L;
        int at = key.position();
        int end = key.limit();
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            compress(Long.reverseBytes(key.getLong(at)));
        }
        compress(rest(key, at, end));
        v2 ^= 0xee;
        rounds(FINALIZATION_ROUNDS);
        first = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        rounds(FINALIZATION_ROUNDS);
        second = v0 ^ v1 ^ v2 ^ v3;
    }

    long first() {
        return first;
    }

    long second() {
        return second;
    }

    /** The bytes that make no whole word, and the length of all in the top byte. */
    private static long rest(ByteBuffer key, int at, int end) {
        long word = (long) key.remaining() << 56;
        for (int i = at; i < end; i++) {
            word |= (key.get(i) & 0xffL) << (Byte.SIZE * (i - at));
        }
        return word;
    }

    private void compress(long word) {
        v3 ^= word;
        rounds(COMPRESSION_ROUNDS);
        v0 ^= word;
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
