package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.partition.AppendReply;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.broker.shard.Timers;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.batch.RecordBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a coordinator writes. The records of all decisions of a burst become one batch, unless that would be larger than the
 * topic allows; a decision is never split. What belongs to a transaction, or ends one, is a batch of its own. An answer is held
 * until all is committed that was written or gathered when it was given, since it may rest on any of it.
 */
final class Appends {
    private final PartitionTable table;
    private final Partition partition;
    private final Compression compression;
    private final int commitTimeoutMs;
    private final CoordinatorMetrics metrics;
    private final Consumer<ErrorCode> onRefused;
    private final Deque<Written> written = new ArrayDeque<>();
    private BatchBuilder gathering;
    private int gatheredBytesMax;
    private List<Held> heldForGathering = new ArrayList<>();
    private boolean endOfBurstDue;
    private boolean ended;

    /** A batch that is in the log and not committed yet, with the answers that rest on it. */
    private static final class Written {
        private List<Held> held;
        /** Whether the log may have reason to refuse it that says nothing about the coordinator: while nothing rests on it. */
        private boolean mayBeRefused;

        private Timers.Timer patience;
        private ErrorCode refusal = ErrorCode.NONE;

        private Written(List<Held> held, boolean mayBeRefused) {
            this.held = held;
            this.mayBeRefused = mayBeRefused;
        }

        private List<Held> takeHeld() {
            List<Held> taken = held;
            held = new ArrayList<>();
            return taken;
        }
    }

    /** How a batch is given to the coordinator's partition. */
    @FunctionalInterface
    interface Placing {
        void append(Partition partition, long nowMs, Consumer<AppendReply> to);
    }

    /** @param onRefused told once, with the log's error, when something that was taken here cannot be written */
    Appends(
            PartitionTable table,
            Partition partition,
            CoordinatorKind<?, ?, ?> kind,
            CoordinatorMetrics metrics,
            Consumer<ErrorCode> onRefused) {
        this.table = table;
        this.partition = partition;
        this.compression = kind.compression();
        this.commitTimeoutMs = kind.commitTimeoutMs();
        this.metrics = metrics;
        this.onRefused = onRefused;
    }

    /** Whether the records of one decision are few enough. */
    boolean fits(List<RecordBytes> records) {
        return RecordBatch.HEADER_SIZE + size(records) <= batchBytesMax();
    }

    private int batchBytesMax() {
        return partition.settings().batches().batchBytesMax();
    }

    private static long size(List<RecordBytes> records) {
        return records.stream().mapToLong(RecordBytes::sizeMax).sum();
    }

    /** Has the records of one decision written at the end of the burst. */
    void add(List<RecordBytes> records, ShardTurn turn) {
        if (records.isEmpty()) {
            return;
        }
        long size = size(records);
        if (gathering != null && gatheredBytesMax + size > batchBytesMax()) {
            write(turn);
        }
        if (gathering == null) {
            gathering = newBatch();
            gatheredBytesMax = RecordBatch.HEADER_SIZE;
        }
        for (RecordBytes record : records) {
            gathering.append(turn.nowMs(), record.key(), record.value());
        }
        gatheredBytesMax += (int) size;
        if (!endOfBurstDue) {
            endOfBurstDue = true;
            turn.atEndOfBurst(this::endBurst);
        }
    }

    /** A batch that is packed as this coordinator's are. */
    BatchBuilder newBatch() {
        return new BatchBuilder().compression(compression);
    }

    /**
     * Gives the log a batch at once, behind all that was added before.
     *
     * @return why the log refuses it, and nothing has happened; {@link ErrorCode#NONE} when it has its place
     */
    ErrorCode place(Placing batch, ShardTurn turn) {
        if (gathering != null) {
            write(turn);
        }
        if (ended) {
            return ErrorCode.NOT_COORDINATOR;
        }
        Written placed = new Written(new ArrayList<>(), true);
        put(placed, batch, turn);
        placed.mayBeRefused = false;
        return ended ? ErrorCode.NOT_COORDINATOR : placed.refusal;
    }

    /** Gives an answer as soon as everything is committed that was added or placed before. */
    void hold(Held answer) {
        if (gathering != null) {
            heldForGathering.add(answer);
        } else if (!written.isEmpty()) {
            written.getLast().held.add(answer);
        } else {
            answer.release();
        }
    }

    private void endBurst(ShardTurn turn) {
        endOfBurstDue = false;
        if (!ended && gathering != null) {
            write(turn);
        }
    }

    private void write(ShardTurn turn) {
        Written batch = new Written(heldForGathering, false);
        BatchBuilder full = gathering;
        gathering = null;
        heldForGathering = new ArrayList<>();
        put(batch, (to, nowMs, reply) -> to.appendAsCoordinator(full.build(), nowMs, reply), turn);
    }

    private void put(Written batch, Placing placing, ShardTurn turn) {
        written.add(batch);
        batch.patience = turn.timers().at(turn.nowMs() + commitTimeoutMs, nowMs -> {
            ErrorCode told = AppendErrors.told(ErrorCode.REQUEST_TIMED_OUT);
            batch.takeHeld().forEach(held -> held.fail(told));
        });
        long placedMs = turn.nowMs();
        table.guarded(
                partition,
                turn,
                () -> placing.append(partition, placedMs, reply -> settled(batch, reply, turn.nowMs() - placedMs)));
        if (!ended) {
            table.touch(partition, turn);
        }
    }

    private void settled(Written batch, AppendReply reply, long durationMs) {
        if (ended) {
            return;
        }
        switch (reply) {
            case AppendReply.Acknowledged committed -> {
                written.remove(batch);
                batch.patience.cancel();
                metrics.committed(durationMs);
                batch.takeHeld().forEach(Held::release);
            }
            case AppendReply.Refused refused -> refused(batch, refused.error());
        }
    }

    private void refused(Written batch, ErrorCode error) {
        if (batch.mayBeRefused) {
            written.remove(batch);
            batch.patience.cancel();
            batch.refusal = error;
        } else {
            onRefused.accept(error);
        }
    }

    /** Nothing more will be written or committed here: whoever waits is told. */
    void end(ErrorCode told) {
        ended = true;
        for (Written batch : written) {
            batch.patience.cancel();
            batch.takeHeld().forEach(held -> held.fail(told));
        }
        written.clear();
        gathering = null;
        heldForGathering.forEach(held -> held.fail(told));
        heldForGathering = new ArrayList<>();
    }
}
