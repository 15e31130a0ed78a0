package io.ottla.bench.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.api.ApiKey;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CycleTest {
    private static Cycle cycle(ByteBuffer... frames) {
        return new Cycle(ApiKey.HEARTBEAT, 4, List.of(frames), body -> 0);
    }

    @Test
    void requestsComeInTurn() {
        Cycle cycle = cycle(ByteBuffer.wrap(new byte[] {1, 1}), ByteBuffer.wrap(new byte[] {2, 2}));
        ByteBuffer ring = ByteBuffer.allocate(6);
        for (int sequence = 0; sequence < 3; sequence++) {
            cycle.patch(ring, 2 * sequence, sequence);
        }
        assertThat(ring.array()).containsExactly(1, 1, 2, 2, 1, 1);
    }

    @Test
    void requestsMustBeOfOneSize() {
        assertThatThrownBy(() -> cycle(ByteBuffer.allocate(1), ByteBuffer.allocate(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
