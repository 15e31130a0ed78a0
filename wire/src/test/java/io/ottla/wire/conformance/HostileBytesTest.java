package io.ottla.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.ottla.wire.io.MalformedMessage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes from anywhere are a message or a {@link MalformedMessage}, never anything else, and reading them allocates no
 * more than their size allows.
 */
class HostileBytesTest {
    private static final int ROUNDS = 4;
    private static final int MUTATIONS = 12;
    private static final int INPUT_BYTES_MAX = 32 * 1024;

    /** What one input byte may cost. The dearest: an empty list within a struct within a list, at three bytes. */
    private static final long ALLOCATED_PER_BYTE_MAX = 80;

    /** What a read may cost whatever its input: the reader, the message, the text of the error. */
    private static final long ALLOCATED_BASE_MAX = 4 * 1024;

    private static final int WARM_UPS_MAX = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static List<MessagePair> pairs() {
        return MessagePair.all();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyStrictPrefixIsMalformed(MessagePair pair) {
        for (int version = pair.lowestVersion(); version <= pair.highestVersion(); version++) {
            for (int round = 0; round < ROUNDS; round++) {
                Random random = Seeds.random(pair, version, round);
                byte[] whole = wholeMessage(pair, version, random);
                for (int cut = 0; cut < whole.length; cut += 1 + random.nextInt(1 + whole.length / 8)) {
                    if (readsWithin(pair, version, Arrays.copyOf(whole, cut))) {
                        fail("read %d of %d bytes: %s", cut, whole.length, Seeds.describe(pair, version, round));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void damagedMessagesAreReadOrMalformed(MessagePair pair) {
        for (int version = pair.lowestVersion(); version <= pair.highestVersion(); version++) {
            for (int round = 0; round < ROUNDS; round++) {
                Random random = Seeds.random(pair, version, ~round);
                byte[] whole = wholeMessage(pair, version, random);
                for (int mutation = 0; mutation < MUTATIONS && whole.length > 0; mutation++) {
                    byte[] damaged = whole.clone();
                    damage(damaged, random);
                    readsWithin(pair, version, damaged);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void randomBytesAreReadOrMalformed(MessagePair pair) {
        for (int version = pair.lowestVersion(); version <= pair.highestVersion(); version++) {
            Random random = Seeds.random(pair, version, 0);
            for (int size : new int[] {1, 7, 40, 300, 3_000}) {
                byte[] bytes = new byte[size];
                random.nextBytes(bytes);
                readsWithin(pair, version, bytes);
                // Small numbers are lengths that fit, so that the reader gets further.
                for (int index = 0; index < size; index++) {
                    bytes[index] &= 3;
                }
                readsWithin(pair, version, bytes);
                Arrays.fill(bytes, (byte) 1);
                readsWithin(pair, version, bytes);
                Arrays.fill(bytes, (byte) 0xff);
                readsWithin(pair, version, bytes);
            }
        }
    }

    private static byte[] wholeMessage(MessagePair pair, int version, Random random) {
        byte[] bytes;
        do {
            ValueTree tree = ValueTree.full(pair.shape(version), random);
            bytes = OurSide.encode(OurSide.build(pair.ours(), tree), version);
        } while (bytes.length > INPUT_BYTES_MAX);
        return bytes;
    }

    private static void damage(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        ByteBuffer target = ByteBuffer.wrap(bytes, at, bytes.length - at);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) 0xff;
            case 2 -> putIfRoom(target, Integer.MAX_VALUE);
            case 3 -> putIfRoom(target, -1 - random.nextInt(100));
            // As many as there are bytes left: the largest count that is not refused at once.
            case 4 -> putIfRoom(target, bytes.length - at - Integer.BYTES);
            default -> {
                for (int index = at; index < Math.min(bytes.length, at + 5); index++) {
                    bytes[index] = (byte) random.nextInt();
                }
            }
        }
    }

    private static void putIfRoom(ByteBuffer target, int value) {
        if (target.remaining() >= Integer.BYTES) {
            target.putInt(value);
        }
    }

    /** Whether {@code bytes} can be read; fails if reading does anything but that or refuse, or allocates too much. */
    private static boolean readsWithin(MessagePair pair, int version, byte[] bytes) {
        long limit = ALLOCATED_BASE_MAX + ALLOCATED_PER_BYTE_MAX * bytes.length;
        long allocated = Long.MAX_VALUE;
        boolean read = false;
        // At first the JVM allocates for itself as well: it loads classes and links string concatenations.
        for (int attempt = 0; attempt < WARM_UPS_MAX && allocated > limit; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            read = reads(pair, version, bytes);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated)
                .as("%s version %d: allocated for %d bytes", pair, version, bytes.length)
                .isLessThanOrEqualTo(limit);
        return read;
    }

    private static boolean reads(MessagePair pair, int version, byte[] bytes) {
        try {
            OurSide.decode(pair.ours(), ByteBuffer.wrap(bytes), version);
            return true;
        } catch (MalformedMessage e) {
            return false;
        }
    }
}
