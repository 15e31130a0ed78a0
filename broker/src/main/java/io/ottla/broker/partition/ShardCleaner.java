package io.ottla.broker.partition;

import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.compaction.Compaction;
import io.ottla.storage.compaction.DirtyRange;
import io.ottla.storage.log.CompactionTask;
import io.ottla.storage.log.StorageFailure;
import java.util.Optional;

/**
 * Has the logs of one shard compacted, one at a time, the dirtiest first. The work is done elsewhere, step by step; each step
 * comes back as a message. Owned by the shard.
 *
 * <pre>
 *   IDLE ──something is due──► ASKING ──slot granted──► COMPACTING ──over──► IDLE
 *                                 └──nothing is due any more──────────────────►
 * </pre>
 */
final class ShardCleaner {
    private final PartitionTable table;
    private final CleanerSettings settings;
    private final CleanerSlots slots;
    private final CleanerWork work;
    private final Runnable onProgress;
    private State state = State.IDLE;
    private boolean stopped;
    private Partition compacting;

    private enum State {
        IDLE,
        ASKING,
        COMPACTING
    }

    /** What is most worth compacting. */
    private record Choice(Partition partition, DirtyRange range) {
        boolean comesBefore(Choice other) {
            int order = Double.compare(other.range.ratio(), range.ratio());
            return order != 0 ? order < 0 : partition.name().compareTo(other.partition.name()) < 0;
        }
    }

    /** @param onProgress told when a log is compacted further than before */
    ShardCleaner(
            PartitionTable table, CleanerSettings settings, CleanerSlots slots, CleanerWork work, Runnable onProgress) {
        this.table = table;
        this.settings = settings;
        this.slots = slots;
        this.work = work;
        this.onProgress = onProgress;
    }

    /** Begins; on the shard's thread. */
    void start(ShardTurn turn) {
        if (settings.enabled()) {
            turn.timers().at(turn.nowMs() + settings.backoffMs(), nowMs -> {
                if (!stopped) {
                    look(turn);
                    start(turn);
                }
            });
        }
    }

    /** Ends, soon; on the shard's thread. */
    void stop() {
        stopped = true;
        if (compacting != null) {
            compacting.log().cancelCompaction();
        }
    }

    private void look(ShardTurn turn) {
        if (state == State.IDLE && !stopped && choose(turn).isPresent()) {
            state = State.ASKING;
            slots.want(() -> table.shard().send(this::granted));
        }
    }

    private Optional<Choice> choose(ShardTurn turn) {
        Choice[] best = {null};
        for (Partition partition : table.online(ShardCleaner::mayBeDirty)) {
            Optional<DirtyRange> due =
                    table.guarded(partition, turn, () -> partition.log().dueCompaction(turn.nowMs()), Optional::empty);
            if (due.isPresent()) {
                Choice choice = new Choice(partition, due.get());
                best[0] = best[0] == null || choice.comesBefore(best[0]) ? choice : best[0];
            }
        }
        return Optional.ofNullable(best[0]);
    }

    /** Of very many partitions, few are compacted, and of these few have more than the segment that is written. */
    private static boolean mayBeDirty(Partition partition) {
        return partition.settings().log().compact() && partition.log().segmentCount() > 1;
    }

    private void granted(ShardTurn turn) {
        Optional<Choice> choice = stopped ? Optional.empty() : choose(turn);
        if (choice.isEmpty()) {
            end();
            return;
        }
        Partition partition = choice.get().partition();
        Optional<CompactionTask> task = table.guarded(
                partition,
                turn,
                () -> Optional.of(partition.log().beginCompaction(choice.get().range(), tools(), turn.nowMs())),
                Optional::empty);
        if (task.isPresent()) {
            state = State.COMPACTING;
            compacting = partition;
            submit(task.get());
        } else {
            end();
        }
    }

    private Compaction.Tools tools() {
        return new Compaction.Tools(
                table.environment().disk(),
                settings.mapBytes(),
                settings.mapLoadFactor(),
                settings.bufferBytes(),
                work.throttles().get());
    }

    private void submit(CompactionTask task) {
        CompactionTask.Step[] step = {null};
        work.threads()
                .submit(
                        () -> step[0] = task.next(),
                        failure -> table.shard().send(turn -> stepped(task, step[0], failure, turn)));
    }

    private void stepped(
            CompactionTask task, CompactionTask.Step step, Optional<StorageFailure> failure, ShardTurn turn) {
        Partition partition = compacting;
        boolean more = false;
        if (failure.isPresent()) {
            table.storageFailed(failure.get(), turn);
        } else if (table.online(partition.name()) == partition) {
            more = take(partition, task, step, turn);
        }
        if (more && !stopped) {
            submit(task);
            return;
        }
        end();
        look(turn);
    }

    private boolean take(Partition partition, CompactionTask task, CompactionTask.Step step, ShardTurn turn) {
        boolean more =
                table.guarded(partition, turn, () -> partition.log().take(task, step, turn.nowMs()), () -> false);
        if (!more && table.online(partition.name()) == partition) {
            onProgress.run();
            // Retention has waited for this.
            table.guarded(partition, turn, () -> {
                if (partition.log().applyRetention(turn.nowMs()) > 0) {
                    table.waits().changed(partition.name(), turn);
                }
            });
        }
        return more;
    }

    private void end() {
        state = State.IDLE;
        compacting = null;
        slots.release();
    }
}
