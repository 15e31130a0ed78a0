package io.ottla.wire.batch.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class SnappyInputTest {
    private static final byte[] TEXT = text();

    @Test
    void readsWhatTheLibraryFrames() throws IOException {
        assertThat(unpack(framed(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void readsABareBlock() throws IOException {
        assertThat(unpack(Snappy.compress(TEXT))).isEqualTo(TEXT);
        assertThat(unpack(Snappy.compress(new byte[] {7}))).containsExactly(7);
    }

    @Test
    void readsStreamsStrungTogether() throws IOException {
        assertThat(unpack(concatenate(framed(TEXT), framed(new byte[] {1, 2, 3}))))
                .isEqualTo(concatenate(TEXT, new byte[] {1, 2, 3}));
    }

    @Test
    void readsByteByByte() throws IOException {
        try (SnappyInput in = new SnappyInput(ByteBuffer.wrap(framed(TEXT)))) {
            for (byte expected : TEXT) {
                assertThat(in.read()).isEqualTo(Byte.toUnsignedInt(expected));
            }
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void aHeaderAloneIsEmpty() throws IOException {
        assertThat(unpack(framed(new byte[0]))).isEmpty();
    }

    @Test
    void refusesChunksThatDoNotFit() throws IOException {
        for (int size : new int[] {-5, 0, 1_000, Integer.MAX_VALUE}) {
            byte[] bytes = concatenate(
                    framed(new byte[0]),
                    ByteBuffer.allocate(8).putInt(size).putInt(1).array());
            assertThatThrownBy(() -> unpack(bytes)).as("size %d", size).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAnUnpackedSizeThatCannotBe() {
        byte[] twoGigabytes = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7, 0, 1};
        assertThatThrownBy(() -> unpack(twoGigabytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("invalid uncompressed length");
    }

    private static byte[] text() {
        byte[] text = new byte[100_000];
        new Random(5).nextBytes(text);
        System.arraycopy(text, 0, text, 50_000, 40_000);
        return text;
    }

    private static byte[] framed(byte[] bytes) throws IOException {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        try (OutputStream out = new SnappyCodec().pack(framed, 0)) {
            out.write(bytes);
        }
        return framed.toByteArray();
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        ByteBuffer inside = ByteBuffer.allocate(packed.length + 6)
                .put(3, packed)
                .position(3)
                .limit(packed.length + 3);
        try (SnappyInput in = new SnappyInput(inside)) {
            return in.readAllBytes();
        }
    }

    private static byte[] concatenate(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
