package io.ottla.applications.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.OnBothTargets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people build Streams applications of comes out the same as on the reference. */
class StreamsTest extends OnBothTargets {
    private static final Application STREAMS = new Application("streams", "Kafka Streams");
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long NOON_MS = 1_750_000_000_000L / HOUR_MS * HOUR_MS;

    @TempDir
    private Path folder;

    @Test
    void aStreamIsJoinedWithATable() throws Exception {
        STREAMS.check(target, "stream-table join, EOS v2", () -> {
            String name = uniqueTopic("streams-join");
            Topics topics = new Topics(target);
            topics.create(name + "-orders", name + "-towns", name + "-out");
            topics.send(name + "-towns", NOON_MS, "ann=Bath", "bob=York", "ann=Hull");
            topics.send(name + "-orders", NOON_MS + 1, "ann=tea", "cid=ale", "bob=rum");
            try (StreamsApp app = StreamsApp.start(target, name, join(name), folder)) {
                assertThat(topics.committed(name + "-out", 2)).containsExactly("ann=tea to Hull", "bob=rum to York");
                topics.send(name + "-towns", NOON_MS + 2, "cid=Deal");
                topics.send(name + "-orders", NOON_MS + 3, "cid=ale");
                assertThat(topics.committed(name + "-out", 3)).last().isEqualTo("cid=ale to Deal");
                assertThat(app.restored()).isZero();
            }
        });
    }

    private static Topology join(String name) {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, String> towns = builder.table(name + "-towns");
        KStream<String, String> orders = builder.stream(name + "-orders");
        orders.join(towns, (order, town) -> order + " to " + town).to(name + "-out");
        return builder.build();
    }

    @Test
    void recordsAreCountedByWindow() throws Exception {
        STREAMS.check(target, "windowed aggregate with repartitioning, EOS v2", () -> {
            String name = uniqueTopic("streams-window");
            Topics topics = new Topics(target);
            topics.create(name + "-in", name + "-out");
            try (StreamsApp app = StreamsApp.start(target, name, windows(name), folder)) {
                topics.send(name + "-in", NOON_MS, "1=tea", "2=ale");
                topics.send(name + "-in", NOON_MS + HOUR_MS - 1, "3=tea");
                topics.send(name + "-in", NOON_MS + HOUR_MS, "4=tea");
                topics.send(name + "-in", NOON_MS, "5=ale");
                assertThat(topics.committed(name + "-out", 5))
                        .contains("tea@0=1", "ale@0=1", "tea@0=2", "tea@1=1", "ale@0=2");
                assertThat(app.restored()).isZero();
            }
        });
    }

    /** Counts values by the hour. That the key changes makes it go through a topic of its own. */
    private static Topology windows(String name) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> drinks = builder.stream(name + "-in");
        drinks.groupBy((number, drink) -> drink)
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofHours(1), Duration.ofHours(2)))
                .count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("counts")
                        .withCachingDisabled())
                .toStream(
                        (window, count) -> window.key() + "@" + (window.window().start() - NOON_MS) / HOUR_MS)
                .mapValues(count -> Long.toString(count))
                .to(name + "-out");
        return builder.build();
    }

    @Test
    void stateComesBackFromItsChangelog() throws Exception {
        STREAMS.check(target, "restart with changelog restore, EOS v2", () -> {
            String name = uniqueTopic("streams-restore");
            Topics topics = new Topics(target);
            topics.create(name + "-in", name + "-out");
            try (StreamsApp app = StreamsApp.start(target, name, counts(name), folder.resolve("first"))) {
                topics.send(name + "-in", NOON_MS, "tea=1", "tea=2", "ale=3");
                assertThat(topics.committed(name + "-out", 3)).containsExactly("tea=1", "tea=2", "ale=1");
                assertThat(app.restored()).isZero();
            }
            try (StreamsApp app = StreamsApp.start(target, name, counts(name), folder.resolve("second"))) {
                topics.send(name + "-in", NOON_MS, "tea=4", "ale=5");
                assertThat(topics.committed(name + "-out", 5)).endsWith("tea=3", "ale=2");
                assertThat(app.restored()).isPositive();
            }
        });
    }

    private static Topology counts(String name) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> drinks = builder.stream(name + "-in");
        drinks.groupByKey()
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts")
                        .withCachingDisabled())
                .toStream()
                .mapValues(count -> Long.toString(count))
                .to(name + "-out");
        return builder.build();
    }
}
