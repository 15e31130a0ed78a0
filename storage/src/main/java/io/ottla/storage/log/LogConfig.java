package io.ottla.storage.log;

import io.ottla.storage.compaction.CompactionConfig;
import java.util.List;
import java.util.Map;

/**
 * What of a topic's configuration the log goes by. Names, units and defaults are those of the topic configs. What a topic
 * asks of single batches is in {@link io.ottla.wire.batch.BatchRules}.
 *
 * @param segmentBytes {@code segment.bytes}: a segment that a batch would make larger is rolled
 * @param segmentMs {@code segment.ms}: a segment whose first batch is older than this is rolled at the next append
 * @param segmentJitterMs {@code segment.jitter.ms}: by how much at most, drawn for each segment, that comes earlier
 * @param segmentIndexBytes {@code segment.index.bytes}: a segment with an index file of this size is rolled
 * @param indexIntervalBytes {@code index.interval.bytes}: how far entries of the index lie apart
 * @param flushMessages {@code flush.messages}: after how many records a flush is due
 * @param flushMs {@code flush.ms}: after how long a flush is due
 * @param retentionMs {@code retention.ms}, -1 for ever
 * @param retentionBytes {@code retention.bytes}, -1 without limit
 * @param fileDeleteDelayMs {@code file.delete.delay.ms}: how long a deleted segment stays on disk for those who read it
 * @param delete whether {@code cleanup.policy} names {@code delete}
 * @param compact whether {@code cleanup.policy} names {@code compact}
 * @param logAppendTime whether {@code message.timestamp.type} is {@code LogAppendTime}
 * @param compaction what compaction goes by, where {@code cleanup.policy} asks for it
 */
public record LogConfig(
        int segmentBytes,
        long segmentMs,
        long segmentJitterMs,
        int segmentIndexBytes,
        int indexIntervalBytes,
        long flushMessages,
        long flushMs,
        long retentionMs,
        long retentionBytes,
        long fileDeleteDelayMs,
        boolean delete,
        boolean compact,
        boolean logAppendTime,
        CompactionConfig compaction) {

    private static final long DAY_MS = 24L * 60 * 60 * 1000;
    private static final long WEEK_MS = 7 * DAY_MS;

    /** The reference's defaults. */
    public static final LogConfig DEFAULTS = of(Map.of());

    /**
     * The log's part of a topic's configs, by their names; what is missing has its default, and what does not concern the
     * log is passed over. Values were checked before: one that is no number throws {@link NumberFormatException}.
     */
    public static LogConfig of(Map<String, String> topicConfigs) {
        Values values = new Values(topicConfigs);
        List<String> policies = List.of(values.text("cleanup.policy", "delete").split(" *, *", -1));
        return new LogConfig(
                (int) values.number("segment.bytes", 1 << 30),
                values.number("segment.ms", WEEK_MS),
                values.number("segment.jitter.ms", 0),
                (int) values.number("segment.index.bytes", 10 << 20),
                (int) values.number("index.interval.bytes", 4096),
                values.number("flush.messages", Long.MAX_VALUE),
                values.number("flush.ms", Long.MAX_VALUE),
                values.number("retention.ms", WEEK_MS),
                values.number("retention.bytes", -1),
                values.number("file.delete.delay.ms", 60_000),
                policies.contains("delete"),
                policies.contains("compact"),
                "LogAppendTime".equals(values.text("message.timestamp.type", "CreateTime")),
                new CompactionConfig(
                        Double.parseDouble(values.text("min.cleanable.dirty.ratio", "0.5")),
                        values.number("min.compaction.lag.ms", 0),
                        values.number("max.compaction.lag.ms", Long.MAX_VALUE),
                        values.number("delete.retention.ms", DAY_MS)));
    }

    private record Values(Map<String, String> configs) {
        String text(String name, String byDefault) {
            return configs.getOrDefault(name, byDefault).strip();
        }

        long number(String name, long byDefault) {
            String value = configs.get(name);
            return value == null ? byDefault : Long.parseLong(value.strip());
        }
    }
}
