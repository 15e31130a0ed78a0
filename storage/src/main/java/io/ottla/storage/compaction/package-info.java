/**
 * Compaction: a log keeps, of each key, at least the last record. What may go is decided by pure classes: {@link
 * io.ottla.storage.compaction.DirtyRange} says how much of a log there is to do, {@link
 * io.ottla.storage.compaction.SegmentGroups} which segments become one, {@link
 * io.ottla.storage.compaction.CleanedTransactions} what transactions mean for batches and markers, {@link
 * io.ottla.storage.compaction.BatchFilter} what is left of a batch. A {@link io.ottla.storage.compaction.CompactionTask} does
 * the reading and writing, away from the log's owner.
 *
 * <pre>
 *   0 ........... firstDirtyOffset ........ firstUncleanableOffset ..... active segment
 *   [ compacted before )[ read for its keys, then compacted )[ not yet            )
 *
 *   owner                      cleaner's thread
 *   begin, with the facts ───► first pass: the last offset of each key of the dirty part
 *                              for each group of segments: what is left of them into .cleaned files, forced
 *   swap them in          ◄──
 *   go on                 ───► the next group
 *   note the progress     ◄── done
 * </pre>
 *
 * <p>The files that come and go are named as the reference names them, so that each of the two can finish or undo what the
 * other began: see {@code LeftoverFiles}.
 */
package io.ottla.storage.compaction;
