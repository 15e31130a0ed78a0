package io.ottla.wire.batch;

import java.util.Optional;

/**
 * What a topic asks of the batches that clients send it.
 *
 * @param batchBytesMax {@code max.message.bytes}: of the batch as it is stored
 * @param keysRequired whether each record must have a key, as on a compacted topic
 * @param timestampType {@code message.timestamp.type}
 * @param timestampBeforeMaxMs {@code message.timestamp.before.max.ms}: how old a record may claim to be
 * @param timestampAfterMaxMs {@code message.timestamp.after.max.ms}: how far in the future a record may claim to be
 * @param packing how batches are stored; empty: as the producer packed them
 * @param unpackedBytesMax what a compressed batch may unpack to, where it has to be unpacked
 * @param unpackAlways whether compressed batches are unpacked only to see that they can be
 */
public record BatchRules(
        int batchBytesMax,
        boolean keysRequired,
        TimestampType timestampType,
        long timestampBeforeMaxMs,
        long timestampAfterMaxMs,
        Optional<Packing> packing,
        int unpackedBytesMax,
        boolean unpackAlways) {
    /** Enough for anything a producer packs, and little enough to survive what one could pack. */
    public static final int DEFAULT_UNPACKED_BYTES_MAX = 512 * 1024 * 1024;

    /** The reference's defaults for a topic. */
    public static final BatchRules DEFAULTS = new BatchRules(
            1_048_588,
            false,
            TimestampType.CREATE_TIME,
            Long.MAX_VALUE,
            3_600_000,
            Optional.empty(),
            DEFAULT_UNPACKED_BYTES_MAX,
            false);

    /** {@code compression.type} and the level that goes with it. */
    public record Packing(Compression compression, int level) {}
}
