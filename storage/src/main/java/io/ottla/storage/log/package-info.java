/**
 * The log of one partition. {@link io.ottla.storage.log.PartitionLog} is owned by one thread and holds no clock and no
 * lock; every method that needs the time is told it.
 *
 * <p>An append has two steps. {@code stage} checks a batch, settles its offsets and stamps it where it lies; {@code write}
 * puts all that is staged down in one go. Only then is any of it visible.
 *
 * <pre>
 *   logStartOffset ... highWatermark ... logEndOffset ... (staged)
 *          recoveryPoint somewhere in between: below it everything is on the platter
 * </pre>
 *
 * <p>An acknowledged append survives the death of the process once {@code write} has returned, since the page cache does. It
 * survives a loss of power once a flush has covered it. As in the reference, nothing waits for that by default: replicas do
 * the job.
 *
 * <p>{@link io.ottla.storage.log.LogRecovery} opens a folder and hands a {@link io.ottla.storage.log.RecoveredLog} over to
 * the thread that will own the log.
 */
package io.ottla.storage.log;
