package io.ottla.broker.coordinator.group.consumer.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * XXH3 in 64 bits with seed 0, as its specification has it (xxHash, doc/xxhash_spec.md). Inputs of up to 16, 128 and 240 bytes
 * and longer ones each have a way of their own.
 */
final class Xxh3 {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long PRIME32_1 = 0x9E3779B1L;
    private static final long PRIME32_2 = 0x85EBCA77L;
    private static final long PRIME32_3 = 0xC2B2AE3DL;
    private static final long PRIME64_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME64_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME64_3 = 0x165667B19E3779F9L;
    private static final long PRIME64_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME64_5 = 0x27D4EB2F165667C5L;
    private static final long PRIME_MX1 = 0x165667919E3779F9L;
    private static final long PRIME_MX2 = 0x9FB21C651E98DF25L;

    private static final int STRIPE = 64;
    private static final int STRIPES_PER_BLOCK = 16;
    private static final int BLOCK = STRIPE * STRIPES_PER_BLOCK;

    private static final byte[] SECRET = HexFormat.of()
            .parseHex("b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                    + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                    + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8"
                    + "fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364ea"
                    + "c5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e2b"
                    + "16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e");

    private Xxh3() {}

    static long hash(byte[] in) {
        if (in.length <= 16) {
            return hashUpTo16(in);
        }
        if (in.length <= 128) {
            return hashUpTo128(in);
        }
        return in.length <= 240 ? hashUpTo240(in) : hashLong(in);
    }

    private static long hashUpTo16(byte[] in) {
        int length = in.length;
        if (length > 8) {
            long low = long64(in, 0) ^ (long64(SECRET, 24) ^ long64(SECRET, 32));
            long high = long64(in, length - 8) ^ (long64(SECRET, 40) ^ long64(SECRET, 48));
            return avalanche(length + Long.reverseBytes(low) + high + foldedProduct(low, high));
        }
        if (length >= 4) {
            long mixed = int32(in, length - 4) + (int32(in, 0) << 32);
            long keyed = mixed ^ (long64(SECRET, 8) ^ long64(SECRET, 16));
            keyed ^= Long.rotateLeft(keyed, 49) ^ Long.rotateLeft(keyed, 24);
            keyed *= PRIME_MX2;
            keyed ^= (keyed >>> 35) + length;
            keyed *= PRIME_MX2;
            return keyed ^ keyed >>> 28;
        }
        if (length > 0) {
            long first = in[0] & 0xFF;
            long middle = in[length >> 1] & 0xFF;
            long last = in[length - 1] & 0xFF;
            long combined = first << 16 | middle << 24 | last | (long) length << 8;
            return avalanche64(combined ^ (int32(SECRET, 0) ^ int32(SECRET, 4)));
        }
        return avalanche64(long64(SECRET, 56) ^ long64(SECRET, 64));
    }

    private static long hashUpTo128(byte[] in) {
        int length = in.length;
        long sum = length * PRIME64_1;
        for (int pair = (length - 1) / 32; pair >= 0; pair--) {
            sum += mixed16(in, 16 * pair, 32 * pair);
            sum += mixed16(in, length - 16 * (pair + 1), 32 * pair + 16);
        }
        return avalanche(sum);
    }

    private static long hashUpTo240(byte[] in) {
        int length = in.length;
        long sum = length * PRIME64_1;
        for (int round = 0; round < 8; round++) {
            sum += mixed16(in, 16 * round, 16 * round);
        }
        sum = avalanche(sum);
        for (int round = 8; round < length / 16; round++) {
            sum += mixed16(in, 16 * round, 16 * (round - 8) + 3);
        }
        return avalanche(sum + mixed16(in, length - 16, 136 - 17));
    }

    private static long hashLong(byte[] in) {
        long[] lanes = {PRIME32_3, PRIME64_1, PRIME64_2, PRIME64_3, PRIME64_4, PRIME32_2, PRIME64_5, PRIME32_1};
        int blocks = (in.length - 1) / BLOCK;
        for (int block = 0; block < blocks; block++) {
            for (int stripe = 0; stripe < STRIPES_PER_BLOCK; stripe++) {
                accumulate(lanes, in, block * BLOCK + stripe * STRIPE, stripe * 8);
            }
            scramble(lanes);
        }
        int stripes = (in.length - 1 - blocks * BLOCK) / STRIPE;
        for (int stripe = 0; stripe < stripes; stripe++) {
            accumulate(lanes, in, blocks * BLOCK + stripe * STRIPE, stripe * 8);
        }
        accumulate(lanes, in, in.length - STRIPE, SECRET.length - STRIPE - 7);
        long sum = in.length * PRIME64_1;
        for (int pair = 0; pair < 4; pair++) {
            int secretAt = 11 + 16 * pair;
            sum += foldedProduct(
                    lanes[2 * pair] ^ long64(SECRET, secretAt), lanes[2 * pair + 1] ^ long64(SECRET, secretAt + 8));
        }
        return avalanche(sum);
    }

    private static void accumulate(long[] lanes, byte[] in, int at, int secretAt) {
        for (int lane = 0; lane < lanes.length; lane++) {
            long value = long64(in, at + 8 * lane);
            long keyed = value ^ long64(SECRET, secretAt + 8 * lane);
            lanes[lane ^ 1] += value;
            lanes[lane] += (keyed & 0xFFFFFFFFL) * (keyed >>> 32);
        }
    }

    private static void scramble(long[] lanes) {
        for (int lane = 0; lane < lanes.length; lane++) {
            long key = long64(SECRET, SECRET.length - STRIPE + 8 * lane);
            lanes[lane] = (lanes[lane] ^ lanes[lane] >>> 47 ^ key) * PRIME32_1;
        }
    }

    private static long mixed16(byte[] in, int at, int secretAt) {
        return foldedProduct(
                long64(in, at) ^ long64(SECRET, secretAt), long64(in, at + 8) ^ long64(SECRET, secretAt + 8));
    }

    private static long foldedProduct(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }

    private static long avalanche(long hash) {
        long mixed = (hash ^ hash >>> 37) * PRIME_MX1;
        return mixed ^ mixed >>> 32;
    }

    private static long avalanche64(long hash) {
        long mixed = (hash ^ hash >>> 33) * PRIME64_2;
        mixed = (mixed ^ mixed >>> 29) * PRIME64_3;
        return mixed ^ mixed >>> 32;
    }

    private static long int32(byte[] in, int at) {
        return (int) INT.get(in, at) & 0xFFFFFFFFL;
    }

    private static long long64(byte[] in, int at) {
        return (long) LONG.get(in, at);
    }
}
