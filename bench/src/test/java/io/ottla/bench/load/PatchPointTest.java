package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PatchPointTest {
    @Test
    void findsWhereTheValueLies() {
        ByteBuffer one = ByteBuffer.allocate(20).putInt(7, PatchPoint.ONE_INT);
        ByteBuffer other = ByteBuffer.allocate(20).putInt(7, PatchPoint.OTHER_INT);
        assertThat(PatchPoint.find(one, other, Integer.BYTES)).isEqualTo(7);
    }

    @Test
    void refusesMessagesThatDifferElsewhereToo() {
        ByteBuffer one = ByteBuffer.allocate(20).putInt(7, PatchPoint.ONE_INT);
        ByteBuffer other =
                ByteBuffer.allocate(20).putInt(7, PatchPoint.OTHER_INT).put(19, (byte) 1);
        assertThatIllegalArgumentException().isThrownBy(() -> PatchPoint.find(one, other, Integer.BYTES));
    }

    @Test
    void refusesMessagesThatAreTheSame() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatchPoint.find(ByteBuffer.allocate(20), ByteBuffer.allocate(20), Integer.BYTES));
    }
}
