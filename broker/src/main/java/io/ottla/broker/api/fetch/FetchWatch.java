package io.ottla.broker.api.fetch;

import io.ottla.broker.fetchsession.FetchPartition;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.partition.ProgressWaits;
import io.ottla.broker.shard.Gather;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits on one shard until there is enough in a fetch's partitions there, and says so on the fetch's home shard, once. Built
 * on the home shard; from {@link #begin} on it belongs to the shard it watches.
 */
final class FetchWatch implements ProgressWaits.Waiter {
    private final PartitionTable table;
    private final FetchTerms terms;
    private final Fired fired;
    private final List<TopicPartition> names = new ArrayList<>();
    private final List<FetchPartition> asked = new ArrayList<>();
    private long bytesBefore;
    private long bytesNeeded;
    private Shard home;
    private boolean over;

    /** Told, on the home shard, that the wait is over. */
    @FunctionalInterface
    interface Fired {
        /** @param timeIsUp whether to answer with what there is, be it enough or not */
        void fired(boolean timeIsUp);
    }

    FetchWatch(PartitionTable table, FetchTerms terms, Fired fired) {
        this.table = table;
        this.terms = terms;
        this.fired = fired;
    }

    Shard shard() {
        return table.shard();
    }

    void add(TopicPartition name, FetchPartition partition, int bytesFound) {
        names.add(name);
        asked.add(partition);
        bytesBefore += bytesFound;
    }

    /** Starts to watch for {@code share} more bytes than were found before. */
    void begin(long share, long deadlineMs, Gather.Home from) {
        bytesNeeded = bytesBefore + share;
        home = from.shard();
        if (home == shard()) {
            // Nothing can have changed since the read, which was in this very turn.
            table.waits().park(this, names, deadlineMs, from.turn());
        } else {
            shard().send(turn -> parkUnlessEnough(deadlineMs, turn));
        }
    }

    /** The fetch is done with this watch. */
    void end(Gather.Home from) {
        if (home == shard()) {
            finish();
        } else {
            shard().send(turn -> finish());
        }
    }

    @Override
    public boolean changed(ShardTurn turn) {
        if (!over && isEnough(turn)) {
            fire(false);
        }
        return over;
    }

    @Override
    public void expired(long nowMs) {
        fire(true);
    }

    private void parkUnlessEnough(long deadlineMs, ShardTurn turn) {
        if (over) {
            return;
        }
        if (isEnough(turn)) {
            fire(false);
        } else {
            table.waits().park(this, names, deadlineMs, turn);
        }
    }

    private void fire(boolean timeIsUp) {
        if (over) {
            return;
        }
        over = true;
        if (home == shard()) {
            fired.fired(timeIsUp);
        } else {
            home.send(turn -> fired.fired(timeIsUp));
        }
    }

    private void finish() {
        over = true;
        table.waits().release(this);
    }

    /** Reads as the fetch itself would, so that what is enough here is enough there. */
    private boolean isEnough(ShardTurn turn) {
        ShardReader reader = new ShardReader(table, turn, terms);
        long bytes = 0;
        for (int i = 0; i < names.size() && bytes < bytesNeeded; i++) {
            Partition partition = table.online(names.get(i));
            if (partition == null) {
                return true;
            }
            FetchedRecords found = reader.read(partition, asked.get(i));
            found.release();
            if (found.isUrgent()) {
                return true;
            }
            bytes += found.recordsSizeInBytes();
        }
        return bytes >= bytesNeeded;
    }
}
