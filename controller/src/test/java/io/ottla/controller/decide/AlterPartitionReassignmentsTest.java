package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.decide.AlterPartitionReassignments.Target;
import io.ottla.controller.image.ReplicaList;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AlterPartitionReassignmentsTest {
    private final DecidingCluster cluster = DecidingCluster.latest()
            .withBrokers(1, 2)
            .withTopic("single", List.of(List.of(1)))
            .withTopic("pair", List.of(List.of(1, 2)));

    private Optional<ApiError> alter(String topic, boolean allowChange, Integer... replicas) {
        return alter(new Target(topic, 0, Optional.of(List.of(replicas))), allowChange);
    }

    private Optional<ApiError> alter(Target target, boolean allowChange) {
        return cluster.accept(new AlterPartitionReassignments(List.of(target), allowChange))
                .getFirst();
    }

    @Test
    void hasNothingToDoWhereThePartitionIsAlready() {
        assertThat(alter("single", true, 1)).isEmpty();

        assertThat(cluster.lastRecords()).isEmpty();
        assertThat(cluster.partition("single", 0).partitionEpoch()).isZero();
    }

    @Test
    void putsReplicasInAnotherOrderAndTakesThemAway() {
        assertThat(alter("pair", true, 2, 1)).isEmpty();
        assertThat(cluster.partition("pair", 0).replicas()).isEqualTo(ReplicaList.of(2, 1));
        assertThat(cluster.partition("pair", 0).leader()).isEqualTo(1);

        assertThat(alter("pair", true, 2)).isEmpty();
        assertThat(cluster.partition("pair", 0).replicas()).isEqualTo(ReplicaList.of(2));
        assertThat(cluster.partition("pair", 0).isr()).isEqualTo(ReplicaList.of(2));
        assertThat(cluster.partition("pair", 0).leader()).isEqualTo(2);
        assertThat(cluster.partition("pair", 0).directoryOf(2)).isEqualTo(DecidingCluster.directory(2));
        assertThat(cluster.partition("pair", 0).isReassigning()).isFalse();
    }

    @Test
    void refusesBrokersThatThereAreNotOrThatWouldHaveToCopy() {
        assertThat(alter("single", true, 9))
                .contains(new ApiError(
                        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                        "The manual partition assignment includes broker 9, but no such broker is registered."));
        assertThat(alter("single", true, 1, 1)).map(ApiError::code).contains(ErrorCode.INVALID_REPLICA_ASSIGNMENT);
        assertThat(alter("single", true)).map(ApiError::code).contains(ErrorCode.INVALID_REPLICA_ASSIGNMENT);
        assertThat(alter("single", true, 2)).map(ApiError::code).contains(ErrorCode.INVALID_REPLICA_ASSIGNMENT);
        assertThat(cluster.partition("single", 0).replicas()).isEqualTo(ReplicaList.of(1));
    }

    @Test
    void keepsTheNumberOfReplicasWhereItIsToldTo() {
        assertThat(alter("pair", false, 1)).map(ApiError::code).contains(ErrorCode.INVALID_REPLICATION_FACTOR);
        assertThat(alter("pair", false, 2, 1)).isEmpty();
    }

    @Test
    void callsNothingOffWhereNothingIsUnderWay() {
        assertThat(alter(new Target("single", 0, Optional.empty()), true))
                .map(ApiError::code)
                .contains(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS);
    }

    @Test
    void tellsOfWhatThereIsNot() {
        assertThat(alter(new Target("x", 0, Optional.of(List.of(1))), true))
                .map(ApiError::code)
                .contains(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(alter(new Target("single", 7, Optional.of(List.of(1))), true))
                .map(ApiError::code)
                .contains(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }
}
