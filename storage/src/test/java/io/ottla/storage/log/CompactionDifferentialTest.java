package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.disk.FileDisk;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchCursor;
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
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same appends and compactions, by the reference and by this broker: what is left is the same. */
class CompactionDifferentialTest {
    private static final int SEEDS = 6;
    private static final int ROUNDS = 5;
    private static final Map<String, String> CONFIGS = Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", "4000",
            "index.interval.bytes", "300",
            "segment.ms", "100000000000",
            "delete.retention.ms", "30000",
            "min.cleanable.dirty.ratio", "0.0");

    private final ProducerSettings producers = new ProducerSettings(86_400_000, false, 900_000);
    private long nowMs = 1_800_000_000_000L;
    private Random random;
    private int[] sequences;
    private int values;

    @TempDir
    Path temp;

    @Test
    void leavesTheSameFiles() throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            compare(seed, new Compression[] {Compression.NONE});
        }
    }

    @Test
    void leavesTheSameRecordsOfPackedBatches() throws Exception {
        for (long seed = 100; seed < 100 + SEEDS / 2; seed++) {
            compare(seed, Compression.values());
        }
    }

    private void compare(long seed, Compression[] compressions) throws Exception {
        random = new Random(seed);
        sequences = new int[5];
        LogBed bed = new LogBed(new FileDisk(), temp.resolve("ours" + seed));
        bed.configs.putAll(CONFIGS);
        bed.nowMs = nowMs;
        bed.own(LogRecovery.recover(
                bed.disk,
                new RecoveryRequest(
                        LogBed.PARTITION,
                        bed.folder,
                        bed.config(),
                        producers,
                        0,
                        0,
                        true,
                        nowMs,
                        OptionalLong.empty())));
        Path theirs = temp.resolve("theirs" + seed).resolve(LogBed.PARTITION.toString());
        Files.createDirectories(theirs);
        boolean bytesAgree = compressions.length == 1;
        long mapBytes = random.nextBoolean() ? 1 << 20 : 24L * 40;
        try (ReferenceLog reference = new ReferenceLog(theirs, CONFIGS, 0, true, nowMs)) {
            ReferenceCleaner cleaner = new ReferenceCleaner(reference.log(), (int) mapBytes);
            for (int round = 0; round < ROUNDS; round++) {
                append(bed, reference, compressions);
                nowMs += 20_000;
                bed.nowMs = nowMs;
                reference.log().updateHighWatermark(reference.log().logEndOffset());
                boolean compacted = bed.compact(mapBytes);
                cleaner.clean(nowMs);
                assertThat(compacted).isTrue();
                String name = "seed " + seed + ", round " + round;
                if (mapBytes > 1000) {
                    assertThat(bed.log.cleanedOffset()).as(name).hasValue(cleaner.cleanedOffset());
                    assertThat(batches(bed.folder)).as(name).isEqualTo(batches(theirs));
                    if (bytesAgree) {
                        assertThat(files(bed.folder)).as(name).isEqualTo(files(theirs));
                    }
                } else {
                    // The two do not take keys for each other's when there is no room for more, and so end elsewhere.
                    finish(bed, mapBytes);
                    cleaner.finish(nowMs);
                    assertThat(lastOfEachKey(bed.folder)).as(name).isEqualTo(lastOfEachKey(theirs));
                }
            }
        }
        bed.log.close();
    }

    private static void finish(LogBed bed, long mapBytes) {
        int rounds = 0;
        while (bed.compact(mapBytes)) {
            rounds++;
            assertThat(rounds).isLessThan(1000);
        }
    }

    private void append(LogBed bed, ReferenceLog reference, Compression[] compressions) {
        for (int i = 0; i < 60; i++) {
            int producer = random.nextInt(6);
            BatchBuilder batch = new BatchBuilder().compression(compressions[random.nextInt(compressions.length)]);
            int records = 1 + random.nextInt(5);
            if (producer < 5) {
                batch.producer(1000 + producer, (short) 0, sequences[producer]);
                sequences[producer] += records;
            }
            boolean transactional = producer >= 2 && producer < 5;
            if (transactional) {
                batch.transactional();
            }
            for (int j = 0; j < records; j++) {
                batch.append(nowMs - random.nextInt(5000), bytes("key" + random.nextInt(40)), value());
            }
            append(bed, reference, batch.build(), AppendOrigin.CLIENT);
            if (transactional && random.nextInt(3) > 0) {
                append(
                        bed,
                        reference,
                        LogBed.marker(1000 + producer, (short) 0, random.nextBoolean(), nowMs),
                        AppendOrigin.COORDINATOR);
            }
        }
        for (int producer = 2; producer < 5; producer++) {
            append(bed, reference, LogBed.marker(1000 + producer, (short) 0, true, nowMs), AppendOrigin.COORDINATOR);
        }
    }

    private byte[] value() {
        values++;
        return random.nextInt(4) == 0 ? null : bytes("value " + values + "x".repeat(random.nextInt(80)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void append(LogBed bed, ReferenceLog reference, ByteBuffer batch, AppendOrigin origin) {
        ByteBuffer copy =
                ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
        StageResult result = bed.log.stage(batch, origin, 0, nowMs);
        assertThat(result).isInstanceOf(StageResult.Appended.class);
        bed.log.write();
        reference.append(
                copy,
                origin == AppendOrigin.CLIENT
                        ? org.apache.kafka.storage.internals.log.AppendOrigin.CLIENT
                        : org.apache.kafka.storage.internals.log.AppendOrigin.COORDINATOR,
                0);
    }

    private static List<String> batches(Path folder) throws IOException {
        List<String> batches = new ArrayList<>();
        for (Path file : logs(folder)) {
            batches.add(file.getFileName().toString());
            BatchCursor cursor = new BatchCursor(ByteBuffer.wrap(Files.readAllBytes(file)));
            while (cursor.advance()) {
                batches.add(LogBed.describe(cursor.batch()) + " "
                        + cursor.batch().attributes() + " "
                        + cursor.batch().producerId() + " " + cursor.batch().baseSequence() + " "
                        + cursor.batch().maxTimestamp());
            }
        }
        return batches;
    }

    private static Map<String, String> lastOfEachKey(Path folder) throws IOException {
        Map<String, String> last = new TreeMap<>();
        for (Path file : logs(folder)) {
            LogBed.records(ByteBuffer.wrap(Files.readAllBytes(file))).forEach(record -> {
                if (record.value() == null) {
                    last.remove(LogBed.text(record.key()));
                } else if (record.key().remaining() > 4) {
                    last.put(LogBed.text(record.key()), record.offset() + " " + LogBed.text(record.value()));
                }
            });
        }
        return last;
    }

    private static List<Path> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    /** All files of closed segments, by name. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        String active = logs(folder).getLast().getFileName().toString().replace(".log", "");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean counts = name.startsWith("0") && !name.startsWith(active) && !name.endsWith(".deleted");
                byte[] bytes = Files.readAllBytes(file);
                // The reference leaves an empty index of transactions where all of them are gone.
                if (counts && !(name.endsWith(".txnindex") && bytes.length == 0)) {
                    content.put(name, HexFormat.of().formatHex(bytes));
                }
            }
        }
        return content;
    }
}
