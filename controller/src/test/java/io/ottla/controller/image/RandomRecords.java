package io.ottla.controller.image;

import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.AbortTransactionRecord;
import io.ottla.wire.record.metadata.AccessControlEntryRecord;
import io.ottla.wire.record.metadata.BeginTransactionRecord;
import io.ottla.wire.record.metadata.BrokerRegistrationChangeRecord;
import io.ottla.wire.record.metadata.ClearElrRecord;
import io.ottla.wire.record.metadata.ClientQuotaRecord;
import io.ottla.wire.record.metadata.ConfigRecord;
import io.ottla.wire.record.metadata.DelegationTokenRecord;
import io.ottla.wire.record.metadata.EndTransactionRecord;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import io.ottla.wire.record.metadata.FenceBrokerRecord;
import io.ottla.wire.record.metadata.MetadataRecordType;
import io.ottla.wire.record.metadata.NoOpRecord;
import io.ottla.wire.record.metadata.PartitionChangeRecord;
import io.ottla.wire.record.metadata.PartitionRecord;
import io.ottla.wire.record.metadata.ProducerIdsRecord;
import io.ottla.wire.record.metadata.RegisterBrokerRecord;
import io.ottla.wire.record.metadata.RegisterControllerRecord;
import io.ottla.wire.record.metadata.RemoveAccessControlEntryRecord;
import io.ottla.wire.record.metadata.RemoveDelegationTokenRecord;
import io.ottla.wire.record.metadata.RemoveTopicRecord;
import io.ottla.wire.record.metadata.RemoveUserScramCredentialRecord;
import io.ottla.wire.record.metadata.TopicRecord;
import io.ottla.wire.record.metadata.UnfenceBrokerRecord;
import io.ottla.wire.record.metadata.UnregisterBrokerRecord;
import io.ottla.wire.record.metadata.UserScramCredentialRecord;
import io.ottla.wire.record.metadata.ZkMigrationStateRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Records of all types, each of which can follow on the image that those before it add up to. */
public final class RandomRecords {
    private static final int BROKERS_MAX = 5;

    private final Random random;
    private final ImageBuilder builder;

    public RandomRecords(Random random, String clusterId) {
        this.random = random;
        this.builder = new ImageBuilder(ClusterImage.empty(clusterId));
    }

    public ImageBuilder builder() {
        return builder;
    }

    /** The next record, applied already. */
    public VersionedRecord next() {
        Optional<ApiMessage> record = Optional.empty();
        if (builder.image().features().metadataVersion().isEmpty()) {
            record = Optional.of(
                    new FeatureLevelRecord().name(MetadataVersion.FEATURE).featureLevel(MetadataVersion.HIGHEST));
        }
        while (record.isEmpty()) {
            MetadataRecordType[] types = MetadataRecordType.values();
            record = Optional.ofNullable(record(types[random.nextInt(types.length)]));
        }
        builder.apply(record.get());
        return new VersionedRecord(record.get(), record.get().highestVersion());
    }

    /** Null when there is none of the type that could follow now. */
    private ApiMessage record(MetadataRecordType type) {
        return switch (type) {
            case TOPIC -> topic();
            case PARTITION -> partition();
            case PARTITION_CHANGE -> partitionChange();
            case REMOVE_TOPIC -> random.nextInt(5) > 0 ? null : removeTopic();
            case CLEAR_ELR -> clearElr();
            case CONFIG -> config();
            case FEATURE_LEVEL ->
                new FeatureLevelRecord().name("feature-" + random.nextInt(4)).featureLevel((short) random.nextInt(3));
            case REGISTER_BROKER -> registerBroker();
            case UNREGISTER_BROKER ->
                anyBroker()
                        .map(broker -> new UnregisterBrokerRecord()
                                .brokerId(broker.id())
                                .brokerEpoch(broker.epoch()))
                        .orElse(null);
            case BROKER_REGISTRATION_CHANGE -> anyBroker().map(this::change).orElse(null);
            case FENCE_BROKER ->
                anyBroker()
                        .map(broker -> new FenceBrokerRecord().id(broker.id()).epoch(broker.epoch()))
                        .orElse(null);
            case UNFENCE_BROKER ->
                anyBroker()
                        .map(broker -> new UnfenceBrokerRecord().id(broker.id()).epoch(broker.epoch()))
                        .orElse(null);
            case REGISTER_CONTROLLER -> registerController();
            case PRODUCER_IDS ->
                new ProducerIdsRecord()
                        .brokerId(1)
                        .nextProducerId(builder.image().nextProducerId() + 1000);
            case BEGIN_TRANSACTION -> builder.inTransaction() ? null : new BeginTransactionRecord().name("t");
            case END_TRANSACTION -> builder.inTransaction() ? new EndTransactionRecord() : null;
            case ABORT_TRANSACTION -> builder.inTransaction() ? new AbortTransactionRecord() : null;
            case NO_OP -> new NoOpRecord();
            case ZK_MIGRATION_STATE -> new ZkMigrationStateRecord().zkMigrationState((byte) 3);
            default -> securityOrQuota(type);
        };
    }

