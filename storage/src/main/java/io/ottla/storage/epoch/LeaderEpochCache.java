package io.ottla.storage.epoch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which leader epoch began at which offset of one partition's log: what a follower or a consumer needs to find the point
 * where its log and the leader's part (KIP-101, KIP-279, KIP-320). Epochs and start offsets both grow from entry to
 * entry.
 *
 * <p>Owned by the partition's thread. Methods that change it tell whether they did; the caller then writes {@link
 * #entries} to {@code leader-epoch-checkpoint}.
 */
public final class LeaderEpochCache {
    private static final int UNDEFINED_EPOCH = EpochEndOffset.UNDEFINED.epoch();

    /** Sorted by epoch, and so by start offset. A handful: one an election. */
    private final ArrayList<EpochEntry> entries = new ArrayList<>(1);

    public LeaderEpochCache() {}

    /** A cache with the entries of a checkpoint. Entries that contradict later ones are dropped. */
    public LeaderEpochCache(List<EpochEntry> checkpoint) {
        for (EpochEntry entry : checkpoint) {
            assign(entry.epoch(), entry.startOffset());
        }
    }

    /**
     * Notes that records of {@code epoch} begin at {@code startOffset}. Earlier entries that this contradicts (an epoch or
     * offset not below the new one's) are dropped; a repeated note of the latest epoch changes nothing unless it starts
     * lower.
     *
     * @return whether the cache changed
     */
    public boolean assign(int epoch, long startOffset) {
        if (epoch < 0 || startOffset < 0) {
            throw new IllegalArgumentException("leader epoch " + epoch + " cannot start at offset " + startOffset);
        }
        if (!entries.isEmpty()) {
            EpochEntry latest = entries.getLast();
            if (latest.epoch() == epoch && latest.startOffset() <= startOffset) {
                return false;
            }
        }
        while (!entries.isEmpty() && contradicts(entries.getLast(), epoch, startOffset)) {
            entries.removeLast();
        }
        entries.add(new EpochEntry(epoch, startOffset));
        return true;
    }

    private static boolean contradicts(EpochEntry earlier, int epoch, long startOffset) {
        return earlier.epoch() >= epoch || earlier.startOffset() >= startOffset;
    }

    /**
     * The end of the largest epoch that is not above {@code requestedEpoch}: the start of the epoch after it, or the log's
     * end for the latest epoch. For an epoch older than all that are known, the requested epoch and the start of the oldest:
     * its records are gone, and a replica can go on from there. {@link EpochEndOffset#UNDEFINED} when the epoch is -1 or
     * newer than all known ones.
     */
    public EpochEndOffset endOffsetFor(int requestedEpoch, long logEndOffset) {
        if (requestedEpoch == UNDEFINED_EPOCH || entries.isEmpty()) {
            return EpochEndOffset.UNDEFINED;
        }
        if (entries.getLast().epoch() == requestedEpoch) {
            return new EpochEndOffset(requestedEpoch, logEndOffset);
        }
        int higher = firstAbove(requestedEpoch);
        if (higher == entries.size()) {
            return EpochEndOffset.UNDEFINED;
        }
        int foundEpoch = higher == 0 ? requestedEpoch : entries.get(higher - 1).epoch();
        return new EpochEndOffset(foundEpoch, entries.get(higher).startOffset());
    }

    /** The epoch of the record at {@code offset}; empty when the offset lies before all known epochs. */
    public OptionalInt epochForOffset(long offset) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).startOffset() <= offset) {
                return OptionalInt.of(entries.get(i).epoch());
            }
        }
        return OptionalInt.empty();
    }

    /** The newest epoch that has records, or had some before they were truncated. */
    public OptionalInt latestEpoch() {
        return entries.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(entries.getLast().epoch());
    }

    /** The largest known epoch below {@code epoch}. */
    public OptionalInt previousEpoch(int epoch) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).epoch() < epoch) {
                return OptionalInt.of(entries.get(i).epoch());
            }
        }
        return OptionalInt.empty();
    }

    /** The smallest known epoch above {@code epoch}. */
    public OptionalInt nextEpoch(int epoch) {
        int above = firstAbove(epoch);
        return above == entries.size()
                ? OptionalInt.empty()
                : OptionalInt.of(entries.get(above).epoch());
    }

    /**
     * The log now ends at {@code endOffset}: drops the epochs that start there or later. A negative offset drops none.
     *
     * @return whether the cache changed
     */
    public boolean truncateFromEnd(long endOffset) {
        return endOffset >= 0 && entries.removeIf(entry -> entry.startOffset() >= endOffset);
    }

    /**
     * The log now starts at {@code startOffset}: drops the epochs before the one the offset is in, which from now on starts
     * there.
     *
     * @return whether the cache changed
     */
    public boolean truncateFromStart(long startOffset) {
        int covered = 0;
        while (covered < entries.size() && entries.get(covered).startOffset() <= startOffset) {
            covered++;
        }
        if (covered == 0) {
            return false;
        }
        EpochEntry current = entries.get(covered - 1);
        if (covered == 1 && current.startOffset() == startOffset) {
            return false;
        }
        entries.subList(0, covered).clear();
        entries.addFirst(new EpochEntry(current.epoch(), startOffset));
        return true;
    }

    /** The entries that cover the offsets from {@code startOffset} (inclusive) to {@code endOffset} (exclusive). */
    public List<EpochEntry> entriesInRange(long startOffset, long endOffset) {
        LeaderEpochCache range = new LeaderEpochCache(entries);
        if (startOffset >= 0) {
            range.truncateFromStart(startOffset);
        }
        range.truncateFromEnd(endOffset);
        return range.entries();
    }

    /** All entries, oldest first. */
    public List<EpochEntry> entries() {
        return List.copyOf(entries);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Forgets everything. */
    public void clear() {
        entries.clear();
    }

    /** Index of the first entry with an epoch above {@code epoch}, or the number of entries. */
    private int firstAbove(int epoch) {
        int index = entries.size();
        while (index > 0 && entries.get(index - 1).epoch() > epoch) {
            index--;
        }
        return index;
    }
}
