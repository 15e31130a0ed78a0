package io.ottla.wire.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.ByteUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each number's bytes and size, beside the reference's. */
class VarintTest {

    /** Around each power of two, where a byte more is needed or is not. */
    static LongStream numbers() {
        return LongStream.range(0, Long.SIZE)
                .flatMap(bit -> LongStream.of((1L << bit) - 1, 1L << bit, (1L << bit) + 1, -(1L << bit)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void unsignedInt(long number) {
        int value = (int) number;
        ByteBuffer theirs = ByteBuffer.allocate(10);
        ByteUtils.writeUnsignedVarint(value, theirs);
        ByteBuffer ours = ByteBuffer.allocate(10);
        Varint.writeUnsigned(ours, value);
        assertThat(ours.flip()).isEqualTo(theirs.flip());
        assertThat(Varint.sizeOfUnsigned(value)).isEqualTo(ours.remaining());
        assertThat(Varint.readUnsigned(ours)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void signedInt(long number) {
        int value = (int) number;
        ByteBuffer theirs = ByteBuffer.allocate(10);
        ByteUtils.writeVarint(value, theirs);
        ByteBuffer ours = ByteBuffer.allocate(10);
        Varint.write(ours, value);
        assertThat(ours.flip()).isEqualTo(theirs.flip());
        assertThat(Varint.sizeOf(value)).isEqualTo(ours.remaining());
        assertThat(Varint.read(ours)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void signedLong(long value) {
        ByteBuffer theirs = ByteBuffer.allocate(10);
        ByteUtils.writeVarlong(value, theirs);
        ByteBuffer ours = ByteBuffer.allocate(10);
        Varint.writeLong(ours, value);
        assertThat(ours.flip()).isEqualTo(theirs.flip());
        assertThat(Varint.sizeOfLong(value)).isEqualTo(ours.remaining());
        assertThat(Varint.readLong(ours)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void unsignedLong(long value) {
        ByteBuffer ours = ByteBuffer.allocate(10);
        Varint.writeUnsignedLong(ours, value);
        ours.flip();
        assertThat(Varint.sizeOfUnsignedLong(value)).isEqualTo(ours.remaining());
        assertThat(Varint.readUnsignedLong(ours)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void anEndWithinTheNumberIsMalformed(int length) {
        ByteBuffer cut = ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}, 0, length);
        assertThatThrownBy(() -> Varint.readUnsigned(cut)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void aNumberThatGoesOnForEverIsMalformed() {
        byte[] endless = new byte[20];
        java.util.Arrays.fill(endless, (byte) 0x80);
        assertThatThrownBy(() -> Varint.readUnsigned(ByteBuffer.wrap(endless))).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> Varint.readUnsignedLong(ByteBuffer.wrap(endless)))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void moreBytesThanNeededAreAllowed() {
        assertThat(Varint.readUnsigned(ByteBuffer.wrap(new byte[] {(byte) 0x85, 0})))
                .isEqualTo(5);
    }
}
