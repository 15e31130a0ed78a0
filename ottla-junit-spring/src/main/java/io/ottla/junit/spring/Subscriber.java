package io.ottla.junit.spring;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Subscribes a consumer, and returns when it has got its partitions and stands at their beginning or end. */
final class Subscriber {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private Subscriber() {}

    static void subscribe(Consumer<?, ?> consumer, boolean seekToEnd, List<String> topics) {
        Assigned assigned = new Assigned();
        consumer.subscribe(topics, assigned);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (assigned.partitions.get() == null) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException(
                        "no partitions of " + topics + " within " + PATIENCE.toSeconds() + " s");
            }
            consumer.poll(POLL);
        }
        Collection<TopicPartition> partitions = assigned.partitions.get();
        if (seekToEnd) {
            consumer.seekToEnd(partitions);
            // Else what is written from now on might come before the end is looked up.
            partitions.forEach(consumer::position);
        } else {
            consumer.seekToBeginning(partitions);
        }
    }

    private static final class Assigned implements ConsumerRebalanceListener {
        private final AtomicReference<Collection<TopicPartition>> partitions = new AtomicReference<>();

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            partitions.set(List.copyOf(assigned));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            // Nothing was read that would have to be kept.
        }
    }
}
