package io.ottla.broker.api;

import io.ottla.storage.log.LogSlice;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchCursor;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import io.ottla.wire.io.BufferRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Batches as clients make and read them. */
public final class Records {
    private static final int UNPACKED_BYTES_MAX = 1 << 24;

    private Records() {}

    /** One batch with these values, at this time, without keys. */
    public static BufferRecords batch(long timestampMs, String... values) {
        return records(builder(timestampMs, values));
    }

    public static BatchBuilder builder(long timestampMs, String... values) {
        BatchBuilder builder = new BatchBuilder();
        for (String value : values) {
            builder.append(timestampMs, (byte[]) null, bytes(value));
        }
        return builder;
    }

    public static BufferRecords records(BatchBuilder builder) {
        return new BufferRecords(builder.build());
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The whole batches in what a fetch returned; lets go of it. */
    public static List<RecordBatch> batches(io.ottla.wire.io.Records records) {
        List<RecordBatch> batches = new ArrayList<>();
        BatchCursor cursor = new BatchCursor(content(records));
        while (cursor.advance()) {
            batches.add(RecordBatch.at(cursor.batch().buffer(), cursor.batch().position()));
        }
        return batches;
    }

    /** {@code offset:value} of each record in whole batches of what a fetch returned. */
    public static List<String> values(io.ottla.wire.io.Records records) {
        List<String> values = new ArrayList<>();
        for (RecordBatch batch : batches(records)) {
            try (RecordReader reader = RecordReader.open(batch, UNPACKED_BYTES_MAX)) {
                while (reader.hasNext()) {
                    BatchRecord record = reader.next();
                    values.add(record.offset() + ":" + StandardCharsets.UTF_8.decode(record.value()));
                }
            }
        }
        return values;
    }

    private static ByteBuffer content(io.ottla.wire.io.Records records) {
        if (records instanceof BufferRecords memory) {
            return memory.buffer();
        }
        LogSlice slice = (LogSlice) records;
        ByteBuffer bytes = ByteBuffer.allocate(slice.sizeInBytes());
        try {
            slice.copyTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            slice.release();
        }
        return bytes.flip();
    }
}
