package io.ottla.broker.partition;

import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * Where logs are compacted.
 *
 * @param threads runs the steps of compactions
 * @param resize told how many threads there are to be
 * @param throttles makes what is told of the bytes that one compaction reads and writes, and lets it take its time: given how many
 *     a second it may be, which is asked for again and again
 */
record CleanerWork(DiskWork threads, IntConsumer resize, Function<DoubleSupplier, LongConsumer> throttles) {}
