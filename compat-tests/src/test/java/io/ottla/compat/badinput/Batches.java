package io.ottla.compat.badinput;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.Crc32C;

/** Record batches, good ones and such that lie. Positions are those of the fields of a v2 batch. */
final class Batches {
    static final int BASE_OFFSET = 0;
    static final int LENGTH = 8;
    static final int MAGIC = 16;
    static final int CRC = 17;
    static final int ATTRIBUTES = 21;
    static final int LAST_OFFSET_DELTA = 23;
    static final int PRODUCER_ID = 43;
    static final int PRODUCER_EPOCH = 51;
    static final int BASE_SEQUENCE = 53;
    static final int COUNT = 57;
    static final int RECORDS = 61;

    private Batches() {}

    static ByteBuffer good(CompressionType compression, int count) {
        SimpleRecord[] records = IntStream.range(0, count)
                .mapToObj(i -> new SimpleRecord(1_700_000_000_000L + i, bytes("key " + i), bytes("value " + i)))
                .toArray(SimpleRecord[]::new);
        return copy(MemoryRecords.withRecords(Compression.of(compression).build(), records)
                .buffer());
    }

    /** The marker a coordinator writes; a client may not. */
    static ByteBuffer endOfTransaction() {
        return copy(MemoryRecords.withEndTransactionMarker(
                        1000L, (short) 0, new EndTransactionMarker(ControlRecordType.COMMIT, 0))
                .buffer());
    }

    /** A batch with a field changed and its checksum made right again. */
    static ByteBuffer changed(ByteBuffer batch, Consumer<ByteBuffer> change) {
        ByteBuffer lying = copy(batch);
        change.accept(lying);
        lying.putInt(CRC, (int) Crc32C.compute(lying, ATTRIBUTES, lying.limit() - ATTRIBUTES));
        return lying;
    }

    static ByteBuffer concatenated(ByteBuffer first, ByteBuffer second) {
        ByteBuffer both = ByteBuffer.allocate(first.remaining() + second.remaining());
        return both.put(first.duplicate()).put(second.duplicate()).flip();
    }

    static ByteBuffer copy(ByteBuffer batch) {
        ByteBuffer copy = ByteBuffer.allocate(batch.remaining());
        return copy.put(batch.duplicate()).flip();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
