package io.ottla.broker.partition;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.FutureFolder;
import io.ottla.storage.dirs.ReplicaSwap;
import io.ottla.storage.log.LogCopy;
import io.ottla.storage.log.LogSlice;
import io.ottla.storage.log.StorageFailure;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica on its way to another data folder. Belongs to the shard of the partition, but for the copy, which is used by the
 * shard and by a thread that copies in turn.
 */
final class ReplicaMove {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaMove.class);

    private final FutureFolder future;
    private final Uuid topicId;
    private final ReplicaSwap swap;
    private final LogCopy copy;
    private final LongConsumer throttle;
    private long truncations;
    private OptionalLong cleanedOffset = OptionalLong.empty();
    private boolean begun;
    private boolean flushed;
    private boolean anew;
    private long copiedTo;
    private long copiedBytes;
    private long durableTo = Long.MIN_VALUE;
    private volatile boolean cancelled;

    /** @param throttle told of the bytes that are copied; may take its time */
    ReplicaMove(FutureFolder future, Uuid topicId, ReplicaSwap swap, LogCopy copy, LongConsumer throttle) {
        this.future = future;
        this.topicId = topicId;
        this.swap = swap;
        this.copy = copy;
        this.throttle = throttle;
    }

    FutureFolder future() {
        return future;
    }

    TopicPartition partition() {
        return future.partition();
    }

    Uuid topicId() {
        return topicId;
    }

    ReplicaSwap swap() {
        return swap;
    }

    LogCopy copy() {
        return copy;
    }

    OptionalLong cleanedOffset() {
        return cleanedOffset;
    }

    long copiedTo() {
        return copiedTo;
    }

    long copiedBytes() {
        return copiedBytes;
    }

    /** Has it end soon; from any thread. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** What is to be done next, by how the log stands now. */
    MovePlan.Next next(Partition partition) {
        boolean truncated = begun && partition.log().truncations() != truncations;
        if (!begun || truncated) {
            begun = true;
            truncations = partition.log().truncations();
            cleanedOffset = partition.log().cleanedOffset();
        }
        return MovePlan.next(new MovePlan.Progress(
                copiedTo,
                durableTo,
                partition.log().logStartOffset(),
                partition.log().logEndOffset(),
                truncated,
                partition.log().isBusy()));
    }

    /** What was copied is to be dropped with the next step. */
    void copyAnew() {
        anew = true;
    }

    /**
     * Copies a slice in the background, in its own time, and flushes the copy when that has all that there was.
     *
     * @param logEnd where the log ended when the slice was read
     */
    void copyInBackground(LogSlice slice, long fromOffset, long logEnd, long nowMs) {
        throttle.accept(slice.sizeInBytes());
        flushed = false;
        try {
            copy(slice, fromOffset, nowMs);
            if (copy.endOffset() >= logEnd) {
                copy.flush();
                flushed = true;
            }
        } catch (StorageFailure refused) {
            throw refused;
        } catch (RuntimeException damaged) {
            LOG.error("{} cannot be copied to {}", partition(), future.dir(), damaged);
            cancelled = true;
        }
    }

    /** Copies a slice here and now. */
    void copy(LogSlice slice, long fromOffset, long nowMs) {
        try {
            if (anew) {
                copy.restartAt(fromOffset, nowMs);
                anew = false;
            }
            copy.add(slice, fromOffset, nowMs);
        } catch (IOException unreadable) {
            throw new StorageFailure(swap.current().toAbsolutePath().getParent(), "copying " + partition(), unreadable);
        } finally {
            slice.release();
        }
    }

    /** Takes note of what was copied; on the shard. */
    void noteCopied() {
        copiedTo = copy.endOffset();
        copiedBytes = copy.sizeBytes();
        durableTo = flushed ? copiedTo : Math.min(durableTo, copiedTo - 1);
        flushed = false;
    }
}
