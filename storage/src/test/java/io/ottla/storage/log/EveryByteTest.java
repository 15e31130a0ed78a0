package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.storage.segment.CorruptLogException;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One byte after the other of a small log's files is damaged. Whatever it is, no record comes out that was never put in, and
 * what goes wrong concerns the partition or its folder, and is told as such.
 */
class EveryByteTest {
    private static final int BATCHES = 14;
    private final Map<Long, String> written = new HashMap<>();
    private SimulatedDisk intact;
    private long recoveryPoint;

    @BeforeEach
    void fill() {
        LogBed bed = bed(new SimulatedDisk(1));
        bed.open();
        bed.log.producers().configure(new ProducerSettings(86_400_000, false, 900_000));
        for (int i = 0; i < BATCHES; i++) {
            bed.nowMs += 100;
            BatchBuilder batch = new BatchBuilder().producer(7 + i % 3, (short) 0, i / 3);
            if (i % 3 == 1) {
                batch.transactional();
            }
            String value = "value " + i;
            batch.append(
                    bed.nowMs, ("k" + i % 4).getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
            written.put(((StageResult.Appended) bed.append(batch)).firstOffset(), value);
            if (i % 3 == 1) {
                bed.log.stage(
                        LogBed.marker(7 + i % 3, (short) 0, i % 2 == 0, bed.nowMs),
                        new AppendRequest(AppendOrigin.COORDINATOR, 0, bed.nowMs));
                bed.log.write();
            }
        }
        recoveryPoint = bed.log.logEndOffset();
        bed.log.close();
        intact = bed.simulatedDisk();
    }

    private static LogBed bed(SimulatedDisk disk) {
        return new LogBed(disk, LogBed.LOG_DIR)
                .with("cleanup.policy", "compact,delete")
                .with("min.cleanable.dirty.ratio", 0)
                .with("segment.bytes", 500)
                .with("index.interval.bytes", 80);
    }

    @Test
    void afterAStopInGoodOrder() throws IOException {
        damageAll(true);
    }

    @Test
    void afterAKill() throws IOException {
        damageAll(false);
    }

    private void damageAll(boolean clean) throws IOException {
        LogBed names = bed(intact.afterKill());
        int tried = 0;
        for (String name : names.names()) {
            long size = names.disk.stat(names.folder.resolve(name)).sizeBytes();
            for (long at = 0; at < size; at++) {
                SimulatedDisk damaged = intact.afterKill();
                damaged.flipBit(names.folder.resolve(name), at * 8 + at % 8);
                try {
                    use(bed(damaged), clean, name.endsWith(".log"));
                } catch (StorageFailure | CorruptLogException told) {
                    assertThat(told).as("%s, byte %d", name, at).hasMessageContaining("t-0");
                } catch (RuntimeException | AssertionError failure) {
                    throw new AssertionError(name + ", byte " + at, failure);
                }
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(2000);
    }

    /** Opens the log, reads all of it, looks for times, appends, compacts, and closes it. */
    private void use(LogBed bed, boolean clean, boolean records) {
        bed.nowMs = 5_000_000;
        bed.open(0, clean ? recoveryPoint : 0, clean);
        readAll(bed, records);
        for (long timestamp = 1_000_000; timestamp < 1_001_500; timestamp += 300) {
            Optional<FoundOffset> found = bed.log.offsetForTimestamp(timestamp);
            assertThat(found.map(FoundOffset::offset).orElse(0L)).isNotNegative();
        }
        bed.log.abortedTransactions(0, bed.log.logEndOffset());
        long offset = bed.append("another");
        assertThat(offset).isEqualTo(bed.log.logEndOffset() - 1);
        bed.log.roll(bed.nowMs);
        bed.compact();
        bed.log.close();
    }

    private void readAll(LogBed bed, boolean records) {
        long next = bed.log.logStartOffset();
        while (next < bed.log.logEndOffset()) {
            LogSlice slice = (LogSlice) bed.log.read(next, 1, AtLeast.ONE_BATCH, bed.log.logEndOffset());
            ByteBuffer bytes = LogBed.bytes(slice);
            slice.release();
            if (bytes.remaining() < RecordBatch.HEADER_SIZE) {
                return;
            }
            RecordBatch batch = RecordBatch.at(bytes, 0);
            if (batch.sizeInBytes() > bytes.remaining() || !batch.isCrcValid()) {
                // The client sees that, and says so.
                assertThat(records).as("a batch is damaged").isTrue();
                return;
            }
            check(batch, records);
            if (batch.nextOffset() <= next) {
                assertThat(records).isTrue();
                return;
            }
            next = batch.nextOffset();
        }
    }

    /** The base offset is not under the CRC; all else that a record says must be what was written. */
    private void check(RecordBatch batch, boolean records) {
        if (!batch.isControl()) {
            try (RecordReader reader = RecordReader.open(batch, 1 << 20)) {
                while (reader.hasNext()) {
                    BatchRecord record = reader.next();
                    String value = LogBed.text(record.value());
                    assertThat(written).containsValue(value);
                    if (!records) {
                        assertThat(written).containsEntry(record.offset(), value);
                    }
                }
            }
        }
    }
}
