package io.ottla.controller.decide;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.FeatureRange;
import io.ottla.controller.image.ImageBuilder;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.controller.image.MetadataVersion;
import io.ottla.controller.image.OffsetAndEpoch;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cluster in memory on which decisions are made, and take effect. */
final class DecidingCluster {
    static final String CLUSTER_ID = "a-cluster";
    static final int EPOCH = 1;

    private final ImageBuilder builder = new ImageBuilder(ClusterImage.empty(CLUSTER_ID));
    private final Random random = new Random(42);
    private final FakeSessions sessions = new FakeSessions();
    private List<VersionedRecord> lastRecords = List.of();
    private long nextOffset;

    /** A cluster of the newest metadata.version, with eligible leader replicas. */
    static DecidingCluster latest() {
        return at(MetadataVersion.HIGHEST, true);
    }

    /** A cluster that has not got eligible leader replicas. */
    static DecidingCluster withoutElr() {
        return at(MetadataVersion.HIGHEST, false);
    }

    static DecidingCluster at(int metadataVersion, boolean elr) {
        DecidingCluster cluster = new DecidingCluster();
        cluster.apply(new FeatureLevelRecord().name(MetadataVersion.FEATURE).featureLevel((short) metadataVersion));
        if (elr) {
            cluster.apply(new FeatureLevelRecord()
                    .name("eligible.leader.replicas.version")
                    .featureLevel((short) 1));
        }
        return cluster;
    }

    /** With brokers that are registered and unfenced, each with one directory. */
    DecidingCluster withBrokers(int... ids) {
        for (int id : ids) {
            register(id);
            unfence(id);
        }
        return this;
    }

    /** With a topic whose partitions have these replicas. */
    DecidingCluster withTopic(String name, List<List<Integer>> partitions) {
        List<CreateTopics.Assignment> assignments = new ArrayList<>();
        for (List<Integer> replicas : partitions) {
            assignments.add(new CreateTopics.Assignment(assignments.size(), replicas));
        }
        accept(new CreateTopics(
                List.of(new CreateTopics.NewTopic(name, -1, (short) -1, assignments, Map.of())), false));
        return this;
    }

    long register(int id) {
        return accept(registration(id, new Uuid(7, id + 1000L * nextOffset)));
    }

    RegisterBroker registration(int id, Uuid incarnation) {
        SortedMap<String, FeatureRange> features = new TreeMap<>(FeaturePolicy.CURRENT.supported());
        return new RegisterBroker(
                id,
                CLUSTER_ID,
                incarnation,
                List.of(new ListenerEndpoint("PLAINTEXT", "host" + id, 9092, (short) 0)),
                features,
                Optional.empty(),
                List.of(directory(id)),
                OptionalLong.empty());
    }

    void unfence(int id) {
        accept(heartbeat(id, false, false));
    }

    BrokerHeartbeat heartbeat(int id, boolean wantFence, boolean wantShutDown) {
        return new BrokerHeartbeat(
                id,
                image().nodes().broker(id).epoch(),
                nextOffset - 1,
                wantFence,
                wantShutDown,
                List.of(),
                Optional.empty());
    }

    static Uuid directory(int brokerId) {
        return new Uuid(99, brokerId);
    }

    /** Decides, and has it take effect. */
    <R> R accept(Command<R> command) {
        return switch (decide(command)) {
            case Decision.Accepted<R> accepted -> {
                for (VersionedRecord record : accepted.records()) {
                    apply(record.message());
                }
                lastRecords = accepted.records();
                accepted.sessions().forEach(change -> sessions.apply(change, nextOffset - 1));
                yield accepted.reply();
            }
            case Decision.Rejected<R> rejected ->
                throw new AssertionError(command.name() + " was refused: " + rejected.error());
        };
    }

    /** Decides, and expects that to end in an error; which one. */
    ApiError refuse(Command<?> command) {
        if (decide(command) instanceof Decision.Rejected<?> rejected) {
            return rejected.error();
        }
        throw new AssertionError(command.name() + " was accepted");
    }

    ErrorCode refusalCode(Command<?> command) {
        return refuse(command).code();
    }

    <R> Decision<R> decide(Command<R> command) {
        DecisionRules rules = new DecisionRules(1, 3, (short) 1, new FakeConfigRules(), FeaturePolicy.CURRENT);
        return command.decide(
                new DecisionInput(image(), sessions.nowMs, nextOffset, (short) 1, random, sessions, rules));
    }

    void apply(ApiMessage record) {
        builder.apply(record);
        builder.setApplied(new OffsetAndEpoch(nextOffset, EPOCH));
        nextOffset++;
    }

    ClusterImage image() {
        return builder.image();
    }

    PartitionRegistration partition(String topic, int id) {
        return image().topics().partition(topic, id);
    }

    /** The records of the decision that was accepted last. */
    List<VersionedRecord> lastRecords() {
        return lastRecords;
    }

    List<String> lastRecordNames() {
        return lastRecords.stream()
                .map(record -> record.message().getClass().getSimpleName())
                .toList();
    }

    FakeSessions sessions() {
        return sessions;
    }

    long nextOffset() {
        return nextOffset;
    }
}
