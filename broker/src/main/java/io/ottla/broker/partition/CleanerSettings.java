package io.ottla.broker.partition;

import io.ottla.broker.config.StorageSettings;

/**
 * How logs are compacted.
 *
 * @param enabled {@code log.cleaner.enable}
 * @param threads {@code log.cleaner.threads}: how many logs are compacted at a time
 * @param mapBytes memory for the keys of one log: a share of {@code log.cleaner.dedupe.buffer.size}
 * @param mapLoadFactor {@code log.cleaner.io.buffer.load.factor}, which is of that memory
 * @param bufferBytes memory to read and to write one log through: a share of {@code log.cleaner.io.buffer.size}
 * @param bytesPerSecond a log's share of {@code log.cleaner.io.max.bytes.per.second}
 * @param backoffMs {@code log.cleaner.backoff.ms}: how often logs are looked through for what is due
 */
public record CleanerSettings(
        boolean enabled,
        int threads,
        long mapBytes,
        double mapLoadFactor,
        int bufferBytes,
        double bytesPerSecond,
        long backoffMs) {

    public static CleanerSettings of(StorageSettings.Cleaner cleaner) {
        int threads = Math.max(1, cleaner.threads());
        return new CleanerSettings(
                cleaner.enabled(),
                threads,
                cleaner.dedupeBufferBytes() / threads,
                cleaner.ioBufferLoadFactor(),
                cleaner.ioBufferBytes() / threads / 2,
                cleaner.ioMaxBytesPerSecond() / threads,
                cleaner.backoffMs());
    }
}
