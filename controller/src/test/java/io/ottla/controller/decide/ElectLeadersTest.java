package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.decide.ElectLeaders.Kind;
import io.ottla.controller.decide.ElectLeaders.Outcome;
import io.ottla.controller.decide.ElectLeaders.Result;
import io.ottla.controller.decide.ElectLeaders.Wanted;
import io.ottla.controller.image.LeaderRecoveryState;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.record.metadata.PartitionChangeRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ElectLeadersTest {
    private final DecidingCluster cluster =
            DecidingCluster.latest().withBrokers(1, 2).withTopic("t", List.of(List.of(1, 2), List.of(2, 1)));

    private Optional<ErrorCode> elect(Kind kind, String topic, int partition) {
        List<Outcome> outcomes =
                cluster.accept(new ElectLeaders(kind, Optional.of(List.of(new Wanted(topic, List.of(partition))))));
        return outcomes.getFirst().partitions().getFirst().error().map(ApiError::code);
    }

    /** The partition's state is this, whatever led to it. */
    private void put(int partition, PartitionChangeRecord change) {
        cluster.apply(change.topicId(cluster.image().topics().topic("t").id()).partitionId(partition));
    }

    @Test
    void nothingIsElectedWhereTheFirstReplicaLeads() {
        assertThat(elect(Kind.PREFERRED, "t", 0)).contains(ErrorCode.ELECTION_NOT_NEEDED);
        assertThat(elect(Kind.UNCLEAN, "t", 0)).contains(ErrorCode.ELECTION_NOT_NEEDED);

        assertThat(cluster.lastRecords()).isEmpty();
    }

    @Test
    void thePreferredLeaderComesBackWhenItIsInSync() {
        put(0, new PartitionChangeRecord().leader(2));
        int epoch = cluster.partition("t", 0).leaderEpoch();

        assertThat(elect(Kind.PREFERRED, "t", 0)).isEmpty();

        assertThat(cluster.partition("t", 0).leader()).isEqualTo(1);
        assertThat(cluster.partition("t", 0).leaderEpoch()).isEqualTo(epoch + 1);
        assertThat(cluster.partition("t", 0).isr()).isEqualTo(ReplicaList.of(1, 2));
    }

    @Test
    void aPreferredLeaderThatIsNotInSyncOrNotThereIsNotElected() {
        put(0, new PartitionChangeRecord().leader(2).isr(List.of(2)));
        assertThat(elect(Kind.PREFERRED, "t", 0)).contains(ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE);

        cluster.accept(cluster.heartbeat(2, true, false));
        assertThat(cluster.partition("t", 1).leader()).isEqualTo(1);
        assertThat(elect(Kind.PREFERRED, "t", 1)).contains(ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE);
    }

    @Test
    void whereNobodyLeadsAnyReplicaDoesAndRecovers() {
        put(
                0,
                new PartitionChangeRecord()
                        .leader(PartitionRegistration.NO_LEADER)
                        .isr(List.of(2))
                        .lastKnownElr(List.of(2)));
        cluster.accept(cluster.heartbeat(2, true, false));

        assertThat(elect(Kind.UNCLEAN, "t", 0)).isEmpty();

        assertThat(cluster.partition("t", 0).leader()).isEqualTo(1);
        assertThat(cluster.partition("t", 0).isr()).isEqualTo(ReplicaList.of(1));
        assertThat(cluster.partition("t", 0).leaderRecoveryState()).isEqualTo(LeaderRecoveryState.RECOVERING);
    }

    @Test
    void withoutAnyReplicaThereIsNobodyToElect() {
        cluster.accept(cluster.heartbeat(1, true, false));
        cluster.accept(cluster.heartbeat(2, true, false));

        assertThat(cluster.partition("t", 0).hasLeader()).isFalse();
        assertThat(elect(Kind.UNCLEAN, "t", 0)).contains(ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE);
        assertThat(elect(Kind.PREFERRED, "t", 0)).contains(ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE);
    }

    @Test
    void ofAllPartitionsOnlyThoseAreToldThatNeedAnElection() {
        put(1, new PartitionChangeRecord().leader(1));

        assertThat(cluster.accept(new ElectLeaders(Kind.PREFERRED, Optional.empty())))
                .containsExactly(new Outcome("t", List.of(new Result(1, Optional.empty()))));
        assertThat(cluster.partition("t", 1).leader()).isEqualTo(2);
    }

    @Test
    void tellsOfWhatThereIsNot() {
        assertThat(elect(Kind.PREFERRED, "x", 0)).contains(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(elect(Kind.PREFERRED, "t", 7)).contains(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }
}
