package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import io.ottla.compat.tool.ReferenceTool;
import io.ottla.compat.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster is told to work by other levels of {@code transaction.version}, and its producers go on. */
class FeatureChangeTest {
    private static final String FEATURES = "org.apache.kafka.tools.FeatureCommand";
    private static final String TOPIC = "records";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void transactionsWorkAtEveryLevel(TargetKind kind) {
        try (Target target = kind.create(TargetSettings.in(folder))) {
            target.start();
            try (Admin admin = Clients.admin(target)) {
                Clients.get(admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all());
                assertEpochsPerTransaction(target, admin, "at first", 3);
                change(target, admin, "downgrade", 0);
                assertEpochsPerTransaction(target, admin, "downgraded", 0);
                change(target, admin, "upgrade", 1);
                assertEpochsPerTransaction(target, admin, "upgraded", 0);
                change(target, admin, "upgrade", 2);
                assertEpochsPerTransaction(target, admin, "at last", 3);
            }
        }
    }

    private static void change(Target target, Admin admin, String command, int level) {
        ToolResult result = ReferenceTool.run(
                FEATURES,
                List.of(
                        "--bootstrap-server",
                        target.bootstrap(),
                        command,
                        "--feature",
                        "transaction.version=" + level));
        assertThat(result.exitCode()).as(result::toString).isZero();
        Await.until(Duration.ofSeconds(30), () -> "transaction.version " + level, () -> finalised(admin) == level);
    }

    /** Features of level 0 are not told of. */
    private static int finalised(Admin admin) {
        var level = Clients.get(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get("transaction.version");
        return level == null ? 0 : level.maxVersionLevel();
    }

    /** How far three transactions have raised the epoch of a producer. */
    private static void assertEpochsPerTransaction(Target target, Admin admin, String id, int raises) {
        try (Producer<String, String> producer = Clients.producer(target, Map.of("transactional.id", id))) {
            producer.initTransactions();
            for (int i = 0; i < 3; i++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, id + i));
                if (i == 1) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
        Await.until(
                Duration.ofSeconds(30),
                () -> id + " to be complete",
                () -> Clients.get(admin.describeTransactions(List.of(id)).all())
                                .get(id)
                                .state()
                        == TransactionState.COMPLETE_COMMIT);
        assertThat(Clients.get(admin.describeTransactions(List.of(id)).all())
                        .get(id)
                        .producerEpoch())
                .as(id)
                .isEqualTo(raises);
    }
}
