package io.ottla.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.io.Message;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message, every version, random values: the reference's bytes, and equal when read back, both ways. */
class MessageBytesTest {
    private static final int ROUNDS = 15;

    static List<MessagePair> pairs() {
        return MessagePair.all();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bytesAreTheReferences(MessagePair pair) {
        for (int version = pair.lowestVersion(); version <= pair.highestVersion(); version++) {
            Shape shape = pair.shape(version);
            for (int round = 0; round < ROUNDS; round++) {
                check(pair, version, shape, round);
            }
        }
    }

    private static void check(MessagePair pair, int version, Shape shape, int round) {
        Random random = Seeds.random(pair, version, round);
        ValueTree tree = ValueTree.full(shape, random);
        String seed = Seeds.describe(pair, version, round);
        Message ours = OurSide.build(pair.ours(), tree);
        org.apache.kafka.common.protocol.Message theirs = TheirSide.build(pair.theirs(), tree);

        byte[] ourBytes = OurSide.encode(ours, version);
        assertThat(ourBytes).as(seed).isEqualTo(TheirSide.encode(theirs, version));

        Message readByUs = OurSide.decode(pair.ours(), ByteBuffer.wrap(ourBytes), version);
        assertThat(readByUs).as(seed).isEqualTo(ours).hasSameHashCodeAs(ours).hasToString(ours.toString());
        assertThat(TheirSide.decode(pair.theirs(), ourBytes, version)).as(seed).isEqualTo(theirs);
        // A buffer outside the heap takes another way through the reader.
        ByteBuffer direct =
                ByteBuffer.allocateDirect(ourBytes.length).put(ourBytes).flip();
        assertThat(OurSide.decode(pair.ours(), direct, version)).as(seed).isEqualTo(ours);
        assertThat(direct.remaining()).as(seed).isZero();
    }
}
