package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.wire.batch.BatchRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random operations on a log, and on a map of offsets to values that cannot be wrong. */
class LogModelTest {
    private static final int SEEDS = 600;
    private static final int STEPS = 60;

    /** What a record is to the model. */
    private record Expected(String value, long timestampMs, int epoch, long batchFirst) {}

    private LogBed bed;
    private Random random;
    private TreeMap<Long, Expected> model;
    private long modelStart;
    private long modelEnd;
    private int epoch;
    private int values;
    private boolean gaps;

    @Test
    void agreesWithTheModel() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                run(seed);
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private void run(long seed) {
        random = new Random(seed);
        model = new TreeMap<>();
        modelStart = 0;
        modelEnd = 0;
        epoch = 0;
        gaps = random.nextBoolean();
        bed = LogBed.simulated(seed)
                .with("segment.bytes", 700 + random.nextInt(3000))
                .with("index.interval.bytes", random.nextInt(600))
                .with("segment.index.bytes", random.nextInt(5) == 0 ? 60 : 10_000)
                .with("segment.ms", random.nextBoolean() ? 5_000 : 1_000_000)
                .with("segment.jitter.ms", random.nextInt(100))
                .with("retention.bytes", random.nextInt(3) == 0 ? 4_000 : -1)
                .with("retention.ms", random.nextInt(3) == 0 ? 20_000 : -1);
        bed.own(bed.recover(0, 0, true), 1 + random.nextInt(8));
        for (int step = 0; step < STEPS; step++) {
            step();
            check();
        }
        assertThat(bed.simulatedDisk().openFiles()).isLessThanOrEqualTo(bed.files.maxOpen());
    }

