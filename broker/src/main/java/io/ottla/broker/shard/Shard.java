package io.ottla.broker.shard;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscChunkedAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One owner: an inbox that any thread may send to, and the turns in which one thread does what was sent. Has no thread and
 * no clock of its own; see {@link ShardThread} for those.
 */
public final class Shard {
    /** How many messages a turn delivers at most, so that timers and replies are never far behind. */
    static final int BURST_MESSAGES_MAX = 1024;

    private static final int INBOX_INITIAL_CAPACITY = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private final int index;
    private final MessagePassingQueue<ShardMessage> inbox;
    private final TimerWheel timers = new TimerWheel();
    private final Turn turn = new Turn(timers);
    private volatile Runnable wakeOwner = () -> {};

    /**
     * @param index the shard's place among the broker's shards
     * @param inboxCapacity how many messages may wait. Requests in flight are limited before they reach a shard, so a
     *     capacity a good way above that limit is never used up unless something is broken.
     */
    public Shard(int index, int inboxCapacity) {
        this.index = index;
        this.inbox =
                new MpscChunkedAtomicArrayQueue<>(Math.min(INBOX_INITIAL_CAPACITY, inboxCapacity / 2), inboxCapacity);
    }

    public int index() {
        return index;
    }

    /**
     * Sends a message, from any thread.
     *
     * @throws ShardOverloadedException when the inbox is full; the message was not taken
     */
    public void send(ShardMessage message) {
        if (!inbox.offer(message)) {
            throw new ShardOverloadedException(index, inbox.capacity());
        }
        wakeOwner.run();
    }

    /**
     * Delivers a burst of messages, fires what is due and ends the burst. For the owner only. What a message throws is told
     * to the message; what a timer or the end of a burst throws comes out of here, since nobody is known who could be told.
     *
     * @return how many messages were delivered and timers fired
     */
    public int turn(long nowMs) {
        turn.nowMs = nowMs;
        int delivered = inbox.drain(this::deliver, BURST_MESSAGES_MAX);
        int fired = timers.advance(nowMs);
        turn.endBurst();
        return delivered + fired;
    }

    /** Whether messages wait. */
    public boolean hasMessages() {
        return !inbox.isEmpty();
    }

    /** About how many messages wait; from any thread. */
    public int queuedMessages() {
        return inbox.size();
    }

    /** A time before which no timer fires; {@link Long#MAX_VALUE} when none is set. For the owner only. */
    public long nextTimerMs() {
        return timers.nextTurnMs();
    }

    /** Tells all messages that wait that they will not be delivered. For the owner only, after its last turn. */
    void failQueued(Throwable cause) {
        inbox.drain(message -> fail(message, cause));
    }

    /** Has {@code wake} called after every message that is sent; it is to be cheap when the owner is awake. */
    void onMessage(Runnable wake) {
        wakeOwner = wake;
    }

    private void deliver(ShardMessage message) {
        try {
            message.deliver(turn);
        } catch (RuntimeException e) {
            LOG.error("Shard {}: {} failed", index, message, e);
            fail(message, e);
        }
    }

    private void fail(ShardMessage message, Throwable cause) {
        try {
            message.failed(cause);
        } catch (RuntimeException e) {
            LOG.error("Shard {}: {} could not even be told that it failed", index, message, e);
        }
    }

    private static final class Turn implements ShardTurn {
        private final Timers timers;
        private final Queue<EndOfBurst> participants = new ArrayDeque<>();
        private long nowMs;

        private Turn(Timers timers) {
            this.timers = timers;
        }

        @Override
        public long nowMs() {
            return nowMs;
        }

        @Override
        public Timers timers() {
            return timers;
        }

        @Override
        public void atEndOfBurst(EndOfBurst participant) {
            participants.add(participant);
        }

        private void endBurst() {
            for (EndOfBurst next = participants.poll(); next != null; next = participants.poll()) {
                next.endOfBurst(this);
            }
        }
    }
}
