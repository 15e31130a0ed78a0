package io.ottla.broker.partition;

import io.ottla.broker.config.StorageSettings;
import io.ottla.controller.configdef.BrokerConfigs;

/**
 * How logs are compacted. All but whether they are may change while the broker runs.
 *
 * @param enabled {@code log.cleaner.enable}
 * @param threads {@code log.cleaner.threads}: how many logs are compacted at a time
 * @param dedupeBytes {@code log.cleaner.dedupe.buffer.size}: memory for keys, of all logs that are compacted at a time
 * @param mapLoadFactor {@code log.cleaner.io.buffer.load.factor}, which is of that memory
 * @param ioBufferBytes {@code log.cleaner.io.buffer.size}: memory to read and to write all of them through
 * @param bytesPerSecond {@code log.cleaner.io.max.bytes.per.second}, for all of them
 * @param backoffMs {@code log.cleaner.backoff.ms}: how often logs are looked through for what is due
 */
public record CleanerSettings(
        boolean enabled,
        int threads,
        long dedupeBytes,
        double mapLoadFactor,
        int ioBufferBytes,
        double bytesPerSecond,
        long backoffMs) {

    public CleanerSettings {
        threads = Math.max(1, threads);
    }

    public static CleanerSettings of(StorageSettings.Cleaner cleaner) {
        return new CleanerSettings(
                cleaner.enabled(),
                cleaner.threads(),
                cleaner.dedupeBufferBytes(),
                cleaner.ioBufferLoadFactor(),
                cleaner.ioBufferBytes(),
                cleaner.ioMaxBytesPerSecond(),
                cleaner.backoffMs());
    }

    /** With what was set while the broker runs. */
    CleanerSettings changedBy(BrokerConfigs configs) {
        if (configs.dynamicOfAll().isEmpty() && configs.dynamicOfThis().isEmpty()) {
            return this;
        }
        Changes changes = new Changes(configs);
        return new CleanerSettings(
                enabled,
                changes.of("log.cleaner.threads", threads, Integer.class),
                changes.of("log.cleaner.dedupe.buffer.size", dedupeBytes, Long.class),
                changes.of("log.cleaner.io.buffer.load.factor", mapLoadFactor, Double.class),
                changes.of("log.cleaner.io.buffer.size", ioBufferBytes, Integer.class),
                changes.of("log.cleaner.io.max.bytes.per.second", bytesPerSecond, Double.class),
                changes.of("log.cleaner.backoff.ms", backoffMs, Long.class));
    }

    private record Changes(BrokerConfigs configs) {
        <T> T of(String key, T unchanged, Class<T> type) {
            boolean changed = configs.dynamicOfAll().containsKey(key)
                    || configs.dynamicOfThis().containsKey(key);
            return changed ? type.cast(configs.get(key)) : unchanged;
        }
    }

    /** Memory for the keys of one log. */
    long mapBytes() {
        return dedupeBytes / threads;
    }

    /** Memory to read one log through, and as much to write it. */
    int bufferBytes() {
        return ioBufferBytes / threads / 2;
    }

    /** What one log may be read and written at. */
    double bytesPerSecondOfOne() {
        return bytesPerSecond / threads;
    }
}
