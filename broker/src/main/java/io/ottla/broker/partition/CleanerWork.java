package io.ottla.broker.partition;

import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Where logs are compacted.
 *
 * @param threads runs the steps of compactions
 * @param throttles makes what is told of the bytes that one compaction reads and writes, and lets it take its time
 */
record CleanerWork(DiskWork threads, Supplier<LongConsumer> throttles) {}
