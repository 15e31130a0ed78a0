package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import io.ottla.compat.tool.ReferenceTool;
import io.ottla.compat.tool.ToolResult;
import io.ottla.compat.transactions.RawTransactions.Identity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A transaction hangs when a partition has one open of which its coordinator knows nothing, so that nobody is ever going to end
 * it (KIP-664). A client of the old protocol brings it about with records that it did not announce, on a broker that
 * does not verify.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HangingTransactionTest {
    private static final String VERIFICATION = "transaction.partition.verification.enable";
    private static final String TOPIC = "topic";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int INIT = 3;
    private static final int PRODUCE = 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void obligation2_aHangingTransactionIsFoundAndAbortedAndReadersGoOn(TargetKind kind) throws Exception {
        TargetSettings settings = TargetSettings.in(folder).with(VERIFICATION, "false");
        try (Target target = kind.create(settings)) {
            target.start();
            Clients.createTopic(target, TOPIC, 1, Map.of());
            try (RawTransactions raw = new RawTransactions(target, "hanging");
                    Admin admin = Clients.admin(target)) {
                Identity identity = raw.init(INIT);
                long anHourAgoMs = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1);
                SimpleRecord record = new SimpleRecord(anHourAgoMs, "hanging".getBytes(StandardCharsets.UTF_8));
                assertThat(raw.produce(PRODUCE, identity, TOPIC, 0, record)).isEqualTo(Errors.NONE);
                commitBehindIt(target);
                assertThat(Transactional.end(admin, PARTITION, IsolationLevel.READ_COMMITTED))
                        .isZero();

                ToolResult found = transactions(target, "find-hanging", "--topic", TOPIC);
                assertThat(found.lines()).hasSize(2);
                assertThat(found.lines().getLast()).startsWith(TOPIC).contains(Long.toString(identity.producerId()));

                transactions(target, "abort", "--topic", TOPIC, "--partition", "0", "--start-offset", "0");

                assertThat(transactions(target, "find-hanging", "--topic", TOPIC)
                                .lines())
                        .hasSize(1);
                Await.until(
                        Transactional.SOON,
                        () -> "the record behind the transaction that hung",
                        () -> Transactional.committed(target, TOPIC).equals(List.of("behind it")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void verificationIsSwitchedOffAndOnWhileTheBrokerRuns(TargetKind kind) throws Exception {
        try (Target target = kind.create(TargetSettings.in(folder))) {
            target.start();
            Clients.createTopic(target, TOPIC, 1, Map.of());
            try (RawTransactions raw = new RawTransactions(target, "switched")) {
                awaitOutcome(raw, Errors.INVALID_TXN_STATE);
                setVerification(target, false);
                awaitOutcome(raw, Errors.NONE);
                setVerification(target, true);
                awaitOutcome(raw, Errors.INVALID_TXN_STATE);
            }
        }
    }

    /** Each time under a new epoch: for another one, what is open already does not count. */
    private static void awaitOutcome(RawTransactions raw, Errors outcome) {
        Errors[] last = new Errors[1];
        Await.until(Transactional.SOON, () -> outcome + " for a record that was not announced, not " + last[0], () -> {
            Identity identity = raw.init(INIT);
            last[0] = raw.produce(PRODUCE, identity, TOPIC, 0, "value");
            return last[0] == outcome;
        });
    }

    private static void setVerification(Target target, boolean enabled) {
        AlterConfigOp change =
                new AlterConfigOp(new ConfigEntry(VERIFICATION, Boolean.toString(enabled)), AlterConfigOp.OpType.SET);
        ConfigResource allBrokers = new ConfigResource(ConfigResource.Type.BROKER, "");
        try (Admin admin = Clients.admin(target)) {
            Clients.get(admin.incrementalAlterConfigs(Map.of(allBrokers, List.of(change)))
                    .all());
        }
    }

    /** By a client that keeps to the rules. */
    private static void commitBehindIt(Target target) {
        try (Producer<String, String> producer = Transactional.ready(target, "decent")) {
            producer.beginTransaction();
            Transactional.send(producer, TOPIC, 0, "behind it");
            producer.commitTransaction();
        }
    }

    private static ToolResult transactions(Target target, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", target.bootstrap()));
        all.addAll(List.of(arguments));
        ToolResult result = ReferenceTool.run("org.apache.kafka.tools.TransactionsCommand", all);
        assertThat(result.exitCode()).as(result::toString).isZero();
        return result;
    }
}
