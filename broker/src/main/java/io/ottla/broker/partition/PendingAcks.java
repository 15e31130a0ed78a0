package io.ottla.broker.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Appends that are in the log but not yet as safe as their producers asked. In order of offsets, so that those at the front
 * are done first. A chain rather than a queue with room in it, since there are two for each of very many idle partitions.
 */
final class PendingAcks {
    private Pending first;
    private Pending last;

    private static final class Pending {
        private final long requiredOffset;
        private final AppendReply reply;
        private final Consumer<AppendReply> to;
        private Pending next;

        private Pending(long requiredOffset, AppendReply reply, Consumer<AppendReply> to) {
            this.requiredOffset = requiredOffset;
            this.reply = reply;
            this.to = to;
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Replies once all records before {@code requiredOffset} are safe. */
    void add(long requiredOffset, AppendReply reply, Consumer<AppendReply> to) {
        append(new Pending(requiredOffset, reply, to));
    }

    private void append(Pending added) {
        if (first == null) {
            first = added;
        } else {
            last.next = added;
        }
        last = added;
    }

    /** All records before {@code safeOffset} are safe. */
    void reached(long safeOffset) {
        while (first != null && first.requiredOffset <= safeOffset) {
            Pending done = takeFirst();
            done.to.accept(done.reply);
        }
    }

    /** No records from {@code endOffset} on will be; who waits for them is told {@code instead}. */
    void failBeyond(long endOffset, AppendReply instead) {
        List<Pending> failed = new ArrayList<>();
        Pending next = takeAll();
        while (next != null) {
            Pending one = next;
            next = one.next;
            one.next = null;
            if (one.requiredOffset > endOffset) {
                failed.add(one);
            } else {
                append(one);
            }
        }
        failed.forEach(one -> one.to.accept(instead));
    }

    /** None of them will be; all are told {@code instead}. */
    void fail(AppendReply instead) {
        for (Pending failed = takeAll(); failed != null; failed = failed.next) {
            failed.to.accept(instead);
        }
    }

    /**
     * Nothing leads from here to what is done, nor from that to what is not. A request that each idle partition keeps until its
     * next one survives every young collection in between, and so do those that it is chained to.
     */
    private Pending takeFirst() {
        Pending taken = first;
        first = taken.next;
        taken.next = null;
        if (first == null) {
            last = null;
        }
        return taken;
    }

    private Pending takeAll() {
        Pending all = first;
        first = null;
        last = null;
        return all;
    }
}
