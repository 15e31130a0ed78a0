package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.FoundPartition;
import io.ottla.storage.dirs.LogDir;
import io.ottla.storage.dirs.LogDirs;
import io.ottla.storage.dirs.OffsetCheckpoint;
import io.ottla.storage.dirs.OpenRequest;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.storage.segment.FilePool;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.io.Uuid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A broker's storage in miniature, with one partition, that does what a seed says, and knows at each moment what a disk may
 * not lose.
 */
final class CrashScenario implements CrashEverywhere.Scenario {
    private static final Path DIR = Path.of("/data").toAbsolutePath();
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final long PRODUCER = 7;
    private static final LogConfig CONFIG = LogConfig.of(Map.of(
            "segment.bytes", "1200",
            "index.interval.bytes", "200",
            "retention.bytes", "4000",
            "file.delete.delay.ms", "50"));

    private final Random random;
    /** What the log holds, by offset. */
    private final TreeMap<Long, String> written = new TreeMap<>();
    /** What of it must be there after a loss of power. */
    private final TreeMap<Long, String> durable = new TreeMap<>();
    /** All that ever was at an offset. */
    private final Map<Long, Set<String>> ever = new HashMap<>();

    /** Offsets without a record since the power went: it may have taken the end of one file, and not all of the next. */
    private final Set<Long> holes = new HashSet<>();

    private SimulatedDisk disk;
    private LogDirs dirs;
    private PartitionLog log;
    private PendingDeletions deletions;
    private long nowMs = 1_000_000;
    private int epoch;
    private int sequence;
    private long startMax;

    CrashScenario(long seed, SimulatedDisk disk) {
        this.random = new Random(seed);
        this.disk = disk;
    }

    @Override
    public SimulatedDisk disk() {
        return disk;
    }

    /** Starts, and does {@code steps} things. */
    @Override
    public void run(int steps) throws Exception {
        start();
        goOn(steps);
    }

    /** Does {@code steps} things more. */
    @Override
    public void goOn(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void start() throws Exception {
        dirs = LogDirs.open(disk, new OpenRequest(List.of(DIR), DIR, 1, Optional.empty(), "c", () -> new Uuid(1, 2)));
        deletions = new PendingDeletions();
        dirs.leftovers(nowMs).forEach(deletions::add);
        List<FoundPartition> found = dirs.findPartitions("__cluster_metadata");
        RecoveredLog recovered = found.isEmpty()
                ? dirs.create(PARTITION, new Uuid(3, 4), CONFIG, ProducerSettings.DEFAULTS, nowMs)
                : found.getFirst().recover(disk, CONFIG, ProducerSettings.DEFAULTS, nowMs);
        if (!found.isEmpty()) {
            dirs.online().getFirst().writeRecovered(List.of(recovered));
        }
        log = new PartitionLog(recovered, CONFIG, new LogEnvironment(new FilePool(disk, 6), deletions, new Random(1)));
    }

    private void step() throws Exception {
        nowMs += 10;
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> append();
            case 5, 6 -> flush();
            case 7 -> truncate();
            case 8 -> retention();
            case 9 -> checkpoint();
            case 10 -> deletions.takeDue(nowMs).forEach(deletion -> deletion.run(disk));
            default -> {
                if (random.nextInt(3) == 0) {
                    stop();
                    start();
                }
            }
        }
    }

