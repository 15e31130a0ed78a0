package io.ottla.compat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.LeftOutMarkers;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Words are counted right though the application and the broker are killed: of each word, the committed counts are one, two,
 * three, and so on, none missing and none twice.
 */
class WordCountTest {
    private static final int PARTITIONS = 2;
    private static final int WORDS_A_LINE = 5;
    private static final List<String> WORDS =
            List.of("otter", "river", "stone", "reed", "fish", "moon", "bank", "rain", "heron", "willow");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void eachWordIsCountedOnce(TargetKind kind) throws Exception {
        run(kind, 2, 300);
    }

    @EnabledIfSystemProperty(named = "compat.long", matches = "true", disabledReason = "runs with -Dcompat.long=true")
    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void eachOfAHundredThousandWordsIsCountedOnce(TargetKind kind) throws Exception {
        run(kind, 20, 1_000);
    }

    private void run(TargetKind kind, int rounds, int linesARound) throws Exception {
        TargetSettings settings = TargetSettings.in(folder).withQuickGroups();
        try (Target target = kind.create(settings);
                WordCountApp app = new WordCountApp(target, folder)) {
            target.start();
            Clients.createTopic(target, "lines", PARTITIONS, Map.of());
            Clients.createTopic(target, "counts", PARTITIONS, Map.of());
            app.start();
            LeftOutMarkers.excuse(target, () -> countUnderKills(target, app, rounds, linesARound));
        }
    }

    /** In each round lines come, and application and broker are killed in turns while they are counted. */
    private static void countUnderKills(Target target, WordCountApp app, int rounds, int linesARound) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, Long> expected = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            long before = total(expected);
            send(target, linesARound, random, expected);
            long some = before + random.nextInt(linesARound * WORDS_A_LINE / 2) + 1;
            awaitCounted(target, app, some);
            if (round % 2 == 0) {
                app.kill();
                app.start();
            } else {
                target.kill();
                target.start();
            }
        }
        awaitCounted(target, app, total(expected));
        assertThat(app.isRunning()).isTrue();
        assertThat(counts(target)).as("the counts of the run with seed " + seed).isEqualTo(expected);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void send(Target target, int lines, Random random, Map<String, Long> expected) {
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (int i = 0; i < lines; i++) {
                StringBuilder line = new StringBuilder();
                for (int w = 0; w < WORDS_A_LINE; w++) {
                    String word = WORDS.get(random.nextInt(WORDS.size()));
                    line.append(w == 0 ? "" : " ").append(word);
                    expected.merge(word, 1L, Long::sum);
                }
                var unused = producer.send(new ProducerRecord<>("lines", i % PARTITIONS, null, line.toString()));
            }
        }
    }

    private static void awaitCounted(Target target, WordCountApp app, long atLeast) {
        long[] counted = new long[1];
        Await.until(
                Duration.ofMinutes(2),
                () -> atLeast + " words; " + counted[0] + " are counted, and the application wrote\n" + app.tail(),
                () -> {
                    counted[0] = total(counts(target));
                    return counted[0] >= atLeast;
                });
    }

    /** The last committed count of each word, when all counts of each were checked to follow one another. */
    private static Map<String, Long> counts(Target target) {
        Map<String, Long> last = new TreeMap<>();
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", target.bootstrap());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        try (Consumer<String, Long> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new LongDeserializer())) {
            for (int p = 0; p < PARTITIONS; p++) {
                TopicPartition partition = new TopicPartition("counts", p);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                while (consumer.position(partition) < end) {
                    for (ConsumerRecord<String, Long> record : consumer.poll(Duration.ofMillis(100))) {
                        assertThat(record.value())
                                .as("the count of " + record.key() + " at offset " + record.offset())
                                .isEqualTo(last.getOrDefault(record.key(), 0L) + 1);
                        last.put(record.key(), record.value());
                    }
                }
            }
        }
        return last;
    }
}
