package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.FeatureRange;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RegisterBrokerTest {
    private static final Uuid FIRST = new Uuid(1, 1);
    private static final Uuid SECOND = new Uuid(2, 2);

    private final DecidingCluster cluster = DecidingCluster.latest();

    private RegisterBroker with(List<Uuid> logDirs, SortedMap<String, FeatureRange> features, OptionalLong previous) {
        RegisterBroker plain = cluster.registration(1, SECOND);
        return new RegisterBroker(
                1,
                plain.clusterId(),
                plain.incarnationId(),
                plain.listeners(),
                features,
                plain.rack(),
                logDirs,
                previous);
    }

    private RegisterBroker withDirectories(Uuid... logDirs) {
        return with(List.of(logDirs), FeaturePolicy.CURRENT.supported(), OptionalLong.empty());
    }

    @Test
    void beginsFencedWithTheOffsetAsItsEpoch() {
        long offset = cluster.nextOffset();

        assertThat(cluster.accept(cluster.registration(1, FIRST))).isEqualTo(offset);

        BrokerRegistration broker = cluster.image().nodes().broker(1);
        assertThat(broker.epoch()).isEqualTo(offset);
        assertThat(broker.fenced()).isTrue();
        assertThat(broker.directories()).containsExactly(DecidingCluster.directory(1));
        assertThat(broker.listeners().get("PLAINTEXT").host()).isEqualTo("host1");
        assertThat(cluster.lastRecords().get(0).version()).isEqualTo(4);
    }

    @Test
    void theSameIncarnationKeepsItsEpochAndIsNotFencedAgain() {
        long epoch = cluster.accept(cluster.registration(1, FIRST));
        cluster.unfence(1);

        assertThat(cluster.accept(cluster.registration(1, FIRST))).isEqualTo(epoch);
        assertThat(cluster.image().nodes().broker(1).fenced()).isFalse();
    }

    @Test
    void anotherIncarnationWaitsForTheSessionOfTheFirst() {
        cluster.accept(cluster.registration(1, FIRST));
        cluster.unfence(1);

        assertThat(cluster.refusalCode(cluster.registration(1, SECOND)))
                .isEqualTo(ErrorCode.DUPLICATE_BROKER_REGISTRATION);

        cluster.sessions().expire(1);
        assertThat(cluster.accept(cluster.registration(1, SECOND))).isPositive();
    }

    @Test
    void refusesABrokerOfAnotherCluster() {
        RegisterBroker plain = cluster.registration(1, FIRST);
        RegisterBroker stray = new RegisterBroker(
                1,
                "other",
                FIRST,
                plain.listeners(),
                plain.features(),
                Optional.empty(),
                plain.logDirs(),
                OptionalLong.empty());

        assertThat(cluster.refuse(stray))
                .isEqualTo(new ApiError(
                        ErrorCode.INCONSISTENT_CLUSTER_ID, "Expected cluster ID a-cluster, but got cluster ID other"));
    }

    @Test
    void refusesDirectoriesThatCannotBe() {
        assertThat(cluster.refuse(withDirectories()).message()).isEqualTo("No directories specified in request");
        assertThat(cluster.refuse(withDirectories(new Uuid(0, 5))).message())
                .isEqualTo("Reserved directory ID in request");
        assertThat(cluster.refuse(withDirectories(new Uuid(3, 3), new Uuid(3, 3)))
                        .message())
                .isEqualTo("Duplicate directory ID in request");

        cluster.register(2);
        assertThat(cluster.refuse(withDirectories(DecidingCluster.directory(2))).message())
                .isEqualTo("Broker 2 is already registered with directory " + DecidingCluster.directory(2));
    }

    @Test
    void refusesABrokerThatCannotFollow() {
        SortedMap<String, FeatureRange> old = new TreeMap<>(FeaturePolicy.CURRENT.supported());
        old.put("metadata.version", new FeatureRange((short) 7, (short) 29));
        List<Uuid> directories = List.of(DecidingCluster.directory(1));

        assertThat(cluster.refuse(with(directories, old, OptionalLong.empty())))
                .isEqualTo(new ApiError(
                        ErrorCode.UNSUPPORTED_VERSION,
                        "Unable to register because the broker does not support finalized version 30 of"
                                + " metadata.version. The broker wants a version between 7 and 29, inclusive."));

        old.remove("metadata.version");
        assertThat(cluster.refuse(with(directories, old, OptionalLong.empty())).message())
                .isEqualTo("Request features do not contain 'metadata.version'");
    }

    @Test
    void aFolderWithLevelsBeyondOursDoesNotKeepItsBrokerOut() {
        cluster.apply(new FeatureLevelRecord().name("share.version").featureLevel((short) 1));

        assertThat(cluster.accept(cluster.registration(1, FIRST))).isPositive();
    }

    @Test
    void afterAnUncleanShutdownTheBrokerIsNotEligible() {
        cluster.withBrokers(1).withTopic("t", List.of(List.of(1)));
        cluster.sessions().expire(1);

        cluster.accept(cluster.registration(1, SECOND));

        PartitionRegistration partition = cluster.partition("t", 0);
        assertThat(partition.leader()).isEqualTo(PartitionRegistration.NO_LEADER);
        assertThat(partition.isr()).isEqualTo(ReplicaList.EMPTY);
        assertThat(partition.elr()).isEqualTo(ReplicaList.EMPTY);
        assertThat(partition.lastKnownElr()).isEqualTo(ReplicaList.of(1));
        assertThat(cluster.lastRecordNames()).containsExactly("PartitionChangeRecord", "RegisterBrokerRecord");
    }

    @Test
    void afterACleanShutdownTheBrokerStaysEligible() {
        cluster.withBrokers(1).withTopic("t", List.of(List.of(1)));
        cluster.sessions().expire(1);
        long epoch = cluster.image().nodes().broker(1).epoch();

        cluster.accept(
                with(List.of(DecidingCluster.directory(1)), FeaturePolicy.CURRENT.supported(), OptionalLong.of(epoch)));

        assertThat(cluster.partition("t", 0).elr()).isEqualTo(ReplicaList.of(1));
    }

    @Test
    void itsEpochIsTheOffsetOfTheFirstRecordAndItIsCaughtUpWithTheLast() {
        cluster.withBrokers(1).withTopic("t", List.of(List.of(1), List.of(1)));
        cluster.sessions().expire(1);
        long offset = cluster.nextOffset();

        assertThat(cluster.accept(cluster.registration(1, SECOND))).isEqualTo(offset);

        assertThat(cluster.sessions().registeredAt(1)).hasValue(offset + 2);
    }
}
