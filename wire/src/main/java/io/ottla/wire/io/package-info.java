/**
 * The primitive codec: how numbers, strings, ids, lists and record data lie in a {@link java.nio.ByteBuffer}.
 *
 * <p>{@link io.ottla.wire.io.WireReader} treats its input as hostile. Every length is compared with the bytes that are
 * left before anything is allocated for it, and whatever is wrong is a {@link io.ottla.wire.io.MalformedMessage}.
 * {@link io.ottla.wire.io.WireWriter} writes what the broker itself made, into a buffer of exactly the size that was
 * counted before; what is wrong there is a mistake of the caller's.
 *
 * <p>Record data that is not in memory ({@link io.ottla.wire.io.Records} other than
 * {@link io.ottla.wire.io.BufferRecords}) is counted but never copied: {@link io.ottla.wire.io.EncodedMessage} says where
 * it belongs between the bytes.
 */
package io.ottla.wire.io;
