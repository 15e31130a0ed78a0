package io.ottla.client.v28;

import io.ottla.client.v21.Expect;
import io.ottla.client.v21.Session;
import io.ottla.compat.versions.FeatureRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;

/** The admin client. */
final class Administration {
    private Administration() {}

    static void alteredConfigs(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        try (Admin admin = session.admin()) {
            change(admin, topic, "retention.ms", "12345", AlterConfigOp.OpType.SET);
            change(admin, topic, "cleanup.policy", "compact", AlterConfigOp.OpType.APPEND);
            Expect.soon(
                    "the new values",
                    () -> config(admin, topic, "retention.ms").equals("12345")
                            && config(admin, topic, "cleanup.policy").equals("delete,compact"));
            change(admin, topic, "retention.ms", "", AlterConfigOp.OpType.DELETE);
            Expect.soon(
                    "the default again",
                    () -> !config(admin, topic, "retention.ms").equals("12345"));
        }
    }

    private static void change(Admin admin, String topic, String key, String value, AlterConfigOp.OpType kind)
            throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(key, value), kind);
        Session.get(
                admin.incrementalAlterConfigs(Map.of(resource, Set.of(change))).all());
    }

    private static String config(Admin admin, String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config =
                Session.get(admin.describeConfigs(List.of(resource)).all()).get(resource);
        return config.get(key).value();
    }

    static void offsets(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        session.send(topic, Map.of(), Session.values(10));
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = session.admin()) {
            Expect.equal(10L, offset(admin, partition, OffsetSpec.latest()));
            Expect.equal(0L, offset(admin, partition, OffsetSpec.earliest()));
            Expect.equal(0L, offset(admin, partition, OffsetSpec.forTimestamp(1)));
        }
    }

    private static long offset(Admin admin, TopicPartition partition, OffsetSpec spec) throws Exception {
        return Session.get(admin.listOffsets(Map.of(partition, spec)).partitionResult(partition))
                .offset();
    }

    static void features(FeatureRun run) throws Exception {
        try (Admin admin = new Session(run).admin()) {
            Set<String> finalized = Session.get(admin.describeFeatures().featureMetadata())
                    .finalizedFeatures()
                    .keySet();
            Expect.that(finalized.contains("metadata.version"), "metadata.version among " + finalized);
        }
    }

    static void logDirs(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        session.send(topic, Map.of(), List.of("one"));
        try (Admin admin = session.admin()) {
            Map<String, LogDirDescription> folders = Session.get(
                            admin.describeLogDirs(List.of(1)).allDescriptions())
                    .get(1);
            Expect.that(
                    folders.values().stream()
                            .anyMatch(folder -> folder.replicaInfos().containsKey(new TopicPartition(topic, 0))),
                    "the partition in a folder");
        }
    }

    static void electedLeaders(FeatureRun run) throws Exception {
        Session session = new Session(run);
        TopicPartition partition = new TopicPartition(session.topic("topic", 1), 0);
        try (Admin admin = session.admin()) {
            Map<TopicPartition, Optional<Throwable>> answers =
                    Session.get(admin.electLeaders(ElectionType.PREFERRED, Set.of(partition))
                            .partitions());
            // The leader is the preferred one already, which is told as an error or not at all.
            Expect.that(answers.size() <= 1, "no other partition among " + answers);
        }
    }

    static void quotas(FeatureRun run) throws Exception {
        Session session = new Session(run);
        ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, session.name("client")));
        ClientQuotaFilter filter = ClientQuotaFilter.contains(
                List.of(ClientQuotaFilterComponent.ofEntity(ClientQuotaEntity.CLIENT_ID, session.name("client"))));
        try (Admin admin = session.admin()) {
            ClientQuotaAlteration.Op limit = new ClientQuotaAlteration.Op("producer_byte_rate", 1_000_000.0);
            Session.get(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(client, List.of(limit))))
                    .all());
            Expect.soon(
                    "the quota",
                    () -> Map.of(client, Map.of("producer_byte_rate", 1_000_000.0))
                            .equals(Session.get(
                                    admin.describeClientQuotas(filter).entities())));
        }
    }
}
