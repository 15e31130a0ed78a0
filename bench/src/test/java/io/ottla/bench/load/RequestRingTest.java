package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestRingTest {
    private final RequestRing ring = new RequestRing(ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII)), 4);

    @Test
    void holdsACopyOfTheRequestInEachSlot() {
        assertThat(text(ring.stretch(0, 12))).isEqualTo("abcabcabcabc");
    }

    @Test
    void reusesSlotsInTurn() {
        assertThat(ring.slotOf(0)).isZero();
        assertThat(ring.slotOf(3)).isEqualTo(9);
        assertThat(ring.slotOf(4)).isZero();
        assertThat(ring.slotOf(1_000_000_000_001L)).isEqualTo(3);
    }

    @Test
    void givesWhatLiesInOnePieceAndTheRestOnTheNextCall() {
        ring.bytes().put(ring.slotOf(4), (byte) 'X');
        assertThat(text(ring.stretch(10, 15))).isEqualTo("bc");
        assertThat(text(ring.stretch(12, 15))).isEqualTo("Xbc");
    }

    @Test
    void canBePatchedAfterAPartWasTaken() {
        ring.stretch(0, 3);
        ring.bytes().put(11, (byte) 'Z');
        assertThat(text(ring.stretch(9, 12))).isEqualTo("abZ");
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
    }
}
