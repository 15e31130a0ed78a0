package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.compaction.DirtyRange;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random operations on a compacted log, while it is compacted step by step, and on a map of offsets that cannot be wrong: a
 * record is gone exactly when a later one of its key is among those that were compacted along with it.
 */
class CompactionModelTest {
    private static final int SEEDS = 600;
    private static final int STEPS = 60;

    private record Expected(String key, String value) {}

    private LogBed bed;
    private Random random;
    private TreeMap<Long, Expected> model;
    private long modelStart;
    private long modelEnd;
    private long compactedTo;
    /** A compaction that was called off may have come as far as this. */
    private long perhapsTo;

    private CompactionTask running;
    private int values;

    @Test
    void agreesWithTheModel() {
        int compactions = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                compactions += run(seed);
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        assertThat(compactions).as("logs that were compacted").isGreaterThan(SEEDS / 3);
    }

    private int run(long seed) {
        random = new Random(seed);
        model = new TreeMap<>();
        modelStart = 0;
        modelEnd = 0;
        compactedTo = 0;
        perhapsTo = 0;
        running = null;
        bed = LogBed.simulated(seed)
                .with("cleanup.policy", random.nextBoolean() ? "compact" : "compact,delete")
                .with("segment.bytes", 300 + random.nextInt(1500))
                .with("index.interval.bytes", random.nextInt(400))
                .with("min.cleanable.dirty.ratio", random.nextInt(3) * 0.3)
                .with("delete.retention.ms", Long.MAX_VALUE / 2)
                .with("retention.bytes", random.nextInt(3) == 0 ? 3_000 : -1);
        bed.own(bed.recover(0, 0, true), 1 + random.nextInt(8));
        for (int step = 0; step < STEPS; step++) {
            step();
            check();
        }
        return compactedTo > 0 ? 1 : 0;
    }

    private void step() {
        bed.nowMs += random.nextInt(1000);
        switch (random.nextInt(18)) {
            case 0, 1, 2, 3, 4 -> append();
            case 5 -> bed.log.roll(bed.nowMs);
            case 6 -> truncate();
            case 7, 8 -> bed.flush();
            case 9 -> retention();
            case 10 -> deleteRecords();
            case 11 -> restart();
            case 12 -> kill();
            case 13, 14 -> begin();
            default -> goOn();
        }
    }

