/**
 * The compressions of record batches, each as the reference's clients write and read it. {@link
 * io.ottla.wire.batch.Compression} gives them out; a library and its native code are loaded when their codec is first
 * asked for.
 */
package io.ottla.wire.batch.codec;
