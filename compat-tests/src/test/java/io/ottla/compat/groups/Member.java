package io.ottla.compat.groups;

import io.ottla.compat.Await;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;

/** A stock consumer on a thread of its own, polling all the time unless it is told to stall. */
final class Member implements AutoCloseable {
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final Consumer<String, String> consumer;
    private final MemberLoop loop;
    private final Thread thread;
    private final Semaphore mayPoll = new Semaphore(1);
    private final Queue<Throwable> complaints = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;
    private volatile Set<TopicPartition> assignment = Set.of();
    private volatile ConsumerGroupMetadata metadata;

    Member(String name, Consumer<String, String> consumer, History history, Subscription subscription) {
        this.name = name;
        this.consumer = consumer;
        this.loop = new MemberLoop(name, consumer, history::add);
        this.thread = new Thread(() -> run(subscription), "member-" + name);
        this.thread.setDaemon(true);
    }

    Member start() {
        thread.start();
        return this;
    }

    private void run(Subscription subscription) {
        try {
            subscription.subscribe(consumer, loop);
            while (!ending) {
                mayPoll.acquire();
                try {
                    loop.pollOnce();
                    assignment = Set.copyOf(consumer.assignment());
                    metadata = consumer.groupMetadata();
                } finally {
                    mayPoll.release();
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            complaints.add(e);
        } finally {
            closeConsumer();
        }
    }

    private void closeConsumer() {
        try {
            consumer.close(CloseOptions.timeout(CLOSED_WITHIN));
        } catch (RuntimeException e) {
            complaints.add(e);
        }
        assignment = Set.of();
    }

    String name() {
        return name;
    }

    /** What the consumer said it owned after its last poll. */
    Set<TopicPartition> assignment() {
        return assignment;
    }

    /** The member's id and its generation or epoch after its last poll. */
    ConsumerGroupMetadata metadata() {
        return metadata;
    }

    /** What ended the member, or what went wrong when it was closed. */
    List<Throwable> complaints() {
        return List.copyOf(complaints);
    }

    /** Returns when the member is between two polls; it does not poll again before {@link #resume}. */
    void stall() {
        mayPoll.acquireUninterruptibly();
    }

    void resume() {
        mayPoll.release();
    }

    /** Waits until the consumer has failed by itself, and returns why. */
    Throwable awaitFailure(Duration atMost) {
        Await.until(atMost, () -> name + " to fail", () -> !complaints.isEmpty());
        return complaints.peek();
    }

    /** Ends the loop and closes the consumer: the member commits, gives back and leaves. */
    @Override
    public void close() {
        ending = true;
        try {
            if (!thread.join(CLOSED_WITHIN)) {
                thread.interrupt();
                throw new AssertionError(name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
