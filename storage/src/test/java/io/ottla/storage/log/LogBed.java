package io.ottla.storage.log;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.compaction.Compaction;
import io.ottla.storage.compaction.DirtyRange;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.storage.segment.FilePool;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchCursor;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import io.ottla.wire.batch.TransactionMarker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A folder with a log in it, on a disk that a test chooses, and the means to fill and read it. */
final class LogBed {
    static final Path LOG_DIR = Path.of("/data").toAbsolutePath();
    static final TopicPartition PARTITION = new TopicPartition("t", 0);

    final Map<String, String> configs = new LinkedHashMap<>();
    final Path folder;
    Disk disk;
    PendingDeletions deletions = new PendingDeletions();
    FilePool files;
    PartitionLog log;
    long nowMs = 1_000_000;
    OptionalLong cleanedOffset = OptionalLong.empty();

    LogBed(Disk disk, Path logDir) {
        this.disk = disk;
        this.folder = logDir.resolve(PARTITION.toString());
        try {
            disk.createFolders(folder);
            disk.forceDirectory(logDir.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A log on a simulated disk. */
    static LogBed simulated(long seed) {
        return new LogBed(new SimulatedDisk(seed), LOG_DIR);
    }

    LogBed with(String name, Object value) {
        configs.put(name, value.toString());
        return this;
    }

    SimulatedDisk simulatedDisk() {
        return (SimulatedDisk) disk;
    }

    LogConfig config() {
        return LogConfig.of(configs);
    }

    /** Opens a new log. */
    LogBed open() {
        return open(0, 0, true);
    }

    LogBed open(long logStartOffset, long recoveryPoint, boolean clean) {
        return own(recover(logStartOffset, recoveryPoint, clean));
    }

    RecoveredLog recover(long logStartOffset, long recoveryPoint, boolean clean) {
        return LogRecovery.recover(
                disk,
                new RecoveryRequest(
                        PARTITION,
                        folder,
                        config(),
                        ProducerSettings.DEFAULTS,
                        logStartOffset,
                        recoveryPoint,
                        clean,
                        nowMs,
                        cleanedOffset));
    }

    LogBed own(RecoveredLog found) {
        return own(found, 16);
    }

    LogBed own(RecoveredLog found, int maxOpen) {
        files = new FilePool(disk, maxOpen);
        log = new PartitionLog(found, config(), new LogEnvironment(files, deletions, new Random(1)));
        return this;
    }

    /** Stops in good order and starts again. */
    LogBed restart() {
        long start = log.logStartOffset();
        long end = log.logEndOffset();
        cleanedOffset = log.cleanedOffset();
        log.close();
        return open(start, end, true);
    }

    /** Stages and writes one batch, and returns the offset of its first record. */
    long append(String... values) {
        StageResult result = stage(batch(values));
        log.write();
        return ((StageResult.Appended) result).firstOffset();
    }

    StageResult stage(ByteBuffer batch) {
        return stage(batch, AppendOrigin.CLIENT);
    }

    StageResult stage(ByteBuffer batch, AppendOrigin origin) {
        return log.stage(batch, origin, 0, nowMs);
    }

    /** A batch with one record a value, all of this moment. */
    ByteBuffer batch(String... values) {
        return builder(values).build();
    }

    BatchBuilder builder(String... values) {
        BatchBuilder builder = new BatchBuilder();
        for (String value : values) {
            builder.append(nowMs, null, value.getBytes(StandardCharsets.UTF_8));
        }
        return builder;
    }

    /** One record of the leader's, at its offset. */
    ByteBuffer replicated(long offset, int leaderEpoch, String... values) {
        ByteBuffer batch = batch(values);
        RecordBatch.at(batch, 0).stampBaseOffset(offset);
        RecordBatch.at(batch, 0).stampLeaderEpoch(leaderEpoch);
        return batch;
    }

    static ByteBuffer marker(long producerId, short epoch, boolean commit, long nowMs) {
        TransactionMarker marker = new TransactionMarker(commit, 0);
        return new BatchBuilder()
                .producer(producerId, epoch, -1)
                .transactional()
                .control()
                .append(nowMs, marker.key(), marker.value())
                .build();
    }

    /** All values from {@code offset} to the log's end, by offset. */
    Map<Long, String> readAll(long offset) {
        Map<Long, String> values = new LinkedHashMap<>();
        long next = offset;
        while (next < log.logEndOffset()) {
            List<BatchRecord> records = read(next, 1, log.logEndOffset());
            if (records.isEmpty()) {
                break;
            }
            for (BatchRecord record : records) {
                if (record.offset() >= next) {
                    values.put(record.offset(), text(record.value()));
                }
            }
            next = records.getLast().offset() + 1;
        }
        return values;
    }

    /** The records of the whole batches in one read. */
    List<BatchRecord> read(long offset, int maxBytes, long upperBound) {
        ReadResult result = log.read(offset, maxBytes, AtLeast.ONE_BATCH, upperBound);
        LogSlice slice = (LogSlice) result;
        try {
            return records(bytes(slice));
        } finally {
            slice.release();
        }
    }

    static ByteBuffer bytes(LogSlice slice) {
        ByteBuffer bytes = ByteBuffer.allocate(slice.sizeInBytes());
        try {
            slice.copyTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.flip();
    }

    static List<BatchRecord> records(ByteBuffer batches) {
        List<BatchRecord> records = new ArrayList<>();
        BatchCursor cursor = new BatchCursor(batches);
        while (cursor.advance()) {
            try (RecordReader reader = RecordReader.open(cursor.batch(), 1 << 20)) {
                reader.forEachRemaining(records::add);
            }
        }
        return records;
    }

    static String text(ByteBuffer value) {
        return StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }

    List<String> names() {
        try {
            return disk.list(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A batch with a record for each pair of a key and a value, which may be null. */
    BatchBuilder keyed(String... keysAndValues) {
        BatchBuilder builder = new BatchBuilder();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.append(nowMs, utf8(keysAndValues[i]), utf8(keysAndValues[i + 1]));
        }
        return builder;
    }

    private static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Stages and writes one batch that is made already. */
    StageResult append(BatchBuilder batch) {
        StageResult result = stage(batch.build());
        log.write();
        return result;
    }

    /** Compacts what is due, with memory for many keys; returns whether there was something. */
    boolean compact() {
        return compact(1 << 20);
    }

    boolean compact(long mapBytes) {
        log.flush();
        log.updateHighWatermark(log.logEndOffset());
        Optional<DirtyRange> due = log.dueCompaction(nowMs);
        due.ifPresent(range -> run(log.beginCompaction(range, tools(mapBytes), nowMs)));
        return due.isPresent();
    }

    Compaction.Tools tools(long mapBytes) {
        return new Compaction.Tools(disk, mapBytes, 0.9, 2000, bytes -> {});
    }

    void run(CompactionTask task) {
        boolean more = true;
        while (more) {
            more = log.take(task, task.next(), nowMs);
        }
    }

    /** The batches' headers and records, as text, of the whole log from its start. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        long next = log.logStartOffset();
        while (next < log.logEndOffset()) {
            LogSlice slice = (LogSlice) log.read(next, 1, AtLeast.ONE_BATCH, log.logEndOffset());
            BatchCursor cursor = new BatchCursor(bytes(slice));
            slice.release();
            long before = next;
            while (cursor.advance()) {
                lines.add(describe(cursor.batch()));
                next = cursor.batch().nextOffset();
            }
            if (next == before) {
                break;
            }
        }
        return lines;
    }

    static String describe(RecordBatch batch) {
        StringBuilder text = new StringBuilder()
                .append(batch.baseOffset())
                .append("..")
                .append(batch.lastOffset())
                .append(batch.isControl() ? " control" : "");
        batch.deleteHorizonMs().ifPresent(horizon -> text.append(" horizon ").append(horizon));
        try (RecordReader reader = RecordReader.open(batch, 1 << 20)) {
            reader.forEachRemaining(record -> text.append(" ")
                    .append(record.offset())
                    .append(":")
                    .append(batch.isControl() || record.key() == null ? "" : text(record.key()))
                    .append("=")
                    .append(batch.isControl() || record.value() == null ? "" : text(record.value())));
        }
        return text.toString();
    }

    void flush() {
        log.flush();
    }

    void deleteDue() {
        deletions.takeDue(nowMs).forEach(deletion -> deletion.run(disk));
    }
}
