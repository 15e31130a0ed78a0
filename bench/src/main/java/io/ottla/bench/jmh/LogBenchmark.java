package io.ottla.bench.jmh;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.disk.FileDisk;
import io.ottla.storage.log.AppendRequest;
import io.ottla.storage.log.AtLeast;
import io.ottla.storage.log.LogConfig;
import io.ottla.storage.log.LogEnvironment;
import io.ottla.storage.log.LogRecovery;
import io.ottla.storage.log.LogSlice;
import io.ottla.storage.log.PartitionLog;
import io.ottla.storage.log.PendingDeletions;
import io.ottla.storage.log.RecoveryRequest;
import io.ottla.storage.log.StageResult;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.storage.segment.FilePool;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Appending to a log on the real disk, and finding a place in one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogBenchmark {
    private static final int BURST = 64;
    private static final int BATCHES_TO_FIND = 200_000;
    private static final int READ_BYTES = 1 << 20;
    private static final long NOW_MS = 1_700_000_000_000L;
    /** Small segments, deleted as soon as there are newer ones, so that a long run does not fill the disk. */
    private static final LogConfig SMALL = LogConfig.of(
            Map.of("segment.bytes", "268435456", "retention.bytes", "268435456", "file.delete.delay.ms", "0"));

    private final Random random = new Random(1);
    private final ByteBuffer small = batch(100);
    private final ByteBuffer large = batch(64_000);
    private Path folder;
    private final FileDisk disk = new FileDisk();
    private final PendingDeletions deletions = new PendingDeletions();
    private PartitionLog appended;
    private PartitionLog searched;
    private long appends;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("ottla-jmh");
        appended = open("appended");
        searched = open("searched");
        for (int i = 0; i < BATCHES_TO_FIND; i++) {
            stage(searched, small);
            searched.write();
        }
    }

    @Benchmark
    public void append64KibBatch() {
        stage(appended, large);
        appended.write();
        sweep(1_000);
    }

    /** What a burst of small requests comes to for each of them: one write for all. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void appendSmallBatchInABurst() {
        for (int i = 0; i < BURST; i++) {
            stage(appended, small);
        }
        appended.write();
        sweep(10_000);
    }

    /** Anywhere in the log: the index, and a walk from the place it names. */
    @Benchmark
    public int lookUp() {
        LogSlice slice = (LogSlice)
                searched.read(random.nextInt(BATCHES_TO_FIND), READ_BYTES, AtLeast.ONE_BATCH, BATCHES_TO_FIND);
        int size = slice.sizeInBytes();
        slice.release();
        return size;
    }

    /** At the end, where most reads are. */
    @Benchmark
    public int lookUpAtTheEnd() {
        LogSlice slice = (LogSlice) searched.read(BATCHES_TO_FIND - 1, READ_BYTES, AtLeast.ONE_BATCH, BATCHES_TO_FIND);
        int size = slice.sizeInBytes();
        slice.release();
        return size;
    }

    @TearDown
    public void delete() throws IOException {
        appended.abandon();
        searched.abandon();
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private void sweep(int every) {
        if (++appends % every == 0) {
            appended.updateHighWatermark(appended.logEndOffset());
            appended.applyRetention(NOW_MS);
            deletions.takeAll().forEach(deletion -> deletion.run(disk));
        }
    }

    private static void stage(PartitionLog log, ByteBuffer batch) {
        RecordBatch.at(batch, 0).stampBaseOffset(0);
        StageResult result = log.stage(batch, new AppendRequest(AppendOrigin.CLIENT, 0, NOW_MS));
        if (!(result instanceof StageResult.Appended)) {
            throw new IllegalStateException("not appended: " + result);
        }
    }

    private PartitionLog open(String topic) throws IOException {
        TopicPartition partition = new TopicPartition(topic, 0);
        Path partitionFolder = Files.createDirectories(folder.resolve(partition.toString()));
        return new PartitionLog(
                LogRecovery.recover(
                        disk,
                        RecoveryRequest.ofNew(partition, partitionFolder, SMALL, ProducerSettings.DEFAULTS, NOW_MS)),
                SMALL,
                new LogEnvironment(new FilePool(disk, 16), deletions, new Random(1)));
    }

    private static ByteBuffer batch(int valueBytes) {
        ByteBuffer built =
                new BatchBuilder().append(NOW_MS, null, new byte[valueBytes]).build();
        return ByteBuffer.allocateDirect(built.remaining()).put(built).flip();
    }
}
