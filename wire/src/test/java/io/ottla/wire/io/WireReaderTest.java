package io.ottla.wire.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What each refusal says, and what is read as null. */
class WireReaderTest {

    @Test
    void aNullThatIsNotAllowedNamesTheField() {
        refuses(reader -> reader.readString(false, false, "name"), "name is null, which it may not be", 0xff, 0xff);
        refuses(reader -> reader.readString(true, false, "name"), "name is null, which it may not be", 0);
        refuses(reader -> reader.readCount(true, false, "topics"), "topics is null, which it may not be", 0);
        refuses(reader -> reader.readBytes(true, false, "data"), "data is null, which it may not be", 0);
    }

    @Test
    void nullWhereItIsAllowed() {
        assertThat(of(0xff, 0xff).readString(false, true, "name")).isNull();
        assertThat(of(0).readString(true, true, "name")).isNull();
        assertThat(of(0).readBytes(true, true, "data")).isNull();
        assertThat(of(0).readRecords(true, true, "records")).isNull();
        assertThat(of(0).readInt32List(true, true, "ids")).isNull();
        assertThat(of(0xff, 0xff, 0xff, 0xff).readStringList(false, true, "names"))
                .isNull();
    }

    @Test
    void negativeLengthsOtherThanNullsAreMalformedEvenWhereNullIsAllowed() {
        refuses(reader -> reader.readString(false, true, "name"), "name has the length -2", 0xff, 0xfe);
        refuses(reader -> reader.readCount(false, true, "topics"), "topics has the length -2147483648", 0x80, 0, 0, 0);
    }

    @Test
    void lengthsBeyondTheInputAreMalformed() {
        refuses(reader -> reader.readString(false, false, "name"), "name has 5 bytes, but only 1 are left", 0, 5, 'x');
        refuses(reader -> reader.readBytes(true, false, "data"), "data has 99 bytes, but only 0 are left", 100);
        refuses(
                reader -> reader.readCount(true, false, "topics"),
                "topics has 99 elements, but only 1 bytes are left",
                100,
                1);
        // Three numbers of eight bytes do not fit in nine bytes, though the count alone would.
        refuses(
                reader -> reader.readInt64List(true, false, "offsets"),
                "offsets has 3 elements, but only 9 bytes are left",
                4,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    @Test
    void lengthsBeyondAnIntAreMalformed() {
        refuses(
                reader -> reader.readBytes(true, true, "data"),
                "data has a length beyond 2 GiB",
                0xff,
                0xff,
                0xff,
                0xff,
                0x0f);
    }

    @Test
    void aStringLongerThanAnInt16CanSayIsMalformed() {
        byte[] input = new byte[40_000];
        Varint.writeUnsigned(ByteBuffer.wrap(input), 32_769);
        assertThatThrownBy(() -> new WireReader(ByteBuffer.wrap(input)).readString(true, false, "name"))
                .isInstanceOf(MalformedMessage.class)
                .hasMessage("name has 32768 bytes, more than a string can have");
    }

    @Test
    void anEndWithinANumberIsMalformed() {
        refuses(WireReader::readInt32, "the input ends where 4 more bytes are due", 1, 2, 3);
        refuses(WireReader::readUuid, "the input ends where 16 more bytes are due", 1, 2, 3);
        refuses(WireReader::readBool, "the input ends where 1 more bytes are due");
    }

    @Test
    void aTaggedFieldMustHaveTheSizeItAnnounced() {
        WireReader reader = of(2, 7, 7, 7);
        int end = reader.beginTag("epoch");
        reader.readInt8();
        assertThatThrownBy(() -> reader.endTag(end, "epoch"))
                .isInstanceOf(MalformedMessage.class)
                .hasMessage("epoch ends 1 bytes away from where it said");
        reader.readInt8();
        reader.endTag(end, "epoch");
    }

    @Test
    void unknownTaggedFieldsAreCopies() {
        byte[] input = {2, 10, 11};
        List<RawTaggedField> fields = new WireReader(ByteBuffer.wrap(input)).readUnknownTag(List.of(), 42);
        input[1] = 99;
        assertThat(fields).containsExactly(new RawTaggedField(42, new byte[] {10, 11}));
    }

    @Test
    void bytesAndRecordsAreSlicesOfTheInput() {
        byte[] input = {4, 1, 2, 3, 3, 8, 9};
        WireReader reader = new WireReader(ByteBuffer.wrap(input));
        ByteBuffer bytes = reader.readBytes(true, false, "data");
        BufferRecords records = (BufferRecords) reader.readRecords(true, false, "records");
        assertThat(bytes).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        input[1] = 77;
        input[5] = 88;
        assertThat(bytes.get(0)).isEqualTo((byte) 77);
        assertThat(records.buffer().get(0)).isEqualTo((byte) 88);
        assertThat(records.sizeInBytes()).isEqualTo(2);
        assertThat(reader.remaining()).isZero();
    }

    private static void refuses(Consumer<WireReader> read, String message, int... input) {
        assertThatThrownBy(() -> read.accept(of(input)))
                .isInstanceOf(MalformedMessage.class)
                .hasMessage(message);
    }

    private static WireReader of(int... input) {
        ByteBuffer buffer = ByteBuffer.allocate(input.length);
        for (int value : input) {
            buffer.put((byte) value);
        }
        return new WireReader(buffer.flip());
    }
}
