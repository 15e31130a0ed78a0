package io.ottla.broker.partition;

import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.broker.shard.Timers;
import io.ottla.storage.compaction.Compaction;
import io.ottla.storage.compaction.DirtyRange;
import io.ottla.storage.log.CompactionTask;
import io.ottla.storage.log.StorageFailure;
import java.util.Optional;
import java.util.function.Supplier;

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
    private final Supplier<CleanerSettings> settings;
    private final CleanerSlots slots;
    private final CleanerWork work;
    private final Runnable onProgress;
    private final CleanerFigures figures;
    private Timers.Timer nextLook;
    private long begunMs;
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

    /**
     * What it goes by.
     *
     * @param settings as they are now
     */
    record Terms(Supplier<CleanerSettings> settings, CleanerSlots slots, CleanerWork work) {}

    /**
     * The cleaner of the logs in {@code table}.
     *
     * @param figures where it is told what became of it
     * @param onProgress told when a log is compacted further than before
     */
    ShardCleaner(PartitionTable table, Terms terms, CleanerFigures figures, Runnable onProgress) {
        this.table = table;
        this.settings = terms.settings();
        this.slots = terms.slots();
        this.work = terms.work();
        this.figures = figures;
        this.onProgress = onProgress;
    }

    /** Begins; on the shard's thread. */
    void start(ShardTurn turn) {
        if (settings.get().enabled()) {
            nextLook = turn.timers().at(turn.nowMs() + settings.get().backoffMs(), nowMs -> {
                if (!stopped) {
                    look(turn);
                    start(turn);
                }
            });
        }
    }

    /** Goes by other settings from now on: what is waited for may be due earlier. */
    void configured(ShardTurn turn) {
        if (nextLook != null && !stopped) {
            nextLook.cancel();
            start(turn);
        }
    }

    Shard shard() {
        return table.shard();
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
        CleanerFigures.Looking looking = new CleanerFigures.Looking();
        for (Partition partition : table.compacted()) {
            looking.saw(partition);
            Optional<DirtyRange> dirty =
                    table.guarded(partition, turn, () -> partition.log().dirtyRange(turn.nowMs()), Optional::empty);
            dirty.ifPresent(looking::saw);
            double minRatio = partition.settings().log().compaction().minCleanableRatio();
            if (dirty.isPresent() && dirty.get().isDue(minRatio)) {
                Choice choice = new Choice(partition, dirty.get());
                best[0] = best[0] == null || choice.comesBefore(best[0]) ? choice : best[0];
            }
        }
        figures.looked(looking, turn.nowMs());
        return Optional.ofNullable(best[0]);
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
            begunMs = turn.nowMs();
            submit(task.get());
        } else {
            end();
        }
    }

    private Compaction.Tools tools() {
        CleanerSettings now = settings.get();
        return new Compaction.Tools(
                table.environment().disk(),
                now.mapBytes(),
                now.mapLoadFactor(),
                now.bufferBytes(),
                work.throttles().apply(() -> settings.get().bytesPerSecondOfOne()));
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
        if (step instanceof CompactionTask.Step.Done done) {
            figures.compacted(done.count(), turn.nowMs() - begunMs);
        }
        if (!more && table.online(partition.name()) == partition) {
            table.news().note(partition);
            onProgress.run();
            // Retention has waited for this.
            table.guarded(partition, turn, () -> {
                if (partition.log().applyRetention(turn.nowMs()) > 0) {
                    table.touch(partition, turn);
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
