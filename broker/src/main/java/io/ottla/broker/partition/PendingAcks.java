package io.ottla.broker.partition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Appends that are in the log but not yet as safe as their producers asked. In order of offsets, so that those at the front
 * are done first.
 */
final class PendingAcks {
    private final Queue<Pending> pending = new ArrayDeque<>();

    private record Pending(long requiredOffset, AppendReply reply, Consumer<AppendReply> to) {}

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Replies once all records before {@code requiredOffset} are safe. */
    void add(long requiredOffset, AppendReply reply, Consumer<AppendReply> to) {
        pending.add(new Pending(requiredOffset, reply, to));
    }

    /** All records before {@code safeOffset} are safe. */
    void reached(long safeOffset) {
        while (!pending.isEmpty() && pending.element().requiredOffset() <= safeOffset) {
            Pending done = pending.remove();
            done.to().accept(done.reply());
        }
    }

    /** No records from {@code endOffset} on will be; who waits for them is told {@code instead}. */
    void failBeyond(long endOffset, AppendReply instead) {
        List<Pending> failed = new ArrayList<>();
        pending.removeIf(one -> one.requiredOffset() > endOffset && failed.add(one));
        failed.forEach(one -> one.to().accept(instead));
    }

    /** None of them will be; all are told {@code instead}. */
    void fail(AppendReply instead) {
        for (Pending failed = pending.poll(); failed != null; failed = pending.poll()) {
            failed.to().accept(instead);
        }
    }
}