    private void append() {
        epoch += random.nextInt(10) == 0 ? 1 : 0;
        TreeMap<Long, String> staged = new TreeMap<>();
        long end = log.logEndOffset();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int records = 1 + random.nextInt(3);
            BatchBuilder batch = new BatchBuilder().producer(PRODUCER, (short) 0, sequence);
            long first = end + staged.size();
            for (int j = 0; j < records; j++) {
                String value = epoch + " " + sequence + " " + "x".repeat(random.nextInt(80));
                batch.append(nowMs, null, value.getBytes(StandardCharsets.UTF_8));
                staged.put(first + j, value);
                holes.remove(first + j);
                ever.computeIfAbsent(first + j, offset -> new HashSet<>()).add(value);
                sequence++;
            }
            StageResult result = log.stage(batch.build(), AppendOrigin.CLIENT, epoch, nowMs);
            assertThat(result).isInstanceOf(StageResult.Appended.class);
        }
        log.write();
        written.putAll(staged);
    }

    private void flush() {
        log.flush();
        durable.clear();
        durable.putAll(written);
    }

    private void truncate() {
        if (written.isEmpty() || random.nextInt(3) > 0) {
            return;
        }
        long to = Math.max(log.logStartOffset(), log.logEndOffset() - random.nextInt(25));
        to = batchStart(to);
        durable.tailMap(to, true).clear();
        written.tailMap(to, true).clear();
        log.truncateTo(to, nowMs);
        sequence = written.isEmpty() ? 0 : sequenceOf(written.lastEntry().getValue()) + 1;
        if (written.isEmpty()) {
            // The producer may or may not be known; a new epoch of it would do. Begin anew in either case.
            startMax = Math.max(startMax, to);
            log.truncateFullyAndStartAt(to, nowMs);
        }
        checkpoint();
    }

    private long batchStart(long offset) {
        if (offset >= log.logEndOffset()) {
            return offset;
        }
        List<BatchRecord> records = records(offset, 1);
        return records.isEmpty() ? offset : records.getFirst().offset();
    }

    private void retention() {
        log.updateHighWatermark(log.logEndOffset());
        if (random.nextBoolean()) {
            long to = Math.min(log.logEndOffset(), log.logStartOffset() + random.nextInt(8));
            forgetBelow(to);
            log.advanceLogStartOffset(to);
        }
        // Whether or not retention is done with the segments it deletes, the log starts before the active one or there.
        startMax = Math.max(startMax, log.logEndOffset());
        log.applyRetention(nowMs);
        forgetBelow(log.logStartOffset());
    }

    private void forgetBelow(long offset) {
        startMax = Math.max(startMax, offset);
        written.headMap(offset, false).clear();
        durable.headMap(offset, false).clear();
    }

    private void checkpoint() {
        LogDir dir = dirs.online().getFirst();
        dir.write(OffsetCheckpoint.RECOVERY_POINT, Map.of(PARTITION, log.recoveryPoint()));
        dir.write(OffsetCheckpoint.LOG_START_OFFSET, Map.of(PARTITION, log.logStartOffset()));
    }

    private void stop() {
        log.close();
        durable.clear();
        durable.putAll(written);
        checkpoint();
        dirs.markCleanShutdown(5);
        dirs.close();
    }

    /** Starts on what the power left, and checks it; the scenario can then go on from there. */
    @Override
    public void startAfterPowerLoss() throws Exception {
        disk = disk.afterPowerLoss();
        start();
        check(durable);
        adopt();
    }

    /** Starts on what the page cache kept. */
    @Override
    public void startAfterKill() throws Exception {
        disk = disk.afterKill();
        start();
        check(written);
        adopt();
    }

    private void check(TreeMap<Long, String> kept) {
        TreeMap<Long, String> found = readAll();
        assertThat(log.logStartOffset()).isLessThanOrEqualTo(startMax);
        kept.tailMap(log.logStartOffset(), true)
                .forEach((offset, value) -> assertThat(found).containsEntry(offset, value));
        long keptEnd = kept.isEmpty() ? log.logStartOffset() : kept.lastKey() + 1;
        for (long offset = log.logStartOffset(); offset < keptEnd; offset++) {
            assertThat(found.containsKey(offset) || holes.contains(offset))
                    .as("no hole at %s", offset)
                    .isTrue();
        }
        found.forEach((offset, value) -> {
            assertThat(ever.getOrDefault(offset, Set.of())).contains(value);
            assertThat(log.epochForOffset(offset)).hasValue(epochOf(value));
        });
        found.forEach((offset, value) -> {
            List<BatchRecord> read = records(offset, 1);
            assertThat(read.getLast().offset()).isGreaterThanOrEqualTo(offset);
        });
    }

    /** Goes on from what was found. */
    private void adopt() {
        written.clear();
        written.putAll(readAll());
        durable.keySet().retainAll(written.keySet());
        for (long offset = log.logStartOffset(); offset < log.logEndOffset(); offset++) {
            if (!written.containsKey(offset)) {
                holes.add(offset);
            }
        }
        if (!written.isEmpty()) {
            String last = written.lastEntry().getValue();
            sequence = sequenceOf(last) + 1;
            epoch = Math.max(epoch, epochOf(last));
            assertThat(log.producers().producer(PRODUCER))
                    .hasValueSatisfying(
                            producer -> assertThat(producer.lastSequence()).isEqualTo(sequence - 1));
        } else {
            startMax = Math.max(startMax, log.logEndOffset());
            log.truncateFullyAndStartAt(log.logEndOffset(), nowMs);
            sequence = 0;
        }
    }

    private TreeMap<Long, String> readAll() {
        TreeMap<Long, String> found = new TreeMap<>();
        long next = log.logStartOffset();
        while (next < log.logEndOffset()) {
            List<BatchRecord> records = records(next, 500);
            if (records.isEmpty()) {
                break;
            }
            for (BatchRecord record : records) {
                if (record.offset() >= log.logStartOffset()) {
                    found.put(record.offset(), LogBed.text(record.value()));
                }
            }
            next = records.getLast().offset() + 1;
        }
        return found;
    }

    private List<BatchRecord> records(long offset, int maxBytes) {
        LogSlice slice = (LogSlice) log.read(offset, maxBytes, AtLeast.ONE_BATCH, log.logEndOffset());
        ByteBuffer bytes = LogBed.bytes(slice);
        slice.release();
        return LogBed.records(bytes);
    }

    private static int epochOf(String value) {
        return Integer.parseInt(value.split(" ", -1)[0]);
    }

    private static int sequenceOf(String value) {
        return Integer.parseInt(value.split(" ", -1)[1]);
    }
}
