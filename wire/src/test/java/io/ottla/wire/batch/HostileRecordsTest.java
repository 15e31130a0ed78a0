package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.ottla.wire.io.MalformedMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a batch holds: reading it ends, in records or in {@link MalformedMessage}, and takes no memory on trust. */
class HostileRecordsTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int UNPACKED_BYTES_MAX = 8 * MEBIBYTE;
    /** Buffers that a decompressor takes whatever it is given. */
    private static final long FIXED_COST = 2 * MEBIBYTE;

    @ParameterizedTest
    @EnumSource
    void aBatchCutShortAnywhereIsMalformed(Compression compression) {
        ByteBuffer whole = sample(compression);
        for (int size = RecordBatch.HEADER_SIZE; size < whole.limit(); size++) {
            ByteBuffer cut = ByteBuffer.allocate(size).put(0, whole, 0, size);
            cut.putInt(RecordBatch.LENGTH, size - RecordBatch.LENGTH_PREFIX_SIZE);
            assertThat(outcome(cut)).as("cut to %d bytes", size).isEqualTo(Outcome.MALFORMED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void changedBytesAreReadOrMalformed(Compression compression) {
        Random random = new Random(compression.id());
        ByteBuffer sample = sample(compression);
        int malformed = 0;
        for (int round = 0; round < 3_000; round++) {
            ByteBuffer bytes = ByteBuffer.wrap(ReferenceBatches.bytes(sample));
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = RecordBatch.HEADER_SIZE + random.nextInt(bytes.limit() - RecordBatch.HEADER_SIZE);
                bytes.put(at, (byte) random.nextInt());
            }
            if (outcome(bytes) == Outcome.MALFORMED) {
                malformed++;
            }
        }
        assertThat(malformed).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsMalformed(Compression compression) {
        Random random = new Random(100 + compression.id());
        for (int round = 0; round < 1_000; round++) {
            byte[] noise = new byte[1 + random.nextInt(100)];
            random.nextBytes(noise);
            int count = 1 + random.nextInt(1_000_000);
            ByteBuffer bytes = batchOf(compression, noise, count);
            assertThat(allocatedBy(() -> outcome(bytes))).isLessThan(FIXED_COST);
        }
    }

    @Test
    void sizesThatLieAreMalformedAndCostNothing() {
        for (int claim : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE / 2, 1_000_000, -1, Integer.MIN_VALUE, 0}) {
            for (Compression compression : Compression.values()) {
                ByteBuffer recordSize = batchOf(compression, 1, out -> out.putVarint(claim));
                ByteBuffer keySize = batchOf(compression, 1, out -> {
                    out.putVarint(100);
                    out.write(0);
                    out.putVarlong(0);
                    out.putVarint(0);
                    out.putVarint(Math.max(claim, 101));
                });
                ByteBuffer headerCount = batchOf(compression, 1, out -> {
                    out.putVarint(11);
                    out.write(0);
                    out.putVarlong(0);
                    out.putVarint(0);
                    out.putVarint(-1);
                    out.putVarint(-1);
                    out.putVarint(claim == 0 ? -1 : claim);
                    out.write(new byte[6], 0, 6);
                });
                for (ByteBuffer batch : new ByteBuffer[] {recordSize, keySize, headerCount}) {
                    assertThat(allocatedBy(() -> assertThat(outcome(batch)).isEqualTo(Outcome.MALFORMED)))
                            .as("%s, %d", compression, claim)
                            .isLessThan(FIXED_COST);
                }
            }
        }
    }

    @Test
    void numbersThatDoNotEndAreMalformed() {
        ByteBuffer endless = batchOf(Compression.NONE, 1, out -> {
            for (int i = 0; i < 20; i++) {
                out.write(0xFF);
            }
        });
        assertThat(outcome(endless)).isEqualTo(Outcome.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource
    void countsThatLieAreMalformed(Compression compression) {
        ByteBuffer sample = sample(compression);
        int count = RecordBatch.at(sample, 0).recordCount();
        for (int claim : new int[] {-1, Integer.MIN_VALUE, count - 1, count + 1, Integer.MAX_VALUE}) {
            ByteBuffer bytes = ByteBuffer.wrap(ReferenceBatches.bytes(sample)).putInt(RecordBatch.RECORD_COUNT, claim);
            assertThat(outcome(bytes)).as("%d records", claim).isEqualTo(Outcome.MALFORMED);
        }
    }

    @Test
    void aCompressionWithoutANameIsMalformed() {
        ByteBuffer bytes = sample(Compression.NONE).putShort(RecordBatch.ATTRIBUTES, (short) 7);
        assertThatThrownBy(() -> readAll(bytes))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("no compression has the number 7");
    }

    /** One record of 100 MiB of zeros packs to very little. It stops at the limit, having cost about as much. */
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aBombStopsAtTheLimit(Compression compression) {
        int size = 100 * MEBIBYTE;
        ByteBuffer bomb = batchOf(compression, 1, out -> out.putVarint(size), size);
        assertThat(bomb.limit()).isLessThan(size / 20);

        assertThat(allocatedBy(() -> assertThatThrownBy(() -> readAll(bomb))
                        .isInstanceOf(MalformedMessage.class)
                        .hasMessageContaining("more than " + UNPACKED_BYTES_MAX)))
                .isLessThan(4L * UNPACKED_BYTES_MAX + bomb.limit() * 4L + FIXED_COST);
    }

    private enum Outcome {
        READ,
        MALFORMED
    }

    private static Outcome outcome(ByteBuffer bytes) {
        try {
            readAll(bytes);
            return Outcome.READ;
        } catch (MalformedMessage e) {
            return Outcome.MALFORMED;
        }
    }

    private static void readAll(ByteBuffer bytes) {
        try (RecordReader reader = RecordReader.open(RecordBatch.at(bytes, 0), UNPACKED_BYTES_MAX)) {
            while (reader.hasNext()) {
                assertThat(reader.next()).isNotNull();
            }
        }
    }

    private static ByteBuffer sample(Compression compression) {
        BatchBuilder builder = new BatchBuilder().compression(compression);
        new SeededRecords(3)
                .consecutive(0).stream()
                        .filter(record ->
                                record.value() == null || record.value().remaining() < 300)
                        .filter(record -> record.key() == null || record.key().remaining() < 300)
                        .limit(5)
                        .forEach(builder::append);
        return builder.build();
    }

    /** A batch with this for its records, as it is. */
    private static ByteBuffer batchOf(Compression compression, byte[] records, int count) {
        ByteBuffer header = new BatchBuilder()
                .compression(compression)
                .append(0, null, new byte[1])
                .build();
        return ByteBuffer.allocate(RecordBatch.HEADER_SIZE + records.length)
                .put(0, header, 0, RecordBatch.HEADER_SIZE)
                .put(RecordBatch.HEADER_SIZE, records)
                .putInt(RecordBatch.LENGTH, RecordBatch.HEADER_SIZE - RecordBatch.LENGTH_PREFIX_SIZE + records.length)
                .putInt(RecordBatch.RECORD_COUNT, count);
    }

    private static ByteBuffer batchOf(Compression compression, int count, Consumer<GrowingBytes> records) {
        return batchOf(compression, count, records, 0);
    }

    /** A batch whose records, before they are packed, are what is written and {@code zeros} zeros. */
    private static ByteBuffer batchOf(Compression compression, int count, Consumer<GrowingBytes> records, int zeros) {
        GrowingBytes plain = new GrowingBytes(16);
        records.accept(plain);
        if (compression == Compression.NONE) {
            plain.reserve(zeros);
            return batchOf(compression, ReferenceBatches.bytes(plain.view()), count);
        }
        GrowingBytes packed = new GrowingBytes(16);
        try (OutputStream out = compression.codec().pack(packed, compression.defaultLevel())) {
            out.write(ReferenceBatches.bytes(plain.view()));
            byte[] piece = new byte[MEBIBYTE];
            for (int left = zeros; left > 0; left -= piece.length) {
                out.write(piece, 0, Math.min(left, piece.length));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return batchOf(compression, ReferenceBatches.bytes(packed.view()), count);
    }

    private static long allocatedBy(Runnable action) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        action.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
