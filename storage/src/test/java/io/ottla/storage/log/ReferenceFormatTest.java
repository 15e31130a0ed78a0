package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.disk.FileDisk;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.storage.internals.log.LogSegment;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same appends, by the reference's log and by this one: the files are the same, and each opens the other's. */
class ReferenceFormatTest {
    private static final int SEEDS = 6;
    private static final Map<String, String> CONFIGS =
            Map.of("segment.bytes", "4000", "index.interval.bytes", "300", "segment.ms", "100000000");

    private record Append(ByteBuffer batch, AppendOrigin origin, int leaderEpoch) {}

    private final long nowMs = 1_800_000_000_000L;

    @TempDir
    Path temp;

    @Test
    void writesTheSameFiles() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Append> appends = appends(seed);
            Path ours = writeOurs(temp.resolve("ours" + seed), appends);
            Path theirs = writeTheirs(temp.resolve("theirs" + seed), appends);
            assertThat(files(ours)).as("seed %d", seed).isEqualTo(files(theirs));
        }
    }

    @Test
    void opensWhatTheReferenceWrote() throws IOException {
        List<Append> appends = appends(77);
        for (boolean clean : new boolean[] {true, false}) {
            Path dir = temp.resolve("theirs-" + clean);
            Path folder = writeTheirs(dir, appends);
            LogBed bed = bed(dir).own(recover(folder, clean));
            try (ReferenceLog reference =
                    new ReferenceLog(writeTheirs(temp.resolve("r" + clean), appends), CONFIGS, 0, true, nowMs)) {
                compare(bed.log, reference.log());
            }
        }
    }

    @Test
    void isOpenedByTheReference() throws IOException {
        List<Append> appends = appends(78);
        for (boolean clean : new boolean[] {true, false}) {
            Path dir = temp.resolve("ours-" + clean);
            Path folder = writeOurs(dir, appends);
            LogBed bed = bed(temp.resolve("o" + clean));
            writeOurs(temp.resolve("o" + clean), appends);
            bed.own(recover(bed.folder, true));
            try (ReferenceLog reference =
                    new ReferenceLog(folder, CONFIGS, clean ? bed.log.logEndOffset() : 0, clean, nowMs)) {
                compare(bed.log, reference.log());
                for (LogSegment segment : reference.log().logSegments()) {
                    segment.sanityCheck(false);
                    segment.offsetIndex().sanityCheck();
                    segment.timeIndex().sanityCheck();
                }
            }
        }
    }

    private static void compare(PartitionLog ours, UnifiedLog theirs) throws IOException {
        assertThat(ours.logEndOffset()).isEqualTo(theirs.logEndOffset());
        assertThat(ours.logStartOffset()).isEqualTo(theirs.logStartOffset());
        assertThat(ours.segmentCount()).isEqualTo(theirs.numberOfSegments());
        assertThat(ours.sizeBytes()).isEqualTo(theirs.size());
        assertThat(ours.latestEpoch().getAsInt()).isEqualTo(theirs.latestEpoch().get());
        assertThat(ours.producers().producerCount()).isEqualTo(theirs.producerIdCount());
        List<AbortedTransaction> aborted = ours.abortedTransactions(0, ours.logEndOffset());
        assertThat(aborted).isNotEmpty();
        assertThat(aborted)
                .isEqualTo(theirs.collectAbortedTransactions(0, theirs.logEndOffset()).stream()
                        .map(txn -> new AbortedTransaction(
                                txn.producerId(), txn.firstOffset(), txn.lastOffset(), txn.lastStableOffset()))
                        .toList());
        for (LogSegment segment : theirs.logSegments()) {
            for (Record record : segment.log().records()) {
                assertThat(ours.epochForOffset(record.offset()).getAsInt())
                        .isEqualTo(theirs.leaderEpochCache()
                                .epochForOffset(record.offset())
                                .getAsInt());
                compareTimes(ours, theirs, record.timestamp());
            }
        }
    }

    private static void compareTimes(PartitionLog ours, UnifiedLog theirs, long timestamp) {
        for (long target : new long[] {timestamp - 1, timestamp, timestamp + 1}) {
            FoundOffset expected = theirs.fetchOffsetByTimestamp(target, Optional.empty())
                    .timestampAndOffsetOpt()
                    .map(found -> new FoundOffset(found.offset, found.timestamp, found.leaderEpoch.orElse(-1)))
                    .orElse(null);
            assertThat(ours.offsetForTimestamp(target).orElse(null)).isEqualTo(expected);
        }
    }

    private LogBed bed(Path dir) {
        LogBed bed = new LogBed(new FileDisk(), dir);
        bed.configs.putAll(CONFIGS);
        bed.nowMs = nowMs;
        return bed;
    }

    private RecoveredLog recover(Path folder, boolean clean) {
        ProducerSettings settings = new ProducerSettings(86_400_000, false, 900_000);
        return LogRecovery.recover(
                new FileDisk(),
                new RecoveryRequest(
                        LogBed.PARTITION,
                        folder,
                        LogConfig.of(CONFIGS),
                        settings,
                        0,
                        0,
                        clean,
                        nowMs,
                        OptionalLong.empty()));
    }

    private Path writeOurs(Path dir, List<Append> appends) {
        LogBed bed = bed(dir);
        bed.own(recover(bed.folder, true));
        for (Append append : appends) {
            StageResult result = bed.log.stage(copy(append.batch()), append.origin(), append.leaderEpoch(), nowMs);
            assertThat(result).isInstanceOf(StageResult.Appended.class);
            bed.log.write();
        }
        bed.log.updateHighWatermark(bed.log.logEndOffset());
        bed.log.close();
        return bed.folder;
    }

    private Path writeTheirs(Path dir, List<Append> appends) throws IOException {
        Path folder = dir.resolve(LogBed.PARTITION.toString());
        Files.createDirectories(folder);
        try (ReferenceLog reference = new ReferenceLog(folder, CONFIGS, 0, true, nowMs)) {
            for (Append append : appends) {
                reference.append(
                        copy(append.batch()),
                        append.origin() == AppendOrigin.CLIENT
                                ? org.apache.kafka.storage.internals.log.AppendOrigin.CLIENT
                                : org.apache.kafka.storage.internals.log.AppendOrigin.COORDINATOR,
                        append.leaderEpoch());
            }
        }
        return folder;
    }

    private static ByteBuffer copy(ByteBuffer batch) {
        return ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
    }

    /** The files of a log, by name; those that this broker does not write are left out. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("partition.metadata")) {
                    content.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return content;
    }

    /** Plain, idempotent and transactional batches in all compressions, under growing epochs. */
    private List<Append> appends(long seed) {
        Random random = new Random(seed);
        List<Append> appends = new ArrayList<>();
        int[] sequences = new int[4];
        int epoch = 0;
        for (int i = 0; i < 150; i++) {
            epoch += random.nextInt(25) == 0 ? 1 : 0;
            int producer = random.nextInt(5);
            BatchBuilder batch = new BatchBuilder().compression(Compression.values()[random.nextInt(5)]);
            int records = 1 + random.nextInt(4);
            if (producer < 4) {
                batch.producer(1000 + producer, (short) 0, sequences[producer]);
                sequences[producer] += records;
            }
            if (producer >= 2 && producer < 4) {
                batch.transactional();
            }
            for (int j = 0; j < records; j++) {
                long timestamp = nowMs - 1_000_000 + i * 1000L - random.nextInt(5000);
                batch.append(
                        timestamp, null, ("v" + i + "x".repeat(random.nextInt(120))).getBytes(StandardCharsets.UTF_8));
            }
            appends.add(new Append(batch.build(), AppendOrigin.CLIENT, epoch));
            if (producer >= 2 && producer < 4 && random.nextBoolean()) {
                ByteBuffer marker =
                        LogBed.marker(1000 + producer, (short) 0, random.nextBoolean(), nowMs - 1_000_000 + i * 1000L);
                appends.add(new Append(marker, AppendOrigin.COORDINATOR, epoch));
            }
        }
        return appends;
    }
}
