package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.io.MalformedMessage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BatchCursorTest {
    private static final ByteBuffer FIRST =
            new BatchBuilder().append(1, null, new byte[10]).build();
    private static final ByteBuffer SECOND =
            new BatchBuilder().baseOffset(1).append(2, null, new byte[3]).build();

    @Test
    void stepsFromBatchToBatch() {
        BatchCursor cursor = new BatchCursor(concatenate(FIRST, SECOND));
        assertThat(cursor.advance()).isTrue();
        assertThat(cursor.batch().bytes()).isEqualTo(FIRST);
        assertThat(cursor.remaining()).isEqualTo(SECOND.remaining());
        assertThat(cursor.advance()).isTrue();
        assertThat(cursor.batch().bytes()).isEqualTo(SECOND);
        assertThat(cursor.advance()).isFalse();
        assertThat(cursor.remaining()).isZero();
    }

    @Test
    void startsAtTheBuffersPosition() {
        ByteBuffer both = concatenate(FIRST, SECOND).position(FIRST.remaining());
        BatchCursor cursor = new BatchCursor(both);
        assertThat(cursor.advance()).isTrue();
        assertThat(cursor.batch().baseOffset()).isEqualTo(1);
        assertThat(both.position()).isEqualTo(FIRST.remaining());
    }

    @Test
    void aPieceOfABatchEndsTheWalk() {
        ByteBuffer both = concatenate(FIRST, SECOND);
        for (int cut = 1; cut <= SECOND.remaining(); cut++) {
            BatchCursor cursor = new BatchCursor(both.duplicate().limit(both.limit() - cut));
            assertThat(cursor.advance()).isTrue();
            assertThat(cursor.advance()).as("cut by %d", cut).isFalse();
            assertThat(cursor.remaining()).isEqualTo(SECOND.remaining() - cut);
        }
    }

    @Test
    void sizesThatCannotBeAreMalformed() {
        for (int length : new int[] {Integer.MIN_VALUE, -1, 0, 13, 48}) {
            assertThatThrownBy(() -> advance(with(RecordBatch.LENGTH, length)))
                    .as("length %d", length)
                    .isInstanceOf(MalformedMessage.class)
                    .hasMessageContaining(String.valueOf(length));
        }
        assertThat(new BatchCursor(with(RecordBatch.LENGTH, Integer.MAX_VALUE)).advance())
                .isFalse();
    }

    @Test
    void unknownFormatsAreMalformed() {
        for (byte magic : new byte[] {-1, 3, Byte.MAX_VALUE}) {
            ByteBuffer bytes = copy(FIRST).put(RecordBatch.MAGIC_AT, magic);
            assertThatThrownBy(() -> advance(bytes))
                    .isInstanceOf(MalformedMessage.class)
                    .hasMessageContaining("magic byte " + magic);
        }
    }

    @Test
    void legacyMessagesAreRecognised() {
        for (byte magic : new byte[] {0, 1}) {
            BatchCursor cursor = new BatchCursor(copy(FIRST).put(RecordBatch.MAGIC_AT, magic));
            assertThat(cursor.advance()).isTrue();
            assertThat(cursor.batch().magic()).isEqualTo(magic);
            assertThatThrownBy(() -> RecordReader.open(cursor.batch(), 100))
                    .isInstanceOf(MalformedMessage.class)
                    .hasMessageContaining("legacy format v" + magic);
        }
    }

    private static void advance(ByteBuffer bytes) {
        new BatchCursor(bytes).advance();
    }

    private static ByteBuffer with(int field, int value) {
        return copy(FIRST).putInt(field, value);
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.wrap(ReferenceBatches.bytes(bytes));
    }

    private static ByteBuffer concatenate(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first.duplicate())
                .put(second.duplicate())
                .flip();
    }
}
