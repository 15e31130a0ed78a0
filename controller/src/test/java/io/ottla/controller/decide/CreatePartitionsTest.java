package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.ReplicaList;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CreatePartitionsTest {
    private final DecidingCluster cluster =
            DecidingCluster.latest().withBrokers(1, 2, 3).withTopic("t", List.of(List.of(1, 2), List.of(2, 3)));

    private Optional<ApiError> grow(int count, List<List<Integer>> assignments) {
        CreatePartitions.Growth growth = new CreatePartitions.Growth("t", count, Optional.ofNullable(assignments));
        return cluster.accept(new CreatePartitions(List.of(growth), false))
                .get(0)
                .error();
    }

    @Test
    void addsPartitionsWithTheTopicsReplicationFactor() {
        assertThat(grow(5, null)).isEmpty();

        assertThat(cluster.image().topics().topic("t").partitions().keySet()).containsExactly(0, 1, 2, 3, 4);
        assertThat(cluster.partition("t", 4).replicas().size()).isEqualTo(2);
        assertThat(cluster.partition("t", 0).partitionEpoch()).isZero();
    }

    @Test
    void putsThemWhereTheClientWantsThem() {
        assertThat(grow(4, List.of(List.of(3, 1), List.of(1, 3)))).isEmpty();

        assertThat(cluster.partition("t", 2).replicas()).isEqualTo(ReplicaList.of(3, 1));
        assertThat(cluster.partition("t", 3).replicas()).isEqualTo(ReplicaList.of(1, 3));
    }

    @Test
    void refusesCountsThatAreNoIncrease() {
        assertThat(grow(2, null))
                .contains(new ApiError(ErrorCode.INVALID_PARTITIONS, "Topic already has 2 partition(s)."));
        assertThat(grow(1, null))
                .contains(new ApiError(
                        ErrorCode.INVALID_PARTITIONS,
                        "The topic t currently has 2 partition(s); 1 would not be an increase."));
    }

    @Test
    void refusesAssignmentsThatDoNotFit() {
        assertThat(grow(4, List.of(List.of(1, 2))))
                .contains(new ApiError(
                        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                        "Attempted to add 2 additional partition(s), but only 1 assignment(s) were specified."));
        assertThat(grow(3, List.of(List.of(1))))
                .contains(new ApiError(
                        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                        "The manual partition assignment includes a partition with 1 replica(s), but this is not"
                                + " consistent with previous partitions, which have 2 replica(s)."));
    }

    @Test
    void refusesATopicThatThereIsNot() {
        CreatePartitions.Growth growth = new CreatePartitions.Growth("x", 3, Optional.empty());

        assertThat(cluster.accept(new CreatePartitions(List.of(growth), false)))
                .containsExactly(new CreatePartitions.Outcome(
                        "x", Optional.of(new ApiError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, null))));
    }

    @Test
    void refusesWhenTheChosenBrokersAreFenced() {
        cluster.accept(cluster.heartbeat(1, true, false));
        cluster.accept(cluster.heartbeat(2, true, false));

        assertThat(grow(3, List.of(List.of(1, 2))))
                .contains(new ApiError(
                        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                        "All brokers specified in the manual partition assignment for partition 2 are fenced or in"
                                + " controlled shutdown."));
    }

    @Test
    void refusesFarTooMany() {
        assertThat(grow(Integer.MAX_VALUE, null)).contains(Decision.TOO_MANY_RECORDS);
    }

    @Test
    void validatesWithoutWriting() {
        CreatePartitions.Growth growth = new CreatePartitions.Growth("t", 3, Optional.empty());

        assertThat(cluster.accept(new CreatePartitions(List.of(growth), true))
                        .get(0)
                        .error())
                .isEmpty();
        assertThat(cluster.lastRecords()).isEmpty();
    }
}
