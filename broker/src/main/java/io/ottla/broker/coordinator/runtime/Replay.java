package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.log.AtLeast;
import io.ottla.storage.log.LogSlice;
import io.ottla.storage.log.ReadResult;
import io.ottla.storage.log.StorageFailure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads a coordinator's log from its start to its end. The shard looks a piece up; its bytes are read and unpacked in the
 * background; and what is in them comes back to the shard as a message, which looks up the next.
 */
final class Replay<E extends CoordinatorEvent> {
    private static final int PIECE_BYTES = 512 * 1024;

    private final CoordinatorKind<?, E, ?> kind;
    private final PartitionTable table;
    private final Partition partition;
    private final Target<E> target;
    private long nextOffset;

    /** Whose log is read. Called on the shard. */
    interface Target<E extends CoordinatorEvent> {
        /** Whether anybody still wants to know. */
        boolean wanted();

        void replay(LogPiece<E> piece);

        void replayed(ShardTurn turn);

        void unreadable(Throwable cause);
    }

    Replay(CoordinatorKind<?, E, ?> kind, PartitionTable table, Partition partition, Target<E> target) {
        this.kind = kind;
        this.table = table;
        this.partition = partition;
        this.target = target;
        this.nextOffset = partition.log().logStartOffset();
    }

    /** Begins, or goes on, on the shard. */
    void next(ShardTurn turn) {
        if (!target.wanted()) {
            return;
        }
        Optional<ReadResult> found = table.guarded(
                partition,
                turn,
                () -> Optional.of(partition
                        .log()
                        .read(
                                nextOffset,
                                PIECE_BYTES,
                                AtLeast.ONE_BATCH,
                                partition.log().logEndOffset())),
                Optional::empty);
        // Without a result the disk has failed, the partition is gone, and its coordinator with it.
        found.ifPresent(result -> {
            switch (result) {
                case LogSlice slice -> read(slice, turn);
                case ReadResult.OffsetOutOfRange outOfRange -> startAgain(outOfRange, turn);
            }
        });
    }

    /** What was to be read next has been deleted meanwhile: nothing that counts, then. */
    private void startAgain(ReadResult.OffsetOutOfRange outOfRange, ShardTurn turn) {
        if (nextOffset >= outOfRange.logStartOffset()) {
            target.unreadable(new IllegalStateException("nothing can be read at offset " + nextOffset));
            return;
        }
        nextOffset = outOfRange.logStartOffset();
        next(turn);
    }

    private void read(LogSlice slice, ShardTurn turn) {
        if (slice.isEmpty()) {
            slice.release();
            target.replayed(turn);
            return;
        }
        Reading<E> reading = new Reading<>(slice, nextOffset, this);
        table.disk().submit(reading, failure -> table.shard().send(later -> arrived(reading, failure, later)));
    }

    private void arrived(Reading<E> reading, Optional<StorageFailure> failure, ShardTurn turn) {
        if (!target.wanted()) {
            return;
        }
        if (failure.isPresent()) {
            table.guarded(partition, turn, () -> {
                throw failure.get();
            });
        } else if (reading.piece == null) {
            target.unreadable(reading.broken);
        } else {
            replay(reading.piece, turn);
        }
    }

    private void replay(LogPiece<E> piece, ShardTurn turn) {
        try {
            target.replay(piece);
        } catch (RuntimeException unforeseen) {
            target.unreadable(unforeseen);
            return;
        }
        nextOffset = piece.nextOffset();
        next(turn);
    }

    /** Reads one piece, away from the shard, which sees the fields when it is told that they are there. */
    private static final class Reading<E extends CoordinatorEvent> implements Runnable {
        private final LogSlice slice;
        private final long fromOffset;
        private final Replay<E> replay;
        private LogPiece<E> piece;
        private Throwable broken;

        private Reading(LogSlice slice, long fromOffset, Replay<E> replay) {
            this.slice = slice;
            this.fromOffset = fromOffset;
            this.replay = replay;
        }

        @Override
        public void run() {
            try {
                ByteBuffer bytes = ByteBuffer.allocate(slice.sizeInBytes());
                slice.copyTo(bytes);
                LogPiece<E> read = LogPiece.read(bytes.flip(), fromOffset, replay.kind);
                if (read.nextOffset() <= fromOffset) {
                    throw new IllegalStateException("there is no whole batch at offset " + fromOffset);
                }
                piece = read;
            } catch (EOFException truncated) {
                broken = truncated;
            } catch (IOException refused) {
                throw new StorageFailure(
                        replay.partition.log().folder().getParent(), "reading " + replay.partition, refused);
            } catch (RuntimeException malformed) {
                broken = malformed;
            } finally {
                slice.release();
            }
        }
    }
}
