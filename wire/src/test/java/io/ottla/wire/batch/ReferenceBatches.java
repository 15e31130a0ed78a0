package io.ottla.wire.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.compress.GzipCompression;
import org.apache.kafka.common.compress.Lz4Compression;
import org.apache.kafka.common.compress.SnappyCompression;
import org.apache.kafka.common.compress.ZstdCompression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;

/** Translates between our records and the reference's. */
final class ReferenceBatches {
    private ReferenceBatches() {}

    static org.apache.kafka.common.compress.Compression compression(Compression compression, int level) {
        return switch (compression) {
            case NONE -> org.apache.kafka.common.compress.Compression.NONE;
            case GZIP -> new GzipCompression.Builder().level(level).build();
            case SNAPPY -> new SnappyCompression.Builder().build();
            case LZ4 -> new Lz4Compression.Builder().level(level).build();
            case ZSTD -> new ZstdCompression.Builder().level(level).build();
        };
    }

    static org.apache.kafka.common.record.TimestampType timestampType(TimestampType type) {
        return switch (type) {
            case CREATE_TIME -> org.apache.kafka.common.record.TimestampType.CREATE_TIME;
            case LOG_APPEND_TIME -> org.apache.kafka.common.record.TimestampType.LOG_APPEND_TIME;
        };
    }

    /** A batch of the reference's making, with the records at their own offsets. */
    static ByteBuffer build(Compression compression, long baseOffset, List<BatchRecord> records) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1024),
                compression(compression, compression.defaultLevel()),
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                baseOffset);
        records.forEach(record -> append(builder, record));
        return builder.build().buffer();
    }

    static void append(MemoryRecordsBuilder builder, BatchRecord record) {
        builder.appendWithOffset(
                record.offset(),
                record.timestamp(),
                duplicate(record.key()),
                duplicate(record.value()),
                headers(record));
    }

    private static Header[] headers(BatchRecord record) {
        RecordHeaders headers = new RecordHeaders();
        for (RecordHeader header : record.headers()) {
            headers.add(header.key(), header.value() == null ? null : bytes(header.value()));
        }
        return headers.toArray();
    }

    /** The one batch in {@code bytes}, as the reference sees it. */
    static org.apache.kafka.common.record.internal.RecordBatch batch(ByteBuffer bytes) {
        return MemoryRecords.readableRecords(bytes.duplicate())
                .batches()
                .iterator()
                .next();
    }

    /** The records in {@code bytes}, as the reference reads them. */
    static List<BatchRecord> read(ByteBuffer bytes) {
        List<BatchRecord> records = new ArrayList<>();
        for (Record record : MemoryRecords.readableRecords(bytes.duplicate()).records()) {
            List<RecordHeader> headers = Arrays.stream(record.headers())
                    .map(header -> new RecordHeader(
                            header.key(), header.value() == null ? null : ByteBuffer.wrap(header.value())))
                    .toList();
            records.add(new BatchRecord(record.offset(), record.timestamp(), record.key(), record.value(), headers));
        }
        return records;
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static ByteBuffer duplicate(ByteBuffer buffer) {
        return buffer == null ? null : buffer.duplicate();
    }
}
