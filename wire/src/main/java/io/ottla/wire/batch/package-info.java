/**
 * Record batches, Kafka's message format v2, on the wire and on disk alike.
 *
 * <p>{@link io.ottla.wire.batch.RecordBatch} looks at a batch where it lies and stamps it in place; {@link
 * io.ottla.wire.batch.BatchCursor} finds the batches in a buffer. The path of a produced batch uses these two alone: its
 * bytes stay as they came.
 *
 * <p>Nothing here keeps state between calls, reads a clock or waits. What cannot be right in bytes from outside is a
 * {@link io.ottla.wire.io.MalformedMessage}.
 */
package io.ottla.wire.batch;
