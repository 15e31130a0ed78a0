package io.ottla.bench.groups;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A group whose members come all but one at once; measured from the coming of the last until all have their share. */
final class Rebalance {
    /** How a member is made: for a board, with its number. */
    interface Protocol {
        GroupMember member(InetSocketAddress address, Board board, int number, String group, Topic topic);
    }

    private static final long SETTLED_WITHIN_NS = 180_000_000_000L;
    private static final double NANOS_PER_MS = 1e6;
    private static final long LOOK_EVERY_NS = 1_000_000;

    private final InetSocketAddress address;
    private final Topic topic;
    private final int members;

    Rebalance(InetSocketAddress address, Topic topic, int members) {
        this.address = address;
        this.topic = topic;
        this.members = members;
    }

    /** Milliseconds until the group has settled with its last member. */
    double run(Protocol protocol, String group) throws InterruptedException {
        Board board = new Board(topic.partitions());
        List<GroupMember> joined = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try {
            for (int number = 0; number < members - 1; number++) {
                joined.add(protocol.member(address, board, number, group, topic));
                threads.add(Thread.startVirtualThread(joined.getLast()));
            }
            awaitSettled(board, joined);
            long beginNanos = System.nanoTime();
            joined.add(protocol.member(address, board, members - 1, group, topic));
            threads.add(Thread.startVirtualThread(joined.getLast()));
            awaitSettled(board, joined);
            return (System.nanoTime() - beginNanos) / NANOS_PER_MS;
        } finally {
            joined.forEach(GroupMember::stop);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void awaitSettled(Board board, List<GroupMember> members) {
        long deadlineNanos = System.nanoTime() + SETTLED_WITHIN_NS;
        while (!board.isSettled(members.size())) {
            for (GroupMember member : members) {
                if (member.failure() != null) {
                    throw new IllegalStateException("a member failed", member.failure());
                }
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException("the group does not settle: " + board);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }
}
