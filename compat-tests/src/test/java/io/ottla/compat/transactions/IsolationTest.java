package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What readers of committed records see of transactions that lie across each other, and when. */
class IsolationTest extends OnBothTargets {

    @Test
    void trap46_interleavedTransactionsAreSeenWhenAllBeforeThemAreDecided() {
        String topic = newTopic("interleaved");
        try (Admin admin = Clients.admin(target);
                Producer<String, String> plain = Clients.producer(target, Map.of());
                Producer<String, String> one = Transactional.ready(target, topic + "-one");
                Producer<String, String> other = Transactional.ready(target, topic + "-other")) {
            send(plain, topic, "p0");
            one.beginTransaction();
            send(one, topic, "a1");
            other.beginTransaction();
            send(other, topic, "b2");
            send(plain, topic, "p3");
            send(one, topic, "a4");
            other.abortTransaction();
            send(plain, topic, "p6");

            TopicPartition partition = new TopicPartition(topic, 0);
            assertThat(Transactional.end(admin, partition, IsolationLevel.READ_COMMITTED))
                    .isEqualTo(1);
            assertThat(Transactional.end(admin, partition, IsolationLevel.READ_UNCOMMITTED))
                    .isEqualTo(7);
            assertThat(Transactional.committed(target, topic)).containsExactly("p0");

            one.commitTransaction();

            assertThat(Transactional.end(admin, partition, IsolationLevel.READ_COMMITTED))
                    .isEqualTo(8);
            assertThat(Transactional.committed(target, topic)).containsExactly("p0", "a1", "p3", "a4", "p6");
            assertThat(Transactional.uncommitted(target, topic)).containsExactly("p0", "a1", "b2", "p3", "a4", "p6");
        }
    }

    /** The list of aborted transactions is read by its first offsets: the older one ends last here. */
    @Test
    void obligation5_abortedTransactionsInAbortedTransactionsAreLeftOut() {
        String topic = newTopic("aborted");
        try (Producer<String, String> outer = Transactional.ready(target, topic + "-outer");
                Producer<String, String> inner = Transactional.ready(target, topic + "-inner")) {
            List<String> expected = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                outer.beginTransaction();
                send(outer, topic, "outer-" + round);
                inner.beginTransaction();
                send(inner, topic, "inner-" + round);
                if (round % 3 == 0) {
                    inner.commitTransaction();
                    expected.add("inner-" + round);
                } else {
                    inner.abortTransaction();
                }
                send(outer, topic, "late-" + round);
                outer.abortTransaction();
            }
            assertThat(Transactional.committed(target, topic)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void trap36_aReaderThatWaitsIsWokenByTheCommit() {
        String topic = newTopic("woken");
        try (Producer<String, String> plain = Clients.producer(target, Map.of());
                Producer<String, String> producer = Transactional.ready(target, topic + "-tx");
                Consumer<String, String> consumer = Clients.consumer(
                        target,
                        Map.of(
                                "isolation.level",
                                "read_committed",
                                "auto.offset.reset",
                                "earliest",
                                "fetch.max.wait.ms",
                                60_000,
                                "request.timeout.ms",
                                90_000))) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            producer.beginTransaction();
            send(producer, topic, "value");
            assertThat(consumer.poll(Duration.ofMillis(300))).isEmpty();

            producer.commitTransaction();

            assertThat(Clients.poll(consumer, 1))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isEqualTo("value"));
            // The consumer has another fetch waiting by now, whose end it would await when it is closed.
            send(plain, topic, "the end");
            Clients.poll(consumer, 1);
            consumer.pause(consumer.assignment());
            send(plain, topic, "after the end");
        }
    }

    @Test
    void anEmptyTransactionLeavesNoTrace() {
        String topic = newTopic("empty");
        try (Producer<String, String> producer = Transactional.ready(target, topic + "-tx")) {
            producer.beginTransaction();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, topic, "value");
            producer.commitTransaction();
            assertThat(Transactional.committed(target, topic)).containsExactly("value");
        }
    }

    private String newTopic(String meaning) {
        String topic = uniqueTopic("isolation-" + meaning);
        Clients.createTopic(target, topic, 1, Map.of());
        return topic;
    }

    /** Sent, and acknowledged, so that the order of the log is that of the calls. */
    private static void send(Producer<String, String> producer, String topic, String value) {
        try {
            producer.send(Transactional.record(topic, 0, value)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
