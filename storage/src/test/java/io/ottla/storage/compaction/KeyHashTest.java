package io.ottla.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what OpenSSL computes: {@code openssl mac -macopt hexkey:000102..0f -macopt size:16 SIPHASH}. */
class KeyHashTest {
    /** Bytes 0 to 15, lowest first. */
    private final KeyHash hash = new KeyHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @ParameterizedTest
    @CsvSource({
        "0, A3817F04BA25A8E66DF67214C7550293",
        "1, DA87C1D86B99AF44347659119B22FC45",
        "7, A1F1EBBED8DBC153C0B84AA61FF08239",
        "8, 3B62A9BA6258F5610F83E264F31497B4",
        "15, 5493E99933B0A8117E08EC0F97CFC3D9",
        "16, 6EE2A4CA67B054BBFD3315BF85230577",
        "17, 473D06E8738DB89854C066C47AE47740"
    })
    void isSipHash(int length, String expected) {
        // What lies around the key does not count.
        ByteBuffer key = ByteBuffer.allocate(length + 5).position(3).limit(3 + length);
        for (int i = 0; i < length; i++) {
            key.put(3 + i, (byte) i);
        }

        hash.of(key);

        ByteBuffer found = ByteBuffer.allocate(16)
                .putLong(Long.reverseBytes(hash.first()))
                .putLong(Long.reverseBytes(hash.second()));
        assertThat(HexFormat.of().withUpperCase().formatHex(found.array())).isEqualTo(expected);
        assertThat(key.remaining()).isEqualTo(length);
    }
}
