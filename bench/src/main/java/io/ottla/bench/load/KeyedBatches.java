package io.ottla.bench.load;

import io.ottla.wire.batch.BatchBuilder;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Batches as they come to a compacted topic: each record has a key, drawn from so many, so that later records replace earlier
 * ones here and there. The same seed gives the same keys.
 */
public final class KeyedBatches {
    private static final long SEED = 20_260_102;

    private final Random random = new Random(SEED);
    private final int keys;
    private final int records;
    private final byte[] value;

    /**
     * @param keys how many keys there are
     * @param records how many records a batch has
     */
    public KeyedBatches(int keys, int records, int recordBytes) {
        this.keys = keys;
        this.records = records;
        this.value = new byte[recordBytes];
        random.nextBytes(value);
    }

    public ByteBuffer next() {
        BatchBuilder batch = new BatchBuilder();
        long now = System.currentTimeMillis();
        for (int i = 0; i < records; i++) {
            ByteBuffer key = ByteBuffer.allocate(Long.BYTES).putLong(0, random.nextInt(keys));
            batch.append(now, key, ByteBuffer.wrap(value));
        }
        return batch.build();
    }
}
