package io.ottla.broker.partition;

import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.log.FlushTask;
import io.ottla.storage.log.StorageFailure;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;

/**
 * Closes the logs of a shard in good order. Each takes several fsyncs, unless nothing has happened to it since it was opened:
 * so some are closed at a time, elsewhere, and no more than that, since their files are open meanwhile. Owned by the shard.
 */
final class LogCloser {
    private static final int AT_A_TIME = 32;

    private final PartitionTable table;
    private final DiskWork threads;
    private final Queue<Partition> left;
    private final Runnable whenDone;
    private int underWay;

    /**
     * @param threads where fsyncs are waited for
     * @param whenDone called on the shard, once
     */
    LogCloser(PartitionTable table, DiskWork threads, Collection<Partition> partitions, Runnable whenDone) {
        this.table = table;
        this.threads = threads;
        this.left = new ArrayDeque<>(partitions);
        this.whenDone = whenDone;
    }

    void goOn(ShardTurn turn) {
        while (underWay < AT_A_TIME && !left.isEmpty()) {
            Partition partition = left.remove();
            if (table.online(partition.name()) == partition) {
                table.guarded(partition, turn, () -> close(partition));
            }
        }
        if (underWay == 0 && left.isEmpty()) {
            whenDone.run();
        }
    }

    private void close(Partition partition) {
        Optional<FlushTask> last = partition.log().beginClose();
        if (last.isEmpty()) {
            partition.settle();
            partition.log().abandon();
            return;
        }
        FlushTask task = last.get();
        underWay++;
        threads.submit(task::run, failure -> table.shard().send(turn -> closed(partition, task, failure, turn)));
    }

    private void closed(Partition partition, FlushTask task, Optional<StorageFailure> failure, ShardTurn turn) {
        underWay--;
        if (failure.isPresent()) {
            table.storageFailed(failure.get(), turn);
        } else if (table.online(partition.name()) == partition) {
            table.guarded(partition, turn, () -> {
                partition.log().endClose(task);
                partition.settle();
                table.news().note(partition);
            });
        }
        goOn(turn);
    }
}
