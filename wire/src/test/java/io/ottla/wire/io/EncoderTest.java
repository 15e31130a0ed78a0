package io.ottla.wire.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.message.FetchResponse;
import io.ottla.wire.message.FetchResponse.FetchableTopicResponse;
import io.ottla.wire.message.FetchResponse.PartitionData;
import io.ottla.wire.message.HeartbeatResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames with record data that is not copied into them. */
class EncoderTest {
    private static final int VERSION = 17;

    /** Stands for a range of a file. */
    private record FileRange(byte fill, int sizeInBytes) implements Records {}

    @Test
    void recordDataOutsideMemoryIsLeftOutAndPlaced() {
        FileRange first = new FileRange((byte) 1, 1_000);
        FileRange second = new FileRange((byte) 2, 70_000);
        EncodedMessage encoded = frame(response(first, second));

        assertThat(encoded.externals()).hasSize(2);
        assertThat(encoded.bytes().remaining()).isLessThan(200);
        assertThat(encoded.totalSize()).isEqualTo(encoded.bytes().remaining() + 71_000);
        assertThat(encoded.parts())
                .filteredOn(EncodedMessage.ExternalPart.class::isInstance)
                .containsExactly(new EncodedMessage.ExternalPart(first), new EncodedMessage.ExternalPart(second));
        assertThat(assemble(encoded)).isEqualTo(assemble(frame(response(inMemory(first), inMemory(second)))));
    }

    @Test
    void theLengthInFrontCountsRecordDataOutsideMemory() {
        EncodedMessage encoded = frame(response(new FileRange((byte) 1, 1_000)));
        assertThat(encoded.bytes().getInt(0)).isEqualTo(encoded.totalSize() - 4);
    }

    @Test
    void emptyRecordDataOutsideMemoryTakesNoBytes() {
        EncodedMessage encoded = frame(response(new FileRange((byte) 1, 0), new FileRange((byte) 2, 10)));
        assertThat(assemble(encoded))
                .isEqualTo(assemble(
                        frame(response(inMemory(new FileRange((byte) 1, 0)), inMemory(new FileRange((byte) 2, 10))))));
    }

    @Test
    void aMessageWithoutRecordDataIsOnePart() {
        EncodedMessage encoded = Encoder.encode(new ResponseHeader().correlationId(7), 1, new HeartbeatResponse(), 4);
        assertThat(encoded.parts()).containsExactly(new EncodedMessage.BytesPart(encoded.bytes()));
        assertThat(encoded.totalSize()).isEqualTo(encoded.bytes().remaining());
        assertThat(encoded.bytes().getInt(0)).isEqualTo(7);
    }

    @Test
    void aLargerBufferOfTheAllocatorsIsFilledOnlyAsFarAsNeeded() {
        ByteBuffer roomy = ByteBuffer.allocate(4_096).position(100);
        EncodedMessage encoded =
                Encoder.frame(new ResponseHeader(), 1, response(new FileRange((byte) 1, 50)), VERSION, size -> roomy);
        EncodedMessage exact = frame(response(new FileRange((byte) 1, 50)));
        assertThat(encoded.bytes().position()).isEqualTo(100);
        assertThat(encoded.totalSize()).isEqualTo(exact.totalSize());
        assertThat(assemble(encoded)).isEqualTo(assemble(exact));
    }

    private static EncodedMessage frame(Message body) {
        return Encoder.frame(new ResponseHeader(), 1, body, VERSION, ByteBuffer::allocate);
    }

    private static FetchResponse response(Records... records) {
        FetchableTopicResponse topic = new FetchableTopicResponse();
        for (Records each : records) {
            topic.partitions().add(new PartitionData().records(each));
        }
        return new FetchResponse().responses(List.of(topic));
    }

    private static Records inMemory(FileRange range) {
        return new BufferRecords(contentOf(range));
    }

    private static ByteBuffer contentOf(FileRange range) {
        byte[] content = new byte[range.sizeInBytes()];
        java.util.Arrays.fill(content, range.fill());
        return ByteBuffer.wrap(content);
    }

    /** All that would go out, in order. */
    private static ByteBuffer assemble(EncodedMessage encoded) {
        ByteBuffer all = ByteBuffer.allocate(encoded.totalSize());
        for (EncodedMessage.Part part : encoded.parts()) {
            switch (part) {
                case EncodedMessage.BytesPart bytes -> all.put(bytes.bytes().duplicate());
                case EncodedMessage.ExternalPart external -> all.put(contentOf((FileRange) external.records()));
            }
        }
        assertThat(all.hasRemaining()).isFalse();
        return all.flip();
    }
}
