/**
 * The files of a segment, byte for byte as the reference lays them out: {@code .log}, {@code .index}, {@code .timeindex},
 * {@code .txnindex}. A {@link io.ottla.storage.segment.LogSegment} ties the four together. All of it belongs to the thread
 * that owns the log; only a {@link io.ottla.storage.segment.PinnedFile} goes elsewhere, to be sent or forced.
 *
 * <p>Files are opened when they are needed, and a {@link io.ottla.storage.segment.FilePool} closes those that were not used
 * for longest, so that the number of open files does not grow with the number of partitions. Nothing is ever mapped.
 */
package io.ottla.storage.segment;
