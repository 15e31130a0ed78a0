package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.compaction.Compaction;
import io.ottla.storage.compaction.DirtyRange;
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
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.io.Uuid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A broker's storage in miniature, with one compacted partition, that does what a seed says. It knows what each key's last
 * record is, and which of them a disk may not lose.
 */
final class CompactionCrashScenario implements CrashEverywhere.Scenario {
    private static final Path DIR = Path.of("/data").toAbsolutePath();
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final long PRODUCER = 7;
    private static final LogConfig CONFIG = LogConfig.of(Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", "700",
            "index.interval.bytes", "200",
            "min.cleanable.dirty.ratio", "0",
            "delete.retention.ms", "15",
            "file.delete.delay.ms", "50"));

    /** A record: its value is null for a tombstone. */
    private record Written(long offset, String value) {}

    private final Random random;
    private final TreeMap<String, Written> written = new TreeMap<>();
    private final TreeMap<String, Written> durable = new TreeMap<>();
    /** All that ever was at an offset under a key, in any life of the log. */
    private final Map<String, Map<Long, List<String>>> ever = new HashMap<>();

    private SimulatedDisk disk;
    private LogDirs dirs;
    private PartitionLog log;
    private PendingDeletions deletions;
    private long nowMs = 1_000_000;
    private int sequence;
    private int values;

    CompactionCrashScenario(long seed, SimulatedDisk disk) {
        this.random = new Random(seed);
        this.disk = disk;
    }

    @Override
    public SimulatedDisk disk() {
        return disk;
    }

    @Override
    public void run(int steps) throws Exception {
        start();
        goOn(steps);
    }

    @Override
    public void goOn(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void start() throws Exception {
        dirs = LogDirs.open(disk, new OpenRequest(List.of(DIR), DIR, 1, Optional.empty(), "c", () -> new Uuid(1, 2)));
        deletions = new PendingDeletions();
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
            case 7, 8 -> compact();
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
        TreeMap<String, Written> staged = new TreeMap<>();
        long offset = log.logEndOffset();
        for (int i = random.nextInt(4); i >= 0; i--) {
            BatchBuilder batch = new BatchBuilder().producer(PRODUCER, (short) 0, sequence);
            for (int j = random.nextInt(3); j >= 0; j--) {
                String key = "k" + random.nextInt(8);
                String value = random.nextInt(3) == 0 ? null : "v" + values++ + "x".repeat(random.nextInt(60));
                batch.append(nowMs, bytes(key), value == null ? null : bytes(value));
                staged.put(key, new Written(offset, value));
                ever.computeIfAbsent(key, any -> new HashMap<>())
                        .computeIfAbsent(offset, any -> new ArrayList<>())
                        .add(value);
                offset++;
                sequence++;
            }
            StageResult result = log.stage(batch.build(), AppendOrigin.CLIENT, 0, nowMs);
            assertThat(result).isInstanceOf(StageResult.Appended.class);
        }
        log.write();
        written.putAll(staged);
        log.updateHighWatermark(log.logEndOffset());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void flush() {
        log.flush();
        durable.clear();
        durable.putAll(written);
    }

    private void compact() {
        log.updateHighWatermark(log.logEndOffset());
        Optional<DirtyRange> due = log.dueCompaction(nowMs);
        if (due.isPresent()) {
            long mapBytes = random.nextBoolean() ? 1 << 16 : 24 * 6;
            CompactionTask task =
                    log.beginCompaction(due.get(), new Compaction.Tools(disk, mapBytes, 0.9, 300, bytes -> {}), nowMs);
            boolean more = true;
            while (more) {
                more = log.take(task, task.next(), nowMs);
            }
        }
    }

    private void checkpoint() {
        LogDir dir = dirs.online().getFirst();
        dir.write(OffsetCheckpoint.RECOVERY_POINT, Map.of(PARTITION, log.recoveryPoint()));
        dir.write(OffsetCheckpoint.LOG_START_OFFSET, Map.of(PARTITION, log.logStartOffset()));
        if (log.cleanedOffset().isPresent()) {
            dir.write(
                    OffsetCheckpoint.CLEANER,
                    Map.of(PARTITION, log.cleanedOffset().getAsLong()));
        }
    }

    private void stop() {
        log.close();
        durable.clear();
        durable.putAll(written);
        checkpoint();
        dirs.markCleanShutdown(5);
        dirs.close();
    }

    @Override
    public void startAfterPowerLoss() throws Exception {
        disk = disk.afterPowerLoss();
        start();
        check(durable);
        adopt();
    }

    @Override
    public void startAfterKill() throws Exception {
        disk = disk.afterKill();
        start();
        check(written);
        adopt();
    }

    private void check(TreeMap<String, Written> kept) throws Exception {
        assertThat(disk.list(DIR.resolve("t-0")))
                .noneMatch(name -> name.endsWith(".cleaned") || name.endsWith(".swap") || name.endsWith(".deleted"));
        TreeMap<String, Written> found = readAll();
        found.forEach((key, last) -> assertThat(ever.get(key).get(last.offset()))
                .as("nothing is made up")
                .contains(last.value()));
        kept.forEach((key, last) -> {
            Written now = found.get(key);
            if (now == null) {
                assertThat(last.value()).as("%s is gone", key).isNull();
            } else {
                assertThat(now.offset()).as("%s is as it was before", key).isGreaterThanOrEqualTo(last.offset());
            }
        });
    }

    private void adopt() {
        written.clear();
        written.putAll(readAll());
        durable.clear();
        log.producers().producer(PRODUCER).ifPresent(producer -> sequence = producer.lastSequence() + 1);
        if (log.producers().producer(PRODUCER).isEmpty()) {
            sequence = 0;
        }
    }

    /** The last record of each key. */
    private TreeMap<String, Written> readAll() {
        TreeMap<String, Written> found = new TreeMap<>();
        long next = log.logStartOffset();
        while (next < log.logEndOffset()) {
            LogSlice slice = (LogSlice) log.read(next, 1, AtLeast.ONE_BATCH, log.logEndOffset());
            ByteBuffer bytes = LogBed.bytes(slice);
            slice.release();
            if (!bytes.hasRemaining()) {
                break;
            }
            for (BatchRecord record : LogBed.records(bytes)) {
                String value = record.value() == null ? null : LogBed.text(record.value());
                found.put(LogBed.text(record.key()), new Written(record.offset(), value));
            }
            next = RecordBatch.at(bytes, 0).nextOffset();
        }
        return found;
    }
}
