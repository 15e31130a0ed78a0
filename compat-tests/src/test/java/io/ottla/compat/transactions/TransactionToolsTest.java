package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.tool.ReferenceTool;
import io.ottla.compat.tool.ToolResult;
import io.ottla.compat.tools.ToolTest;
import io.ottla.compat.transactions.RawTransactions.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

/** {@code kafka-transactions} and {@code kafka-producer-perf-test} with transactions. */
class TransactionToolsTest extends ToolTest {
    private static final String TRANSACTIONS = "org.apache.kafka.tools.TransactionsCommand";
    private static final String PERFORMANCE = "org.apache.kafka.tools.ProducerPerformance";

    @Test
    void anOpenTransactionIsListedDescribedAndAborted() throws Exception {
        String topic = newTopic("open");
        try (Producer<String, String> producer = Transactional.ready(target, topic)) {
            producer.beginTransaction();
            producer.send(Transactional.record(topic, 0, "value")).get();

            assertThat(rowOf(transactions("list"), topic)).contains("Ongoing");
            assertThat(rowOf(transactions("describe", "--transactional-id", topic), topic))
                    .contains("Ongoing")
                    .contains(topic + "-0")
                    .contains("60000");
            ToolResult producers = transactions("describe-producers", "--topic", topic, "--partition", "0");
            assertThat(producers.lines()).hasSize(2);
            assertThat(producers.lines().getLast().strip()).endsWith("0");
            transactions("abort", "--topic", topic, "--partition", "0", "--start-offset", "0");

            assertThat(Transactional.committed(target, topic)).isEmpty();
            assertThat(Transactional.uncommitted(target, topic)).containsExactly("value");
            assertThat(describedProducer(topic).currentTransactionStartOffset()).isEmpty();
            producer.close(Duration.ZERO);
        }
    }

    /** However old it is. */
    @Test
    void obligation2_aTransactionThatItsCoordinatorKnowsOfDoesNotHang() throws Exception {
        String topic = newTopic("known");
        try (RawTransactions raw = new RawTransactions(target, topic)) {
            Identity identity = raw.init(5);
            long anHourAgoMs = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1);
            assertThat(raw.produce(12, identity, topic, 0, new SimpleRecord(anHourAgoMs, new byte[1])))
                    .isEqualTo(Errors.NONE);
            ToolResult hanging = transactions(
                    "find-hanging", "--topic", topic, "--partition", "0", "--max-transaction-timeout", "1");
            assertThat(hanging.text()).doesNotContain(topic + " ");
            raw.end(5, identity, true);
        }
    }

    @Test
    void whatTheAdminClientIsToldOfAProducer() throws Exception {
        String topic = newTopic("described");
        try (Producer<String, String> producer = Transactional.ready(target, topic);
                Admin admin = Clients.admin(target)) {
            producer.beginTransaction();
            producer.send(Transactional.record(topic, 0, "first")).get();
            producer.commitTransaction();
            awaitDecided(topic);
            producer.beginTransaction();
            producer.send(Transactional.record(topic, 0, "second")).get();

            ProducerState open = describedProducer(topic);
            assertThat(open.currentTransactionStartOffset()).hasValue(2);
            assertThat(open.coordinatorEpoch()).hasValue(0);
            assertThat(open.lastSequence()).isZero();

            Clients.get(admin.abortTransaction(new AbortTransactionSpec(
                            new TopicPartition(topic, 0), open.producerId(), (short) open.producerEpoch(), 0))
                    .all());
            assertThat(describedProducer(topic).currentTransactionStartOffset()).isEmpty();
            assertThat(Transactional.committed(target, topic)).containsExactly("first");
            producer.close(Duration.ZERO);
        }
    }

    @Test
    void transactionsAreListedByWhatIsAskedFor() throws Exception {
        String topic = newTopic("listed");
        try (Producer<String, String> producer = Transactional.ready(target, topic)) {
            producer.beginTransaction();
            producer.send(Transactional.record(topic, 0, "value")).get();
            assertThat(transactions("list", "--transactional-id-pattern", topic).lines())
                    .hasSize(2);
            assertThat(transactions("list", "--transactional-id-pattern", topic, "--duration-filter", "600000")
                            .lines())
                    .hasSize(1);
            producer.commitTransaction();
        }
    }

    @Test
    void theLoadGeneratorCommitsWhatItSends() {
        String topic = newTopic("perf");
        ToolResult result = succeed(
                PERFORMANCE,
                "--topic",
                topic,
                "--num-records",
                "2000",
                "--record-size",
                "100",
                "--throughput",
                "-1",
                "--transactional-id",
                topic,
                "--transaction-duration-ms",
                "50");
        assertThat(result.lines().getLast()).startsWith("2000 records sent, ");
        awaitDecided(topic);
        assertThat(Transactional.committed(target, topic)).hasSize(2000);
    }

    /** This tool wants to be told of the broker before it is told what to do. */
    private ToolResult transactions(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", target.bootstrap()));
        all.addAll(List.of(arguments));
        ToolResult result = ReferenceTool.run(TRANSACTIONS, all);
        assertThat(result.exitCode()).as(result::toString).isZero();
        return result;
    }

    private ProducerState describedProducer(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Clients.admin(target)) {
            return Clients.get(admin.describeProducers(List.of(partition)).partitionResult(partition))
                    .activeProducers()
                    .getFirst();
        }
    }

    /** Commits are confirmed before all markers are written. */
    private void awaitDecided(String topic) {
        Await.until(
                Transactional.SOON,
                () -> "the marker in " + topic,
                () -> describedProducer(topic).currentTransactionStartOffset().isEmpty());
    }

    private static String rowOf(ToolResult result, String transactionalId) {
        return result.lines().stream()
                .filter(line -> line.contains(transactionalId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row of " + transactionalId + " in " + result));
    }

    private String newTopic(String meaning) {
        String topic = uniqueTopic("tools-" + meaning);
        Clients.createTopic(target, topic, 1, Map.of());
        return topic;
    }
}