    private ApiMessage securityOrQuota(MetadataRecordType type) {
        String name = "name-" + random.nextInt(4);
        return switch (type) {
            case CLIENT_QUOTA -> clientQuota();
            case ACCESS_CONTROL_ENTRY ->
                new AccessControlEntryRecord()
                        .id(id(6))
                        .resourceType((byte) 2)
                        .resourceName(name)
                        .patternType((byte) 3)
                        .principal("User:" + name)
                        .host("*")
                        .operation((byte) random.nextInt(8))
                        .permissionType((byte) 3);
            case REMOVE_ACCESS_CONTROL_ENTRY -> new RemoveAccessControlEntryRecord().id(id(6));
            case USER_SCRAM_CREDENTIAL ->
                new UserScramCredentialRecord()
                        .name(name)
                        .mechanism((byte) (1 + random.nextInt(2)))
                        .salt(bytes())
                        .storedKey(bytes())
                        .serverKey(bytes())
                        .iterations(4096 + random.nextInt(10));
            case REMOVE_USER_SCRAM_CREDENTIAL ->
                new RemoveUserScramCredentialRecord().name(name).mechanism((byte) (1 + random.nextInt(2)));
            case DELEGATION_TOKEN ->
                new DelegationTokenRecord()
                        .owner("User:" + name)
                        .requester("User:r")
                        .renewers(List.of("User:a", "User:b"))
                        .issueTimestamp(random.nextInt(1000))
                        .maxTimestamp(5000)
                        .expirationTimestamp(3000)
                        .tokenId(name);
            case REMOVE_DELEGATION_TOKEN -> new RemoveDelegationTokenRecord().tokenId(name);
            default -> throw new AssertionError("nobody makes records of type " + type);
        };
    }

    private ApiMessage topic() {
        String name = "topic" + (random.nextBoolean() ? "." : "_") + random.nextInt(12);
        Uuid id = new Uuid(random.nextLong(), random.nextLong());
        return builder.image().topics().topic(name) != null
                ? null
                : new TopicRecord().name(name).topicId(id);
    }

    private ApiMessage partition() {
        TopicImage topic = anyTopic();
        if (topic == null) {
            return null;
        }
        List<Integer> replicas = ids();
        return new PartitionRecord()
                .topicId(topic.id())
                .partitionId(topic.partitions().size())
                .replicas(replicas)
                .directories(directories(replicas.size()))
                .isr(replicas)
                .removingReplicas(List.of())
                .addingReplicas(random.nextBoolean() ? List.of() : ids())
                .leader(replicas.get(0))
                .leaderEpoch(0)
                .partitionEpoch(0);
    }

    private ApiMessage partitionChange() {
        TopicImage topic = anyTopic();
        if (topic == null || topic.partitions().isEmpty()) {
            return null;
        }
        int partitionId = random.nextInt(topic.partitions().size());
        int replicas = topic.partition(partitionId).replicas().size();
        PartitionChangeRecord change = new PartitionChangeRecord()
                .topicId(topic.id())
                .partitionId(partitionId)
                .isr(maybe(ids()))
                .eligibleLeaderReplicas(maybe(ids()))
                .lastKnownElr(maybe(List.of()))
                .removingReplicas(maybe(ids()))
                .directories(maybe(directories(replicas)));
        if (random.nextBoolean()) {
            change.leader(random.nextInt(BROKERS_MAX) - 1);
        }
        if (random.nextInt(4) == 0) {
            change.leaderRecoveryState((byte) random.nextInt(2));
        }
        return change;
    }

