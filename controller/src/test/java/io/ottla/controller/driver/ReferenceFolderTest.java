package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.Controller;
import io.ottla.controller.ControllerEnvironment;
import io.ottla.controller.ControllerSettings;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.BrokerHeartbeat;
import io.ottla.controller.decide.Command;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.controller.decide.FeaturePolicy;
import io.ottla.controller.decide.IncrementalAlterConfigs;
import io.ottla.controller.decide.RegisterBroker;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.controller.image.TopicImage;
import io.ottla.storage.disk.FileDisk;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that the reference wrote is opened here, written to, and opened by the reference again. */
@Timeout(300)
final class ReferenceFolderTest {
    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void format() throws IOException {
        folder = temp.resolve("data");
        Properties properties =
                ReferenceServer.properties(folder, ReferenceServer.freePort(), ReferenceServer.freePort());
        ReferenceServer.format(folder, properties, "mHe2kCF7SS-2sNbl2XVqRA");
    }

    @Test
    void goesThereAndBack() throws Exception {
        Map<String, TopicDescription> described;
        try (ReferenceServer server = ReferenceServer.start(folder);
                Admin admin = server.admin()) {
            fill(server, admin);
            described = admin.describeTopics(List.of("plain", "configured"))
                    .allTopicNames()
                    .get();
        }

        try (Controller controller = open()) {
            checkImage(controller.image(), described);
            change(controller);
        }

        try (ReferenceServer server = ReferenceServer.start(folder);
                Admin admin = server.admin()) {
            checkReference(admin, described);
        }

        try (Controller controller = open()) {
            assertThat(controller.image().topics().byName()).containsKeys("plain", "configured", "ours");
        }
    }

    private static void fill(ReferenceServer server, Admin admin) throws Exception {
        admin.createTopics(List.of(
                        new NewTopic("plain", 2, (short) 1),
                        new NewTopic("configured", 1, (short) 1).configs(Map.of("retention.ms", "12345")),
                        new NewTopic("gone", 1, (short) 1)))
                .all()
                .get();
        admin.createPartitions(Map.of("plain", NewPartitions.increaseTo(5)))
                .all()
                .get();
        admin.deleteTopics(List.of("gone")).all().get();
        admin.incrementalAlterConfigs(Map.of(
                        new org.apache.kafka.common.config.ConfigResource(
                                org.apache.kafka.common.config.ConfigResource.Type.BROKER, ""),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("log.retention.ms", "777"), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of("user", "u")),
                        List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 1000.0)))))
                .all()
                .get();
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        "u", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), "secret")))
                .all()
                .get();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", server.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("plain", "v")).get();
        }
    }

    private static void checkImage(ClusterImage image, Map<String, TopicDescription> described) {
        assertThat(image.topics().byName().keySet()).containsExactly("configured", "plain");
        described.forEach((name, topic) -> {
            TopicImage ours = image.topics().topic(name);
            assertThat(ours.id()).hasToString(topic.topicId().toString());
            assertThat(ours.partitions()).hasSize(topic.partitions().size());
        });
        assertThat(image.configs().ofTopic("configured")).containsEntry("retention.ms", "12345");
        assertThat(image.configs().ofCluster()).containsEntry("log.retention.ms", "777");
        assertThat(image.nextProducerId()).isEqualTo(1000);
        assertThat(image.quotas().byEntity()).hasSize(1);
        assertThat(image.security().scram()).hasSize(1);
        assertThat(image.features().level("transaction.version")).isEqualTo((short) 2);
    }

    private void change(Controller controller) throws Exception {
        Uuid incarnation = new Uuid(77, 77);
        long epoch = ask(
                controller,
                new RegisterBroker(
                        1,
                        controller.image().clusterId(),
                        incarnation,
                        List.of(new ListenerEndpoint("PLAINTEXT", "localhost", 9092, (short) 0)),
                        FeaturePolicy.CURRENT.supported(),
                        Optional.empty(),
                        List.of(directoryId()),
                        OptionalLong.empty()));
        ask(controller, heartbeat(controller, epoch, false));
        ask(
                controller,
                new CreateTopics(List.of(new CreateTopics.NewTopic("ours", 3, (short) 1, List.of(), Map.of())), false));
        ask(
                controller,
                new IncrementalAlterConfigs(
                        Map.of(
                                ConfigResource.topic("ours"),
                                Map.of("cleanup.policy", new IncrementalAlterConfigs.Set("compact"))),
                        false));
        while (!ask(controller, heartbeat(controller, epoch, true)).shouldShutDown()) {
            Thread.onSpinWait();
        }
    }

    private static BrokerHeartbeat heartbeat(Controller controller, long epoch, boolean wantShutDown) {
        return new BrokerHeartbeat(
                1,
                epoch,
                controller.image().applied().offset(),
                false,
                wantShutDown,
                List.of(),
                Optional.of(List.of()));
    }

    private static void checkReference(Admin admin, Map<String, TopicDescription> before) throws Exception {
        assertThat(admin.listTopics().names().get()).isEqualTo(Set.of("plain", "configured", "ours"));
        Map<String, TopicDescription> after = admin.describeTopics(List.of("plain", "configured", "ours"))
                .allTopicNames()
                .get();
        before.forEach((name, topic) -> assertThat(after.get(name).topicId()).isEqualTo(topic.topicId()));
        assertThat(after.get("ours").partitions()).hasSize(3);
        assertThat(after.values())
                .allSatisfy(topic -> assertThat(topic.partitions())
                        .allSatisfy(
                                partition -> assertThat(partition.leader().id()).isEqualTo(1)));
        var resource = new org.apache.kafka.common.config.ConfigResource(
                org.apache.kafka.common.config.ConfigResource.Type.TOPIC, "ours");
        assertThat(admin.describeConfigs(List.of(resource))
                        .all()
                        .get()
                        .get(resource)
                        .get("cleanup.policy")
                        .value())
                .isEqualTo("compact");
    }

    private Controller open() throws IOException {
        ControllerSettings settings = new ControllerSettings(
                1,
                "mHe2kCF7SS-2sNbl2XVqRA",
                directoryId(),
                folder,
                List.of(new ListenerEndpoint("CONTROLLER", "localhost", 9093, (short) 0)),
                List.of(),
                Harness.SESSION_TIMEOUT_MS,
                0,
                ControllerSettings.Log.DEFAULTS,
                new ControllerSettings.Snapshots(1_000, 0));
        ControllerEnvironment virtual = new Harness(1).environment(new FileDisk());
        return ControllerStart.open(
                settings,
                new ControllerEnvironment(
                        virtual.disk(),
                        System::currentTimeMillis,
                        virtual.random(),
                        Runnable::run,
                        virtual.rules(),
                        virtual.onFatal()));
    }

    private Uuid directoryId() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(folder.resolve("meta.properties"))) {
            properties.load(in);
        }
        return Uuid.parse(properties.getProperty("directory.id"));
    }

    private static <R> R ask(Controller controller, Command<R> command) throws Exception {
        CompletableFuture<R> future = new CompletableFuture<>();
        controller.submit(command, new Reply<R>() {
            @Override
            public void done(R reply) {
                future.complete(reply);
            }

            @Override
            public void refused(ApiError error) {
                future.completeExceptionally(new AssertionError(command.name() + " was refused: " + error));
            }
        });
        return future.get(30, TimeUnit.SECONDS);
    }
}
