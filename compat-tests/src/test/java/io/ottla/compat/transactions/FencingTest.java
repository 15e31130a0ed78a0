package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

/** One producer at a time: the later one fences the earlier, and what takes too long is aborted. */
class FencingTest extends OnBothTargets {

    @Test
    void aSecondInstanceFencesTheFirstAndAbortsItsTransaction() throws Exception {
        String topic = newTopic("second");
        try (Producer<String, String> first = Transactional.ready(target, topic)) {
            first.beginTransaction();
            first.send(Transactional.record(topic, 0, "of the first")).get();
            try (Producer<String, String> second = Transactional.ready(target, topic)) {
                second.beginTransaction();
                second.send(Transactional.record(topic, 0, "of the second")).get();
                assertThatThrownBy(() -> {
                            Transactional.send(first, topic, 0, "too late");
                            first.commitTransaction();
                        })
                        .satisfies(FencingTest::isFenced);
                second.commitTransaction();
            }
        }
        assertThat(Transactional.committed(target, topic)).containsExactly("of the second");
    }

    @Test
    void aProducerThatWasFencedCannotCommitEitherWhatItHadSent() throws Exception {
        String topic = newTopic("commit");
        try (Producer<String, String> first = Transactional.ready(target, topic)) {
            first.beginTransaction();
            first.send(Transactional.record(topic, 0, "of the first")).get();
            try (Producer<String, String> second = Transactional.ready(target, topic)) {
                assertThatThrownBy(first::commitTransaction).satisfies(FencingTest::isFenced);
                second.beginTransaction();
                second.commitTransaction();
            }
        }
        assertThat(Transactional.committed(target, topic)).isEmpty();
    }

    @Test
    void anOperatorFencesProducers() throws Exception {
        String topic = newTopic("operator");
        try (Admin admin = Clients.admin(target);
                Producer<String, String> producer = Transactional.ready(target, topic)) {
            producer.beginTransaction();
            producer.send(Transactional.record(topic, 0, "value")).get();

            Clients.get(admin.fenceProducers(List.of(topic)).all());

            assertThatThrownBy(producer::commitTransaction).satisfies(FencingTest::isFenced);
        }
        awaitCommitted(topic, List.of());
    }

    @Test
    void whatIsAbortedIsNotSeenAndTheProducerGoesOn() throws Exception {
        String topic = newTopic("abort");
        try (Producer<String, String> producer = Transactional.ready(target, topic)) {
            for (int round = 0; round < 6; round++) {
                producer.beginTransaction();
                producer.send(Transactional.record(topic, 0, "value-" + round)).get();
                if (round % 2 == 0) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
        assertThat(Transactional.committed(target, topic)).containsExactly("value-1", "value-3", "value-5");
    }

    @Test
    void aTransactionThatTakesTooLongIsAborted() throws Exception {
        String topic = newTopic("timeout");
        try (Producer<String, String> producer =
                        Transactional.producer(target, topic, Map.of("transaction.timeout.ms", 1_000));
                Admin admin = Clients.admin(target)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(Transactional.record(topic, 0, "value")).get();
            assertThat(describe(admin, topic).state()).isEqualTo(TransactionState.ONGOING);
            Await.until(
                    Transactional.SOON,
                    () -> "the transaction to be aborted",
                    () -> describe(admin, topic).state() == TransactionState.COMPLETE_ABORT);

            assertThatThrownBy(() -> {
                        Transactional.send(producer, topic, 0, "too late");
                        producer.commitTransaction();
                    })
                    .isInstanceOf(KafkaException.class);
        }
        awaitCommitted(topic, List.of());
    }

    @Test
    void aProducerThatDiedInATransactionIsReplacedAtOnce() throws Exception {
        String topic = newTopic("died");
        Producer<String, String> dead = Transactional.ready(target, topic);
        dead.beginTransaction();
        dead.send(Transactional.record(topic, 0, "of the dead")).get();
        dead.close(Duration.ZERO);
        try (Producer<String, String> successor = Transactional.ready(target, topic)) {
            successor.beginTransaction();
            successor.send(Transactional.record(topic, 0, "of the successor")).get();
            successor.commitTransaction();
        }
        assertThat(Transactional.committed(target, topic)).containsExactly("of the successor");
    }

    @Test
    void trap59_aTimeoutBeyondTheBrokersIsRefused() {
        String topic = newTopic("timeout-max");
        try (Producer<String, String> producer =
                Transactional.producer(target, topic, Map.of("transaction.timeout.ms", 900_001))) {
            assertThatThrownBy(producer::initTransactions)
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("transaction timeout is larger than the maximum value allowed");
        }
    }

    private static TransactionDescription describe(Admin admin, String transactionalId) {
        return Clients.get(admin.describeTransactions(List.of(transactionalId)).description(transactionalId));
    }

    /** What the marker decides, which may come a moment after the operation that brought it about. */
    private void awaitCommitted(String topic, List<String> values) {
        Await.until(
                Transactional.SOON,
                () -> topic + " to have " + values,
                () -> Transactional.committed(target, topic).equals(values)
                        && Transactional.uncommitted(target, topic).size() == 1);
    }

    private static void isFenced(Throwable thrown) {
        assertThat(rootOf(thrown)).isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while ((root instanceof ExecutionException || root.getClass().equals(KafkaException.class))
                && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private String newTopic(String meaning) {
        String topic = uniqueTopic("fencing-" + meaning);
        Clients.createTopic(target, topic, 1, Map.of());
        return topic;
    }
}
