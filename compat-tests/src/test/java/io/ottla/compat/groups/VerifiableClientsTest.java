package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.groups.VerifiableProcess.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference's verifiable clients: consumers come, go and are killed while a producer sends. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VerifiableClientsTest extends OnBothTargets {
    private static final int PARTITIONS = 4;

    @TempDir
    private Path folder;

    private final List<VerifiableProcess> started = new ArrayList<>();
    private String topic;

    @AfterEach
    void close() {
        started.forEach(VerifiableProcess::close);
    }

    private VerifiableProcess consumer(String name, String protocol) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--topic",
                topic,
                "--group-id",
                "group-of-" + topic,
                "--group-protocol",
                protocol,
                "--reset-policy",
                "earliest"));
        if (protocol.equals("classic")) {
            arguments.addAll(List.of("--session-timeout", "5000"));
        }
        return start(name, "org.apache.kafka.tools.VerifiableConsumer", arguments);
    }

    private VerifiableProcess start(String name, String mainClass, List<String> arguments) throws IOException {
        VerifiableProcess process =
                new VerifiableProcess(target, folder.resolve(name), mainClass, arguments.toArray(String[]::new));
        started.add(process);
        return process;
    }

    private void awaitConsuming(VerifiableProcess consumer) {
        Await.until(
                Group.SOON,
                () -> "records for a consumer, which wrote\n" + consumer.tail() + "\nand the producer\n"
                        + started.getFirst().tail(),
                () -> !consumer.consumed().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void everyRecordArrivesThoughConsumersComeAndGo(String protocol) throws IOException, InterruptedException {
        topic = uniqueTopic("verified");
        Clients.createTopic(target, topic, PARTITIONS, Map.of());
        VerifiableProcess producer = start(
                "producer",
                "org.apache.kafka.tools.VerifiableProducer",
                List.of("--topic", topic, "--throughput", "200", "--repeating-keys", "50"));
        VerifiableProcess killed = consumer("killed", protocol);
        VerifiableProcess stays = consumer("stays", protocol);
        awaitConsuming(killed);
        awaitConsuming(stays);
        killed.kill();
        VerifiableProcess leaves = consumer("leaves", protocol);
        awaitConsuming(leaves);
        leaves.stop();
        producer.stop();
        assertThat(producer.events("producer_send_error")).isEmpty();
        int sent = producer.events("producer_send_success").size();
        Await.until(Group.SOON, () -> sent + " records; " + delivered() + " have come", () -> delivered() == sent);
        stays.stop();
        assertThat(leaves.events("offsets_committed")).isNotEmpty();
        assertThat(leaves.events("shutdown_complete")).hasSize(1);
        assertNothingTwice(stays);
    }

    /** How many different records arrived anywhere. */
    private long delivered() {
        List<BitSet> offsets = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            offsets.add(new BitSet());
        }
        for (VerifiableProcess consumer : started.subList(1, started.size())) {
            for (Range range : consumer.consumed()) {
                offsets.get(range.partition()).set((int) range.first(), (int) range.last() + 1);
            }
        }
        return offsets.stream().mapToLong(BitSet::cardinality).sum();
    }

    /** Who stays is never delivered what it was delivered before: what it owned once it goes on with, or another did. */
    private static void assertNothingTwice(VerifiableProcess stays) {
        long[] next = new long[PARTITIONS];
        for (Range range : stays.consumed()) {
            assertThat(range.first()).isGreaterThanOrEqualTo(next[range.partition()]);
            next[range.partition()] = range.last() + 1;
        }
    }
}
