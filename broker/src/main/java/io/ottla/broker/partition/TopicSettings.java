package io.ottla.broker.partition;

import io.ottla.controller.configdef.ConfigValues;
import io.ottla.storage.compaction.CompactionConfig;
import io.ottla.storage.log.LogConfig;
import io.ottla.wire.batch.BatchRules;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.batch.TimestampType;
import java.util.List;
import java.util.Optional;

/**
 * What a topic's configuration means for its partitions, worked out once when it changes.
 *
 * @param log what the log goes by
 * @param batches what is asked of batches that clients send
 * @param minInSyncReplicas {@code min.insync.replicas}
 */
public record TopicSettings(LogConfig log, BatchRules batches, int minInSyncReplicas) {
    /** @param values all of a topic's configs, by the topic's names for them */
    public static TopicSettings of(ConfigValues values) {
        return new TopicSettings(log(values), batches(values), values.intValue("min.insync.replicas"));
    }

    /** Whether {@code compression.type} is zstd, which clients before Fetch version 10 cannot read. */
    public boolean storesZstd() {
        return batches.packing()
                .filter(packing -> packing.compression() == Compression.ZSTD)
                .isPresent();
    }

    private static LogConfig log(ConfigValues values) {
        List<String> policies = values.list("cleanup.policy");
        return new LogConfig(
                values.intValue("segment.bytes"),
                values.longValue("segment.ms"),
                values.longValue("segment.jitter.ms"),
                values.intValue("segment.index.bytes"),
                values.intValue("index.interval.bytes"),
                values.longValue("flush.messages"),
                values.longValue("flush.ms"),
                values.longValue("retention.ms"),
                values.longValue("retention.bytes"),
                values.longValue("file.delete.delay.ms"),
                policies.contains("delete"),
                policies.contains("compact"),
                stampsAppendTime(values),
                new CompactionConfig(
                        values.doubleValue("min.cleanable.dirty.ratio"),
                        values.longValue("min.compaction.lag.ms"),
                        values.longValue("max.compaction.lag.ms"),
                        values.longValue("delete.retention.ms")));
    }

    private static BatchRules batches(ConfigValues values) {
        return new BatchRules(
                values.intValue("max.message.bytes"),
                values.list("cleanup.policy").contains("compact"),
                stampsAppendTime(values) ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME,
                values.longValue("message.timestamp.before.max.ms"),
                values.longValue("message.timestamp.after.max.ms"),
                packing(values),
                BatchRules.DEFAULT_UNPACKED_BYTES_MAX,
                false);
    }

    private static boolean stampsAppendTime(ConfigValues values) {
        return values.text("message.timestamp.type").equals("LogAppendTime");
    }

    /** Empty for {@code producer}: batches stay as they come. */
    private static Optional<BatchRules.Packing> packing(ConfigValues values) {
        String type = values.text("compression.type");
        if (type.equals("uncompressed")) {
            return Optional.of(new BatchRules.Packing(Compression.NONE, Compression.NONE.defaultLevel()));
        }
        return Compression.forName(type)
                .map(compression -> new BatchRules.Packing(compression, level(compression, values)));
    }

    private static int level(Compression compression, ConfigValues values) {
        return switch (compression) {
            case GZIP -> values.intValue("compression.gzip.level");
            case LZ4 -> values.intValue("compression.lz4.level");
            case ZSTD -> values.intValue("compression.zstd.level");
            case NONE, SNAPPY -> compression.defaultLevel();
        };
    }
}
