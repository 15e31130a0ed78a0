package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPlacementTest {
    /** The last one's hash is the smallest number there is. */
    @ParameterizedTest
    @ValueSource(strings = {"", "group", "console-consumer-12345", "\u00e4\u4e2d", "polygenelubricants"})
    void keysAreWhereTheReferencePutsThem(String key) {
        assertThat(KeyPlacement.partitionOf(key, 50)).isEqualTo(Utils.abs(key.hashCode()) % 50);
    }
}
