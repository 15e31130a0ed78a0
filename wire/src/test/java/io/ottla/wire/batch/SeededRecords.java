package io.ottla.wire.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records by chance, of every kind that a batch can hold; the same seed gives the same records. */
final class SeededRecords {
    private static final long SOME_TIME = 1_700_000_000_000L;

    private final Random random;

    SeededRecords(long seed) {
        this.random = new Random(seed);
    }

    /** Records at consecutive offsets from {@code baseOffset} on. */
    List<BatchRecord> consecutive(long baseOffset) {
        int count = 1 + random.nextInt(40);
        List<BatchRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(record(baseOffset + i));
        }
        return records;
    }

    BatchRecord record(long offset) {
        return new BatchRecord(offset, timestamp(), bytes(), bytes(), headers());
    }

    /** Mostly close together and in any order; some far apart, some with no time at all. */
    private long timestamp() {
        return switch (random.nextInt(12)) {
            case 0 -> RecordBatch.NO_TIMESTAMP;
            case 1 -> 0;
            case 2 -> Long.MAX_VALUE - random.nextInt(100);
            default -> SOME_TIME + random.nextInt(20_000) - 10_000;
        };
    }

    private ByteBuffer bytes() {
        int size = switch (random.nextInt(12)) {
            case 0 -> -1;
            case 1 -> 0;
            case 2 -> 20_000 + random.nextInt(150_000);
            default -> random.nextInt(200);
        };
        if (size < 0) {
            return null;
        }
        byte[] bytes = new byte[size];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        }
        return ByteBuffer.wrap(bytes);
    }

    private List<RecordHeader> headers() {
        List<RecordHeader> headers = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] value = new byte[random.nextInt(30)];
            random.nextBytes(value);
            String key = random.nextBoolean() ? "" : "schlüssel-" + random.nextInt(1_000);
            headers.add(new RecordHeader(key, random.nextInt(5) == 0 ? null : ByteBuffer.wrap(value)));
        }
        return headers;
    }
}