    private void step() {
        bed.nowMs += random.nextInt(1000);
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4, 5 -> append();
            case 6 -> bed.log.roll(bed.nowMs);
            case 7 -> truncate();
            case 8 -> bed.flush();
            case 9 -> retention();
            case 10 -> deleteRecords();
            case 11 -> restart();
            case 12 -> kill();
            default -> truncateFully();
        }
    }

    private void append() {
        epoch += random.nextInt(20) == 0 ? 1 : 0;
        int batches = 1 + random.nextInt(5);
        for (int i = 0; i < batches; i++) {
            String[] texts = new String[1 + random.nextInt(4)];
            for (int j = 0; j < texts.length; j++) {
                texts[j] = "v" + values++ + "x".repeat(random.nextInt(60));
            }
            long timestamp = bed.nowMs - random.nextInt(3000);
            append(texts, timestamp);
        }
        bed.log.write();
        assertThat(bed.log.logEndOffset()).isEqualTo(modelEnd);
    }

    private void append(String[] texts, long timestamp) {
        long now = bed.nowMs;
        bed.nowMs = timestamp;
        boolean replicated = random.nextInt(4) == 0;
        long first = modelEnd + (replicated && gaps && random.nextInt(3) == 0 ? random.nextInt(5) : 0);
        ByteBuffer batch = replicated ? bed.replicated(first, epoch, texts) : bed.batch(texts);
        bed.nowMs = now;
        StageResult result =
                bed.log.stage(batch, replicated ? AppendOrigin.REPLICATION : AppendOrigin.CLIENT, epoch, now);
        assertThat(result).isEqualTo(new StageResult.Appended(first, first + texts.length - 1, -1, modelStart));
        for (int i = 0; i < texts.length; i++) {
            model.put(first + i, new Expected(texts[i], timestamp, epoch, first));
        }
        modelEnd = first + texts.length;
    }

    private void truncate() {
        long to = modelEnd - random.nextInt(30);
        if (to >= 0 && random.nextInt(3) == 0) {
            long target = to;
            // A log ends between batches, as the leader's does where the two part.
            Map.Entry<Long, Expected> at = model.ceilingEntry(target);
            long offset = at == null ? target : at.getValue().batchFirst();
            bed.log.truncateTo(offset, bed.nowMs);
            if (offset < modelEnd) {
                model.tailMap(offset, true).clear();
                modelEnd = offset;
                modelStart = Math.min(modelStart, offset);
            }
        }
    }

    private void truncateFully() {
        if (random.nextInt(6) == 0) {
            model.clear();
            modelEnd += random.nextInt(10);
            modelStart = modelEnd;
            bed.log.truncateFullyAndStartAt(modelEnd, bed.nowMs);
        }
    }

    private void retention() {
        bed.log.updateHighWatermark(modelEnd - random.nextInt(10));
        bed.log.applyRetention(bed.nowMs);
        bed.deleteDue();
        assertThat(bed.log.logStartOffset()).isBetween(modelStart, Math.max(modelStart, bed.log.highWatermark()));
        modelStart = bed.log.logStartOffset();
        model.headMap(modelStart, false).clear();
    }

    private void deleteRecords() {
        long highWatermark = bed.log.updateHighWatermark(modelEnd);
        long to = modelStart + random.nextInt(20);
        boolean done = bed.log.advanceLogStartOffset(to);
        assertThat(done).isEqualTo(to <= highWatermark);
        if (done) {
            modelStart = Math.max(modelStart, to);
            model.headMap(modelStart, false).clear();
        }
    }

    private void restart() {
        long end = bed.log.logEndOffset();
        bed.log.close();
        reopen(end, true);
    }

    /** The process dies, and the page cache lives on. */
    private void kill() {
        long recoveryPoint = bed.log.recoveryPoint();
        bed.disk = ((SimulatedDisk) bed.disk).afterKill();
        reopen(recoveryPoint, false);
    }

    private void reopen(long recoveryPoint, boolean clean) {
        bed.deletions = new PendingDeletions();
        RecoveredLog found = bed.recover(modelStart, recoveryPoint, clean);
        // Offsets at the end that no batch has are not remembered.
        modelEnd = found.logEndOffset();
        bed.own(found, 1 + random.nextInt(8));
        if (!model.isEmpty()) {
            assertThat(modelEnd).isGreaterThan(model.lastKey());
        }
    }

    private void check() {
        assertThat(bed.log.logStartOffset()).isEqualTo(modelStart);
        assertThat(bed.log.logEndOffset()).isEqualTo(modelEnd);
        if (random.nextInt(4) == 0) {
            Map<Long, String> all = bed.readAll(modelStart);
            Map<Long, String> expected = new TreeMap<>();
            model.forEach((offset, record) -> expected.put(offset, record.value()));
            assertThat(all).isEqualTo(expected);
        }
        checkRead();
        checkTime();
        checkEpochs();
    }

    private void checkRead() {
        long from = modelStart + random.nextInt((int) (modelEnd - modelStart) + 1);
        Map.Entry<Long, Expected> boundAt = model.ceilingEntry(from + random.nextInt(20));
        long bound = boundAt == null ? modelEnd : boundAt.getValue().batchFirst();
        int maxBytes = random.nextInt(1500);
        List<BatchRecord> read = bed.read(from, maxBytes, bound);
        Map.Entry<Long, Expected> first = from < bound ? model.ceilingEntry(from) : null;
        List<Long> expected = new ArrayList<>();
        if (first != null && first.getKey() < bound) {
            long start = Math.max(first.getValue().batchFirst(), 0);
            expected.addAll(model.subMap(start, bound).keySet());
            assertThat(read).isNotEmpty();
        }
        List<Long> offsets = read.stream().map(BatchRecord::offset).toList();
        // A batch that begins before the log's start is read whole; the model has forgotten those records.
        List<Long> known = offsets.stream().filter(model::containsKey).toList();
        assertThat(expected.subList(0, Math.min(known.size(), expected.size()))).isEqualTo(known);
    }

    private void checkTime() {
        long timestamp = bed.nowMs - random.nextInt(20_000);
        Optional<FoundOffset> found = bed.log.offsetForTimestamp(timestamp);
        Optional<FoundOffset> expected = model.entrySet().stream()
                .filter(entry -> entry.getValue().timestampMs() >= timestamp)
                .findFirst()
                .map(LogModelTest::found);
        assertThat(found).isEqualTo(expected);
    }

    private static FoundOffset found(Map.Entry<Long, Expected> entry) {
        return new FoundOffset(
                entry.getKey(), entry.getValue().timestampMs(), entry.getValue().epoch());
    }

    private void checkEpochs() {
        model.forEach(
                (offset, record) -> assertThat(bed.log.epochForOffset(offset)).hasValue(record.epoch()));
    }
}