    private ApiMessage removeTopic() {
        TopicImage topic = anyTopic();
        return topic == null ? null : new RemoveTopicRecord().topicId(topic.id());
    }

    private ApiMessage clearElr() {
        TopicImage topic = anyTopic();
        return new ClearElrRecord().topicName(topic == null || random.nextBoolean() ? "" : topic.name());
    }

    private ApiMessage config() {
        TopicImage topic = anyTopic();
        ConfigResource resource = topic == null || random.nextBoolean()
                ? ConfigResource.broker(random.nextInt(BROKERS_MAX))
                : ConfigResource.topic(topic.name());
        return new ConfigRecord()
                .resourceType(resource.type().id())
                .resourceName(resource.name())
                .name("key-" + random.nextInt(3))
                .value(maybe("value-" + random.nextInt(3)));
    }

    private ApiMessage registerBroker() {
        int id = random.nextInt(BROKERS_MAX);
        return new RegisterBrokerRecord()
                .brokerId(id)
                .brokerEpoch(random.nextInt(1000))
                .incarnationId(new Uuid(random.nextLong(), random.nextLong()))
                .endPoints(List.of(new RegisterBrokerRecord.BrokerEndpoint()
                        .name("PLAINTEXT")
                        .host("host-" + id)
                        .port(9092)))
                .features(List.of(new RegisterBrokerRecord.BrokerFeature()
                        .name(MetadataVersion.FEATURE)
                        .minSupportedVersion((short) 7)
                        .maxSupportedVersion((short) 30)))
                .rack(maybe("rack-" + random.nextInt(3)))
                .fenced(random.nextBoolean())
                .logDirs(directories(1 + random.nextInt(2)))
                .cordonedLogDirs(maybe(List.of()));
    }

    private ApiMessage change(BrokerRegistration broker) {
        BrokerRegistrationChangeRecord change = new BrokerRegistrationChangeRecord()
                .brokerId(broker.id())
                .brokerEpoch(broker.epoch())
                .fenced((byte) (random.nextInt(3) - 1))
                .inControlledShutdown((byte) random.nextInt(2))
                .cordonedLogDirs(maybe(directories(1)));
        return random.nextBoolean() ? change.logDirs(directories(2)) : change;
    }

    private ApiMessage registerController() {
        return new RegisterControllerRecord()
                .controllerId(random.nextInt(3))
                .incarnationId(new Uuid(random.nextLong(), random.nextLong()))
                .endPoints(List.of(new RegisterControllerRecord.ControllerEndpoint()
                        .name("CONTROLLER")
                        .host("c")
                        .port(9093)))
                .features(List.of());
    }

    private ApiMessage clientQuota() {
        return new ClientQuotaRecord()
                .entity(List.of(
                        new ClientQuotaRecord.EntityData().entityType("user").entityName(maybe("u")),
                        new ClientQuotaRecord.EntityData()
                                .entityType("client-id")
                                .entityName(maybe("c"))))
                .key("producer_byte_rate")
                .value(random.nextInt(100))
                .remove(random.nextInt(3) == 0);
    }

    private TopicImage anyTopic() {
        List<TopicImage> topics = new ArrayList<>(builder.image().topics().all());
        return topics.isEmpty() ? null : topics.get(random.nextInt(topics.size()));
    }

    private Optional<BrokerRegistration> anyBroker() {
        List<BrokerRegistration> brokers =
                new ArrayList<>(builder.image().nodes().allBrokers());
        return brokers.isEmpty() ? Optional.empty() : Optional.of(brokers.get(random.nextInt(brokers.size())));
    }

    private List<Integer> ids() {
        List<Integer> ids = new ArrayList<>();
        int first = random.nextInt(BROKERS_MAX);
        for (int index = 0; index <= random.nextInt(3); index++) {
            ids.add((first + index) % BROKERS_MAX);
        }
        return ids;
    }

    private List<Uuid> directories(int count) {
        List<Uuid> directories = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            directories.add(new Uuid(1 + random.nextInt(5), index));
        }
        return directories;
    }

    private Uuid id(int bound) {
        return new Uuid(77, random.nextInt(bound));
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private <T> T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }
}
