package io.ottla.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetMapTest {
    private static final double LOAD_FACTOR = 0.9;
    private static final KeyHash HASH = KeyHash.withSecretOf(new Random(7));

    @Test
    void knowsTheLastOffsetOfEachKey() {
        Random random = new Random(1);
        Map<String, Long> expected = new HashMap<>();
        OffsetMap map = new OffsetMap(HASH, 2_000, Long.MAX_VALUE, LOAD_FACTOR);
        for (long offset = 0; offset < 5_000; offset++) {
            String key = "key-" + random.nextInt(1_000);
            assertThat(map.put(bytes(key), offset)).isTrue();
            expected.put(key, offset);
        }

        expected.forEach((key, offset) -> assertThat(map.get(bytes(key))).isEqualTo(offset));
        assertThat(map.keys()).isEqualTo(expected.size());
        assertThat(map.get(bytes("another"))).isEqualTo(-1);
    }

    @Test
    void refusesAKeyThatThereIsNoRoomFor() {
        OffsetMap map = new OffsetMap(HASH, 1_000, 20L * OffsetMap.SLOT_BYTES, LOAD_FACTOR);
        int taken = 0;
        while (map.put(bytes("key-" + taken), taken)) {
            taken++;
        }

        assertThat(taken).isEqualTo(18);
        assertThat(map.get(bytes("key-" + taken))).isEqualTo(-1);
        assertThat(map.put(bytes("key-3"), 100)).as("a key that is known").isTrue();
        assertThat(map.get(bytes("key-3"))).isEqualTo(100);
    }

    private static ByteBuffer bytes(String key) {
        return ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
