package io.ottla.wire.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\0",
                "\u007f\u0080",
                "\u07ff\u0800",
                "\ud7ff\ue000\uffff",
                "\ud83d\ude00 pair",
                "\udbff\udfff",
                "alone \ud83d",
                "\ude00 alone",
                "\ud83d\ud83d\ude00",
                "caf\u00e9",
            })
    void bytesAndSizeAreTheJdks(String text) {
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(expected.length);
        Utf8.write(out, text);
        assertThat(out.array()).isEqualTo(expected);
        assertThat(out.hasRemaining()).isFalse();
        assertThat(Utf8.size(text)).isEqualTo(expected.length);
    }

    @Test
    void everyCodePointIsTheJdks() {
        ByteBuffer out = ByteBuffer.allocate(4);
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String text = Character.toString(codePoint);
            byte[] expected = text.getBytes(StandardCharsets.UTF_8);
            Utf8.write(out.clear(), text);
            if (!out.flip().equals(ByteBuffer.wrap(expected)) || Utf8.size(text) != expected.length) {
                assertThat(out).as("code point %x", codePoint).isEqualTo(ByteBuffer.wrap(expected));
            }
        }
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedAsTheReferenceDoes() {
        byte[] input = {0, 4, 'a', (byte) 0xff, (byte) 0xc3, 'b'};
        String read = new WireReader(ByteBuffer.wrap(input)).readString(false, false, "text");
        assertThat(read).isEqualTo("a\ufffd\ufffdb");
        assertThat(read)
                .isEqualTo(new org.apache.kafka.common.protocol.ByteBufferAccessor(ByteBuffer.wrap(input, 2, 4))
                        .readString(4));
    }
}
