package io.ottla.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.Message;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged bytes that we take for a message are one to the reference too, and the same one. (The other way round does not
 * hold: the reference believes a tagged field that ends elsewhere than it said, and takes any negative length for null.)
 */
class AcceptanceTest {
    private static final int ROUNDS = 40;
    private static final int INPUT_BYTES_MAX = 4 * 1024;

    static List<MessagePair> pairs() {
        return MessagePair.all();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatWeReadTheReferenceReads(MessagePair pair) {
        int lowest = pair.lowestVersion();
        int versions = pair.highestVersion() - lowest + 1;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = Seeds.random(pair, -2, round);
            int version = lowest + random.nextInt(versions);
            ValueTree tree = ValueTree.full(pair.shape(version), random);
            byte[] bytes = OurSide.encode(OurSide.build(pair.ours(), tree), version);
            if (bytes.length > 0 && bytes.length <= INPUT_BYTES_MAX) {
                damage(bytes, random);
                check(pair, version, bytes, Seeds.describe(pair, version, round));
            }
        }
    }

    /** Mostly zeros and ones: they turn lengths into null and presence into absence, and are seldom too much. */
    private static void damage(byte[] bytes, Random random) {
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = 0;
                case 1 -> bytes[at] = (byte) random.nextInt(3);
                case 2 -> bytes[at] = (byte) random.nextInt();
                default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
            }
        }
    }

    private static void check(MessagePair pair, int version, byte[] bytes, String seed) {
        Message ours;
        try {
            ours = OurSide.decode(pair.ours(), ByteBuffer.wrap(bytes), version);
        } catch (MalformedMessage e) {
            return;
        }
        org.apache.kafka.common.protocol.Message theirs = TheirSide.decode(pair.theirs(), bytes, version);
        Optional<byte[]> ourBytes = rewritten(() -> OurSide.encode(ours, version));
        Optional<byte[]> theirBytes = rewritten(() -> TheirSide.encode(theirs, version));
        assertThat(ourBytes.map(Arrays::toString)).as(seed).isEqualTo(theirBytes.map(Arrays::toString));
    }

    /** Neither side writes unknown tagged fields again that were not in order. */
    private static Optional<byte[]> rewritten(java.util.function.Supplier<byte[]> encoding) {
        try {
            return Optional.of(encoding.get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
