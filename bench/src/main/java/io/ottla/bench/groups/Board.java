package io.ottla.bench.groups;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the members of a group write down what they hold, to see when the group has settled. */
final class Board {
    /** A member's generation or epoch, and how many partitions it holds in it. */
    record Share(int epoch, int partitions) {}

    private final int partitions;
    private final Map<Integer, Share> shares = new ConcurrentHashMap<>();

    Board(int partitions) {
        this.partitions = partitions;
    }

    void write(int member, Share share) {
        shares.put(member, share);
    }

    /** Whether this many members are there, in the same epoch, and hold all partitions together. */
    boolean isSettled(int members) {
        return shares.size() == members
                && shares.values().stream().mapToInt(Share::epoch).distinct().count() == 1
                && shares.values().stream().mapToInt(Share::partitions).sum() == partitions;
    }

    @Override
    public String toString() {
        return shares.size() + " members, in epochs "
                + shares.values().stream().map(Share::epoch).distinct().sorted().toList() + ", with "
                + shares.values().stream().mapToInt(Share::partitions).sum() + " of " + partitions + " partitions";
    }
}
