package io.ottla.wire.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a writer refuses: mistakes of the broker's own. */
class WireWriterTest {
    private final ByteBuffer out = ByteBuffer.allocate(100);
    private final WireWriter writer = new WireWriter(out);

    @Test
    void nullIsRefusedWhereTheVersionHasNone() {
        assertThatThrownBy(() -> writer.writeString(true, false, null, "name"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("name is null, which it may not be in this version");
        assertThatThrownBy(() -> writer.writeCount(false, false, null, "topics"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.writeRecords(false, false, null, "records"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.requirePresent(null, "cursor")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStringThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> writer.writeString(true, false, "\u00e9".repeat(16_384), "name"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("name has 32768 bytes, more than a string can have");
    }

    @Test
    void theBuffersPositionOfBytesStaysWhereItIs() {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {0, 1, 2, 3}, 1, 2);
        writer.writeBytes(true, false, data, "data");
        assertThat(out.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {3, 1, 2}));
        assertThat(data.remaining()).isEqualTo(2);
    }

    @Test
    void unknownTaggedFieldsMustRise() {
        List<RawTaggedField> fields = List.of(new RawTaggedField(9, new byte[0]), new RawTaggedField(8, new byte[0]));
        assertThatThrownBy(() -> writer.writeUnknownTags(fields, 0, Integer.MAX_VALUE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tag 8 comes after tag 9");
    }

    @Test
    void unknownTaggedFieldsMustNotTakeAKnownTag() {
        List<RawTaggedField> fields = List.of(new RawTaggedField(3, new byte[0]));
        assertThatThrownBy(() -> writer.writeUnknownTags(fields, 0, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tag 3 is known, and not free for an unknown field");
    }

    @Test
    void unknownTaggedFieldsStopBeforeTheKnownOne() {
        List<RawTaggedField> fields =
                List.of(new RawTaggedField(1, new byte[] {7}), new RawTaggedField(5, new byte[] {8, 8}));
        assertThat(writer.writeUnknownTags(fields, 0, 3)).isEqualTo(1);
        assertThat(writer.writeUnknownTags(fields, 1, Integer.MAX_VALUE)).isEqualTo(2);
        assertThat(out.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 1, 7, 5, 2, 8, 8}));
    }
}
