package io.ottla.storage.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProducerSnapshotTest {
    private static final ProducerSnapshot SNAPSHOT = new ProducerSnapshot(List.of(
            new ProducerSnapshot.Entry(1, (short) 2, 3, 4, 5, 6, 7, 8),
            new ProducerSnapshot.Entry(Long.MAX_VALUE, Short.MAX_VALUE, -1, -1, 0, -1, -1, -1)));

    @Test
    void whatWasWrittenIsRead() throws ProducerSnapshot.Corrupt {
        assertThat(ProducerSnapshot.decode(SNAPSHOT.encode())).isEqualTo(SNAPSHOT);
        ProducerSnapshot empty = new ProducerSnapshot(List.of());
        assertThat(ProducerSnapshot.decode(empty.encode())).isEqualTo(empty);
    }

    @Test
    void readingStartsAtTheBuffersPosition() throws ProducerSnapshot.Corrupt {
        ByteBuffer file = SNAPSHOT.encode();
        ByteBuffer shifted = ByteBuffer.allocate(file.limit() + 3)
                .put(3, file, 0, file.limit())
                .position(3);
        assertThat(ProducerSnapshot.decode(shifted)).isEqualTo(SNAPSHOT);
    }

    @Test
    void everyDamageIsNoticed() {
        ByteBuffer file = SNAPSHOT.encode();
        for (int at = 0; at < file.limit(); at++) {
            ByteBuffer damaged = SNAPSHOT.encode();
            damaged.put(at, (byte) (damaged.get(at) ^ 0x40));
            assertThatThrownBy(() -> ProducerSnapshot.decode(damaged))
                    .as("byte %d", at)
                    .isInstanceOf(ProducerSnapshot.Corrupt.class);
        }
    }

    @Test
    void aFileCutShortIsNoticed() {
        ByteBuffer file = SNAPSHOT.encode();
        for (int size = 0; size < file.limit(); size++) {
            ByteBuffer cut = file.slice(0, size);
            assertThatThrownBy(() -> ProducerSnapshot.decode(cut))
                    .as("%d bytes", size)
                    .isInstanceOf(ProducerSnapshot.Corrupt.class);
        }
    }

    @Test
    void otherVersionsAreNotKnown() {
        ByteBuffer file = SNAPSHOT.encode().putShort(0, (short) 2);
        assertThatThrownBy(() -> ProducerSnapshot.decode(file))
                .isInstanceOf(ProducerSnapshot.Corrupt.class)
                .hasMessageContaining("version 2");
    }
}
