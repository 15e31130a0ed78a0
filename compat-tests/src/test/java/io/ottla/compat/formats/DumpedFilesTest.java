package io.ottla.compat.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's dump tool reads every file of a data folder and finds nothing wrong with any. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DumpedFilesTest {
    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "snappy", "lz4", "zstd");

    /** Enough for several segments of the smallest size there is. */
    private static final int RECORDS = 3_000;

    private static final Pattern PAYLOAD = Pattern.compile("\\| offset: (\\d+) .* payload: (.*)");

    private final Random random = new Random(7);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void everyFileReadsWithoutAComplaint(TargetKind kind) throws IOException {
        TargetSettings settings = TargetSettings.in(folder)
                .with("log.segment.bytes", "1048576")
                .with("log.index.interval.bytes", "512")
                .with("metadata.log.max.record.bytes.between.snapshots", "2000");
        Map<String, List<String>> values = new TreeMap<>();
        try (Target target = kind.create(settings)) {
            target.start();
            for (String compression : COMPRESSIONS) {
                Clients.createTopic(target, compression, 1, Map.of("retention.ms", "-1"));
                values.put(compression, new ArrayList<>());
                fill(target, compression, values.get(compression));
            }
            target.kill();
            target.start();
            for (String compression : COMPRESSIONS) {
                fill(target, compression, values.get(compression));
            }
            assertThat(target.stop()).isIn(0, 143);
        }
        for (String compression : COMPRESSIONS) {
            checkPartition(settings.dataFolder().resolve(compression + "-0"), values.get(compression));
        }
        checkMetadata(settings.dataFolder().resolve("__cluster_metadata-0"));
    }

    /** Values that do not compress, so that every compression fills several segments. */
    private void fill(Target target, String compression, List<String> values) {
        Map<String, Object> settings = Map.of("compression.type", compression, "linger.ms", 20);
        byte[] bytes = new byte[700];
        try (Producer<String, String> producer = Clients.producer(target, settings)) {
            for (int i = 0; i < RECORDS / 2; i++) {
                random.nextBytes(bytes);
                String value = HexFormat.of().formatHex(bytes);
                values.add(value);
                producer.send(new ProducerRecord<>(compression, 0, 1_700_000_000_000L + values.size(), null, value));
            }
        }
    }

    private static void checkPartition(Path partition, List<String> values) throws IOException {
        List<Path> segments = LogDump.files(partition, ".log");
        assertThat(segments).hasSizeGreaterThan(2);
        List<String> payloads = new ArrayList<>();
        for (String line : LogDump.records(segments)) {
            Matcher record = PAYLOAD.matcher(line);
            if (record.matches()) {
                assertThat(Long.parseLong(record.group(1))).isEqualTo(payloads.size());
                payloads.add(record.group(2));
            }
        }
        assertThat(payloads).isEqualTo(values);

        List<Path> indexes = LogDump.files(partition, "index");
        assertThat(indexes).hasSize(2 * segments.size());
        LogDump.checkIndexes(indexes);
        assertThat(LogDump.entries(indexes)).hasSizeGreaterThan(100);
        List<Path> snapshots = LogDump.files(partition, ".snapshot");
        assertThat(snapshots).isNotEmpty();
        assertThat(LogDump.entries(snapshots)).anyMatch(line -> line.startsWith("producerId: "));

        assertThat(Files.readAllLines(partition.resolve("partition.metadata")))
                .hasSize(2)
                .startsWith("version: 0")
                .element(1)
                .asString()
                .matches("topic_id: [A-Za-z0-9_-]{22}");
        List<String> epochs = Files.readAllLines(partition.resolve("leader-epoch-checkpoint"));
        assertThat(epochs).startsWith("0").hasSizeGreaterThan(2);
        assertThat(epochs.get(2)).matches("\\d+ 0");
    }

    private static void checkMetadata(Path partition) {
        List<String> log = LogDump.metadata(LogDump.files(partition, ".log"));
        for (String type :
                List.of("FEATURE_LEVEL_RECORD", "REGISTER_BROKER_RECORD", "TOPIC_RECORD", "PARTITION_RECORD")) {
            assertThat(log).anyMatch(line -> line.contains("\"type\":\"" + type + "\""));
        }
        assertThat(log).anyMatch(line -> line.contains("LeaderChange: "));
        List<Path> snapshots = LogDump.files(partition, ".checkpoint");
        assertThat(snapshots).isNotEmpty();
        List<String> snapshot = LogDump.metadata(List.of(snapshots.getLast()));
        assertThat(snapshot).anyMatch(line -> line.contains("SnapshotHeader"));
        assertThat(snapshot).anyMatch(line -> line.contains("SnapshotFooter"));
        // The one that formatting leaves behind need not hold more than the voters.
        if (!snapshots.getLast().getFileName().toString().startsWith("00000000000000000000-")) {
            assertThat(snapshot).anyMatch(line -> line.contains("\"type\":\"FEATURE_LEVEL_RECORD\""));
        }
    }
}