    private void append() {
        for (int i = random.nextInt(4); i >= 0; i--) {
            BatchBuilder batch = new BatchBuilder();
            for (int j = random.nextInt(4); j >= 0; j--) {
                String key = random.nextInt(40) == 0 ? null : "k" + random.nextInt(12);
                String value = random.nextInt(6) == 0 ? null : "v" + values++ + "x".repeat(random.nextInt(50));
                batch.append(bed.nowMs, bytes(key), bytes(value));
                model.put(modelEnd++, new Expected(key, value));
            }
            assertThat(bed.stage(batch.build())).isInstanceOf(StageResult.Appended.class);
        }
        bed.log.write();
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    // Compacting.

    private void begin() {
        if (running == null) {
            bed.log.updateHighWatermark(modelEnd);
            Optional<DirtyRange> due = bed.log.dueCompaction(bed.nowMs);
            if (due.isPresent()) {
                running = bed.log.beginCompaction(
                        due.get(),
                        bed.tools(random.nextBoolean() ? 1 << 20 : 24 * (3 + random.nextInt(10))),
                        bed.nowMs);
                perhapsTo = Math.max(perhapsTo, due.get().firstUncleanableOffset());
            }
        }
    }

    private void goOn() {
        if (running != null && !bed.log.take(running, running.next(), bed.nowMs)) {
            running = null;
            OptionalLong cleaned = bed.log.cleanedOffset();
            if (cleaned.isPresent() && cleaned.getAsLong() > compactedTo) {
                compactedTo = cleaned.getAsLong();
            }
            forget(compactedTo);
        }
    }

    /** Drops what compaction up to an offset must have dropped. */
    private void forget(long to) {
        Map<String, Long> last = lastOffsets(to);
        model.headMap(to, false)
                .entrySet()
                .removeIf(entry -> entry.getValue().key() == null
                        || last.get(entry.getValue().key()) > entry.getKey());
    }

    private Map<String, Long> lastOffsets(long to) {
        Map<String, Long> last = new HashMap<>();
        model.headMap(to, false).forEach((offset, record) -> last.put(record.key(), offset));
        return last;
    }

    // The rest.

    private void truncate() {
        long to = Math.max(perhapsTo, modelEnd - random.nextInt(20));
        if (random.nextInt(3) == 0 && to < modelEnd && to >= modelStart) {
            long batchStart = startOfBatch(to);
            if (batchStart >= perhapsTo) {
                bed.log.truncateTo(batchStart, bed.nowMs);
                model.tailMap(batchStart, true).clear();
                modelEnd = batchStart;
            }
        }
    }

    private long startOfBatch(long offset) {
        LogSlice slice = (LogSlice) bed.log.read(offset, 1, AtLeast.ONE_BATCH, modelEnd);
        long start = RecordBatch.at(LogBed.bytes(slice), 0).baseOffset();
        slice.release();
        return start;
    }

    private void retention() {
        bed.log.updateHighWatermark(modelEnd);
        bed.log.applyRetention(bed.nowMs);
        bed.deleteDue();
        modelStart = bed.log.logStartOffset();
        model.headMap(modelStart, false).clear();
    }

    private void deleteRecords() {
        bed.log.updateHighWatermark(modelEnd);
        if (random.nextInt(3) == 0) {
            modelStart = Math.min(modelEnd, modelStart + random.nextInt(20));
            assertThat(bed.log.advanceLogStartOffset(modelStart)).isTrue();
            model.headMap(modelStart, false).clear();
        }
    }

    private void restart() {
        bed.cleanedOffset = bed.log.cleanedOffset();
        bed.log.close();
        reopen(modelEnd, true);
    }

    /** The process dies, and the page cache lives on. */
    private void kill() {
        bed.cleanedOffset = bed.log.cleanedOffset();
        long recoveryPoint = bed.log.recoveryPoint();
        bed.disk = ((SimulatedDisk) bed.disk).afterKill();
        reopen(recoveryPoint, false);
    }

    private void reopen(long recoveryPoint, boolean clean) {
        running = null;
        bed.deletions = new PendingDeletions();
        RecoveredLog found = bed.recover(modelStart, recoveryPoint, clean);
        assertThat(found.logEndOffset()).isEqualTo(modelEnd);
        bed.own(found, 1 + random.nextInt(8));
    }

    private void check() {
        assertThat(bed.log.logStartOffset()).isEqualTo(modelStart);
        assertThat(bed.log.logEndOffset()).isEqualTo(modelEnd);
        if (random.nextInt(3) == 0) {
            TreeMap<Long, Expected> found = readAll();
            assertThat(model).containsAllEntriesOf(found);
            Map<String, Long> last = lastOffsets(perhapsTo);
            model.forEach((offset, record) -> {
                boolean superseded = offset < perhapsTo && (record.key() == null || last.get(record.key()) > offset);
                assertThat(superseded || found.containsKey(offset))
                        .as("%d: %s", offset, record)
                        .isTrue();
            });
            // What is gone by a compaction that was called off is gone for good.
            model.keySet().retainAll(found.keySet());
        }
        if (modelEnd > modelStart) {
            long from = modelStart + random.nextInt((int) (modelEnd - modelStart));
            LogSlice slice = (LogSlice) bed.log.read(from, 1, AtLeast.ONE_BATCH, modelEnd);
            assertThat(slice.sizeInBytes()).as("a reader at %d can go on", from).isPositive();
            slice.release();
        }
    }

    private TreeMap<Long, Expected> readAll() {
        TreeMap<Long, Expected> found = new TreeMap<>();
        long next = modelStart;
        while (next < modelEnd) {
            LogSlice slice = (LogSlice) bed.log.read(next, 1, AtLeast.ONE_BATCH, modelEnd);
            ByteBuffer bytes = LogBed.bytes(slice);
            slice.release();
            assertThat(bytes.hasRemaining()).as("a batch at %d or later", next).isTrue();
            for (BatchRecord record : LogBed.records(bytes)) {
                if (record.offset() >= modelStart) {
                    found.put(record.offset(), new Expected(text(record.key()), text(record.value())));
                }
            }
            next = RecordBatch.at(bytes, 0).nextOffset();
        }
        return found;
    }

    private static String text(ByteBuffer bytes) {
        return bytes == null ? null : LogBed.text(bytes);
    }
}
