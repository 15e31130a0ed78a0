package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CreateTopicsTest {
    private final DecidingCluster cluster = DecidingCluster.latest().withBrokers(1, 2, 3);

    private static CreateTopics.NewTopic topic(String name, int partitions, int replicationFactor) {
        return new CreateTopics.NewTopic(name, partitions, (short) replicationFactor, List.of(), Map.of());
    }

    private static CreateTopics.NewTopic assigned(String name, List<CreateTopics.Assignment> assignments) {
        return new CreateTopics.NewTopic(name, -1, (short) -1, assignments, Map.of());
    }

    private CreateTopics.Outcome create(CreateTopics.NewTopic topic) {
        return cluster.accept(new CreateTopics(List.of(topic), false)).get(0);
    }

    private ApiError failure(CreateTopics.NewTopic topic) {
        CreateTopics.Outcome outcome = create(topic);
        assertThat(outcome).isInstanceOf(CreateTopics.Failed.class);
        assertThat(cluster.lastRecords()).isEmpty();
        return ((CreateTopics.Failed) outcome).error();
    }

    @Test
    void placesAsManyPartitionsAndReplicasAsAskedFor() {
        CreateTopics.Created created = (CreateTopics.Created) create(topic("t", 4, 2));

        assertThat(created.partitions()).isEqualTo(4);
        assertThat(created.replicationFactor()).isEqualTo((short) 2);
        assertThat(cluster.image().topics().topic("t").id()).isEqualTo(created.id());
        assertThat(cluster.image().topics().topic("t").partitions()).hasSize(4).allSatisfy((id, partition) -> {
            assertThat(partition.replicas().size()).isEqualTo(2);
            assertThat(partition.isr()).isEqualTo(partition.replicas());
            assertThat(partition.leader()).isEqualTo(partition.replicas().get(0));
            assertThat(partition.leaderEpoch()).isZero();
            assertThat(partition.partitionEpoch()).isZero();
            assertThat(partition.directoryOf(partition.leader()))
                    .isEqualTo(DecidingCluster.directory(partition.leader()));
        });
    }

    @Test
    void takesTheDefaultsForMinusOne() {
        CreateTopics.Created created = (CreateTopics.Created) create(topic("t", -1, -1));

        assertThat(created.partitions()).isEqualTo(3);
        assertThat(created.replicationFactor()).isEqualTo((short) 1);
    }

    @Test
    void writesConfigsBetweenTopicAndPartitions() {
        create(new CreateTopics.NewTopic(
                "t", 1, (short) 1, List.of(), Map.of("retention.ms", "5", "cleanup.policy", "compact")));

        assertThat(cluster.lastRecordNames())
                .containsExactly("TopicRecord", "ConfigRecord", "ConfigRecord", "PartitionRecord");
        assertThat(cluster.image().configs().ofTopic("t"))
                .containsEntry("retention.ms", "5")
                .containsEntry("cleanup.policy", "compact");
    }

    @Test
    void refusesConfigsThatAreNull() {
        ApiError error = failure(new CreateTopics.NewTopic(
                "t", 1, (short) 1, List.of(), Collections.singletonMap("retention.ms", null)));

        assertThat(error)
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_CONFIG, "Null value not supported for topic configs: retention.ms"));
    }

    @Test
    void refusesConfigsThatTheRulesRefuse() {
        ApiError error =
                failure(new CreateTopics.NewTopic("t", 1, (short) 1, List.of(), Map.of("retention.ms", "bad")));

        assertThat(error)
                .isEqualTo(new ApiError(ErrorCode.INVALID_CONFIG, "Invalid value bad for configuration retention.ms"));
    }

    @Test
    void refusesATopicThatExists() {
        create(topic("t", 1, 1));

        assertThat(failure(topic("t", 1, 1)))
                .isEqualTo(new ApiError(ErrorCode.TOPIC_ALREADY_EXISTS, "Topic 't' already exists."));
    }

    @Test
    void refusesANameThatDiffersFromAnotherInDotsAlone() {
        create(topic("a.b", 1, 1));

        assertThat(failure(topic("a_b", 1, 1)))
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_TOPIC_EXCEPTION, "Topic 'a_b' collides with existing topic: a.b"));
    }

    @Test
    void refusesCountsThatMakeNoSense() {
        assertThat(failure(topic("t", 0, 1)))
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_PARTITIONS,
                        "Number of partitions was set to an invalid non-positive value."));
        assertThat(failure(topic("t", 1, 0)))
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_REPLICATION_FACTOR,
                        "Replication factor must be larger than 0, or -1 to use the default value."));
        assertThat(failure(topic("t", -2, 1)).code()).isEqualTo(ErrorCode.INVALID_PARTITIONS);
        assertThat(failure(topic("t", 1, -2)).code()).isEqualTo(ErrorCode.INVALID_REPLICATION_FACTOR);
    }

    @Test
    void refusesMoreReplicasThanThereAreBrokers() {
        assertThat(failure(topic("t", 1, 4)))
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_REPLICATION_FACTOR,
                        "Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be"
                                + " reached because only 3 broker(s) are registered or some brokers have all their log"
                                + " directories cordoned."));
    }

    @Test
    void refusesWhenNoBrokerIsThere() {
        DecidingCluster empty = DecidingCluster.latest();
        CreateTopics.Failed failed = (CreateTopics.Failed)
                empty.accept(new CreateTopics(List.of(topic("t", 1, 1)), false)).get(0);

        assertThat(failed.error())
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_REPLICATION_FACTOR,
                        "Unable to replicate the partition 1 time(s): All brokers are currently fenced, or have all"
                                + " their log directories cordoned."));
    }

    @Test
    void putsPartitionsWhereTheClientWantsThem() {
        create(assigned(
                "t",
                List.of(new CreateTopics.Assignment(1, List.of(3, 1)), new CreateTopics.Assignment(0, List.of(2, 3)))));

        assertThat(cluster.partition("t", 0).replicas()).isEqualTo(ReplicaList.of(2, 3));
        assertThat(cluster.partition("t", 1).replicas()).isEqualTo(ReplicaList.of(3, 1));
        assertThat(cluster.partition("t", 1).leader()).isEqualTo(3);
    }

    @Test
    void aFencedReplicaIsNotInSync() {
        cluster.accept(cluster.heartbeat(2, true, false));

        create(assigned("t", List.of(new CreateTopics.Assignment(0, List.of(2, 3)))));

        PartitionRegistration partition = cluster.partition("t", 0);
        assertThat(partition.isr()).isEqualTo(ReplicaList.of(3));
        assertThat(partition.leader()).isEqualTo(3);
    }

    @Test
    void refusesAssignmentsThatMakeNoSense() {
        assertThat(failure(new CreateTopics.NewTopic(
                        "t", -1, (short) 1, List.of(new CreateTopics.Assignment(0, List.of(1))), Map.of())))
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_REQUEST,
                        "A manual partition assignment was specified, but replication factor was not set to -1."));
        assertThat(failure(new CreateTopics.NewTopic(
                        "t", 1, (short) -1, List.of(new CreateTopics.Assignment(0, List.of(1))), Map.of())))
                .isEqualTo(new ApiError(
                        ErrorCode.INVALID_REQUEST,
                        "A manual partition assignment was specified, but numPartitions was not set to -1."));
        assertThat(failure(assigned(
                                "t",
                                List.of(
                                        new CreateTopics.Assignment(0, List.of(1)),
                                        new CreateTopics.Assignment(0, List.of(2)))))
                        .message())
                .isEqualTo("Found multiple manual partition assignments for partition 0");
        assertThat(failure(assigned("t", List.of(new CreateTopics.Assignment(1, List.of(1)))))
                        .message())
                .isEqualTo("partitions should be a consecutive 0-based integer sequence");
        assertThat(failure(assigned("t", List.of(new CreateTopics.Assignment(0, List.of()))))
                        .message())
                .isEqualTo("The manual partition assignment includes an empty replica list.");
        assertThat(failure(assigned("t", List.of(new CreateTopics.Assignment(0, List.of(9)))))
                        .message())
                .isEqualTo("The manual partition assignment includes broker 9, but no such broker is registered.");
        assertThat(failure(assigned("t", List.of(new CreateTopics.Assignment(0, List.of(1, 1)))))
                        .message())
                .isEqualTo("The manual partition assignment includes the broker 1 more than once.");
        assertThat(failure(assigned(
                                "t",
                                List.of(
                                        new CreateTopics.Assignment(0, List.of(1)),
                                        new CreateTopics.Assignment(1, List.of(1, 2)))))
                        .message())
                .isEqualTo("The manual partition assignment includes a partition with 2 replica(s), but this is not"
                        + " consistent with previous partitions, which have 1 replica(s).");
    }

    @Test
    void eachTopicFailsForItself() {
        List<CreateTopics.Outcome> outcomes = cluster.accept(
                new CreateTopics(List.of(topic("good", 1, 1), topic("b a d", 1, 1), topic("fine", 2, 1)), false));

        assertThat(outcomes).extracting(CreateTopics.Outcome::name).containsExactly("good", "b a d", "fine");
        assertThat(outcomes.get(1)).isInstanceOf(CreateTopics.Failed.class);
        assertThat(cluster.image().topics().byName()).containsOnlyKeys("good", "fine");
    }

    @Test
    void validatesWithoutWriting() {
        List<CreateTopics.Outcome> outcomes = cluster.accept(new CreateTopics(List.of(topic("t", 2, 1)), true));

        assertThat(outcomes.get(0)).isInstanceOf(CreateTopics.Created.class);
        assertThat(cluster.lastRecords()).isEmpty();
        assertThat(cluster.image().topics().topic("t")).isNull();
    }

    @Test
    void refusesMorePartitionsThanAnyRequestMayHave() {
        List<CreateTopics.NewTopic> topics = new ArrayList<>();
        topics.add(topic("a", 9_999, 1));
        topics.add(topic("b", 2, 1));

        assertThat(cluster.refuse(new CreateTopics(topics, false)))
                .isEqualTo(new ApiError(
                        ErrorCode.POLICY_VIOLATION, "Excessively large number of partitions per request."));
        assertThat(cluster.refuse(new CreateTopics(List.of(topic("a", 10_000, 1)), false)))
                .isEqualTo(Decision.TOO_MANY_RECORDS);
    }

    @Test
    void recordsFitTheMetadataVersion() {
        DecidingCluster old = DecidingCluster.at(14, false);
        old.register(1);
        old.unfence(1);

        old.accept(new CreateTopics(List.of(topic("t", 1, 1)), false));

        assertThat(old.lastRecords())
                .allSatisfy(record -> assertThat(record.version()).isZero());
    }
}
