package io.ottla.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.metrics.Sample;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.record.metadata.ConfigRecord;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What compaction goes by may change while the broker runs; and it tells what it does. */
class CleanerConfigTest {
    private static final int RECORDS = 60;

    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Requests requests = new Requests(broker);
    private final MetricsRegistry metrics = new MetricsRegistry();

    @Test
    void aShorterBackoffCountsAtOnce() {
        set("log.cleaner.backoff.ms", "86400000");
        create("topic");
        broker.advance(60_000);
        assertThat(broker.partition("topic", 0).log().cleanedOffset())
                .as("it is not time yet")
                .isEmpty();
        set("log.cleaner.backoff.ms", "1000");
        broker.advance(5_000);
        assertThat(broker.partition("topic", 0).log().cleanedOffset()).isPresent();
    }

    @Test
    void settingsAreThoseOfTheFileUnlessTheyAreSet() {
        CleanerSettings ofFile = new CleanerSettings(true, 2, 1 << 20, 0.9, 20_000, 1e9, 15_000);
        BrokerConfigs configs = BrokerConfigs.of(Map.of("log.cleaner.threads", "2"));
        assertThat(ofFile.changedBy(configs)).isSameAs(ofFile);
        CleanerSettings changed = ofFile.changedBy(configs.withDynamicOfAll(Map.of(
                "log.cleaner.threads", "4",
                "log.cleaner.io.max.bytes.per.second", "1000",
                "log.cleaner.dedupe.buffer.size", "134217728")));
        assertThat(changed).isEqualTo(new CleanerSettings(true, 4, 134217728, 0.9, 20_000, 1000, 15_000));
        assertThat(changed.bytesPerSecondOfOne()).isEqualTo(250);
        assertThat(changed.mapBytes()).isEqualTo(134217728 / 4);
    }

    @Test
    void itTellsHowDirtyLogsAreAndWhatBecameOfThem() {
        broker.service.register(metrics);
        create("topic");
        broker.setConfig("topic", "min.cleanable.dirty.ratio", "1.0");
        broker.advance(30_000);
        assertThat(value("log_cleaner_manager_max_dirty_percent")).isEqualTo(100);
        broker.setConfig("topic", "min.cleanable.dirty.ratio", "0.1");
        broker.advance(60_000);
        assertThat(broker.partition("topic", 0).log().cleanedOffset()).isPresent();
        assertThat(value("log_cleaner_manager_max_dirty_percent")).isLessThan(100);
        assertThat(value("log_cleaner_cleaner_recopy_percent")).isBetween(1L, 70L);
        assertThat(value("log_cleaner_manager_time_since_last_run_ms")).isBetween(0L, 16_000L);
        assertThat(uncleanable()).isZero();
    }

    @Test
    void itTellsOfLogsThatAreNotCompactedAnyMore() throws IOException {
        broker.service.register(metrics);
        create("topic");
        var folder = broker.partition("topic", 0).log().folder();
        broker.disk.flipBit(folder.resolve("00000000000000000000.log"), 8 * 100);
        broker.advance(60_000);
        assertThat(uncleanable()).isEqualTo(1);
    }

    private long uncleanable() {
        return metrics.snapshot().stream()
                .filter(sample -> sample.name().name().equals("log_cleaner_manager_uncleanable_partitions_count"))
                .mapToLong(sample -> ((Sample.Level) sample).value())
                .sum();
    }

    private long value(String name) {
        return metrics.snapshot().stream()
                .filter(sample -> sample.name().name().equals(name))
                .mapToLong(sample -> ((Sample.Level) sample).value())
                .findFirst()
                .orElseThrow();
    }

    private void set(String key, String value) {
        broker.apply(new ConfigRecord()
                .resourceType((byte) 4)
                .resourceName("")
                .name(key)
                .value(value));
        broker.publishWithoutSettling();
        broker.settle();
    }

    private void create(String topic) {
        broker.createTopic(
                topic, 1, "segment.index.bytes", "64", "index.interval.bytes", "0", "min.cleanable.dirty.ratio", "0.1");
        broker.setConfig(topic, "cleanup.policy", "compact");
        for (int i = 0; i < RECORDS; i++) {
            assertThat(requests.append(topic, 0, keyed(i)).errorCode()).isZero();
        }
    }

    private BufferRecords keyed(int i) {
        return Records.records(
                new BatchBuilder().append(broker.nowMs(), Records.bytes("key" + i % 7), Records.bytes("" + i)));
    }
}
