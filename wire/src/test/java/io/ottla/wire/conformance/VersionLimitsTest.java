package io.ottla.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.io.Message;
import io.ottla.wire.io.UnsupportedVersion;
import io.ottla.wire.io.WireWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one version can say, written in another: dropped, or refused, exactly where the reference does. */
class VersionLimitsTest {
    private static final int ROUNDS = 200;

    static List<MessagePair> pairs() {
        return MessagePair.all();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void refusesAndDropsWhatTheReferenceDoes(MessagePair pair) {
        int lowest = pair.lowestVersion();
        int versions = pair.highestVersion() - lowest + 1;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = Seeds.random(pair, -1, round);
            ValueTree tree = ValueTree.sparse(pair.shape(lowest + random.nextInt(versions)), random);
            int version = lowest + random.nextInt(versions);
            String ours = outcome(() -> OurSide.encode(OurSide.build(pair.ours(), tree), version));
            String theirs = outcome(() -> TheirSide.encode(TheirSide.build(pair.theirs(), tree), version));
            assertThat(ours)
                    .as("%s written as %d: %s", Seeds.describe(pair, -1, round), version, tree)
                    .isEqualTo(theirs);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aVersionThatDoesNotExistIsRefused(MessagePair pair) {
        Message message = OurSide.build(pair.ours(), new ValueTree(Map.of(), Map.of()));
        for (int version : new int[] {pair.lowestVersion() - 1, pair.highestVersion() + 1, Short.MAX_VALUE}) {
            assertThatThrownBy(() -> message.write(new WireWriter(ByteBuffer.allocate(0)), version))
                    .isInstanceOf(UnsupportedVersion.class);
            assertThatThrownBy(() -> OurSide.decode(pair.ours(), ByteBuffer.allocate(0), version))
                    .isInstanceOf(UnsupportedVersion.class);
        }
    }

    private static String outcome(Supplier<byte[]> encoding) {
        try {
            return Arrays.toString(encoding.get());
        } catch (UnsupportedVersion | UnsupportedVersionException e) {
            return "the version cannot carry it";
        } catch (NullPointerException | IllegalStateException e) {
            return "null is not allowed";
        }
    }
}
