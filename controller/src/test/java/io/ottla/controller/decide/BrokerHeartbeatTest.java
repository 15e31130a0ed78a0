package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.ReplicaList;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BrokerHeartbeatTest {
    private final DecidingCluster cluster = DecidingCluster.latest();

    private BrokerHeartbeat at(int id, long metadataOffset) {
        return new BrokerHeartbeat(
                id,
                cluster.image().nodes().broker(id).epoch(),
                metadataOffset,
                false,
                false,
                List.of(),
                Optional.empty());
    }

    @Test
    void isUnfencedOnceItHasReadItsRegistration() {
        long epoch = cluster.register(1);

        assertThat(cluster.accept(at(1, epoch - 1))).isEqualTo(new BrokerHeartbeat.Reply(false, true, false, false));
        assertThat(cluster.accept(at(1, epoch))).isEqualTo(new BrokerHeartbeat.Reply(true, false, false, false));
        assertThat(cluster.image().nodes().broker(1).fenced()).isFalse();
        assertThat(cluster.lastRecordNames()).containsExactly("BrokerRegistrationChangeRecord");
    }

    @Test
    void writesNothingWhileAllIsWell() {
        cluster.withBrokers(1);

        assertThat(cluster.accept(cluster.heartbeat(1, false, false)).fenced()).isFalse();
        assertThat(cluster.lastRecords()).isEmpty();
    }

    @Test
    void refusesWhoIsNotRegistered() {
        BrokerHeartbeat stranger = new BrokerHeartbeat(5, 0, 0, false, false, List.of(), Optional.empty());

        assertThat(cluster.refuse(stranger))
                .isEqualTo(new ApiError(
                        ErrorCode.STALE_BROKER_EPOCH, "Receive a heartbeat from broker 5 before registration"));
    }

    @Test
    void refusesAnEarlierIncarnation() {
        cluster.register(1);
        long epoch = cluster.image().nodes().broker(1).epoch();

        assertThat(cluster.refusalCode(new BrokerHeartbeat(1, epoch - 1, 0, false, false, List.of(), Optional.empty())))
                .isEqualTo(ErrorCode.STALE_BROKER_EPOCH);
    }

    @Test
    void whoWantsToBeFencedIsAndOthersLead() {
        cluster.withBrokers(1, 2).withTopic("t", List.of(List.of(1, 2)));

        assertThat(cluster.accept(cluster.heartbeat(1, true, false)))
                .isEqualTo(new BrokerHeartbeat.Reply(true, true, false, false));

        assertThat(cluster.image().nodes().broker(1).fenced()).isTrue();
        assertThat(cluster.partition("t", 0).leader()).isEqualTo(2);
        assertThat(cluster.partition("t", 0).isr()).isEqualTo(ReplicaList.of(2));
    }

    @Test
    void leadsWhatHadNoLeaderWhenItComesBack() {
        cluster.withBrokers(1).withTopic("t", List.of(List.of(1)));
        cluster.accept(cluster.heartbeat(1, true, false));
        assertThat(cluster.partition("t", 0).leader()).isEqualTo(PartitionRegistration.NO_LEADER);

        cluster.unfence(1);

        PartitionRegistration partition = cluster.partition("t", 0);
        assertThat(partition.leader()).isEqualTo(1);
        assertThat(partition.isr()).isEqualTo(ReplicaList.of(1));
        assertThat(partition.elr()).isEqualTo(ReplicaList.EMPTY);
        assertThat(partition.leaderEpoch()).isEqualTo(2);
    }

    @Test
    void goesDownOverAControlledShutdown() {
        cluster.withBrokers(1, 2).withTopic("t", List.of(List.of(1, 2)));

        assertThat(cluster.accept(cluster.heartbeat(1, false, true)))
                .isEqualTo(new BrokerHeartbeat.Reply(true, false, true, false));
        assertThat(cluster.image().nodes().broker(1).inControlledShutdown()).isTrue();
        assertThat(cluster.partition("t", 0).leader()).isEqualTo(2);

        // Broker 2 has not read that yet.
        assertThat(cluster.accept(cluster.heartbeat(1, false, true)).shouldShutDown())
                .isFalse();

        cluster.accept(cluster.heartbeat(2, false, false));
        assertThat(cluster.accept(cluster.heartbeat(1, false, true)))
                .isEqualTo(new BrokerHeartbeat.Reply(true, true, false, true));
        assertThat(cluster.image().nodes().broker(1).fenced()).isTrue();
    }

    @Test
    void goesDownAtOnceWhenItLeadsNothing() {
        cluster.withBrokers(1);

        assertThat(cluster.accept(cluster.heartbeat(1, false, true)).shouldShutDown())
                .isTrue();
        assertThat(cluster.image().nodes().broker(1).fenced()).isTrue();
    }

    @Test
    void aFencedBrokerMayGoAtOnce() {
        cluster.register(1);

        assertThat(cluster.accept(cluster.heartbeat(1, false, true)).shouldShutDown())
                .isTrue();
        assertThat(cluster.lastRecordNames()).isNotEmpty();
    }

    @Test
    void notesItsCordonedDirectoriesOnce() {
        cluster.register(1);
        BrokerHeartbeat heartbeat = new BrokerHeartbeat(
                1, cluster.image().nodes().broker(1).epoch(), -1, false, false, List.of(), Optional.of(List.of()));

        cluster.accept(heartbeat);
        assertThat(cluster.lastRecords())
                .singleElement()
                .satisfies(record -> assertThat(record.version()).isEqualTo(3));
        assertThat(cluster.image().nodes().broker(1).cordonedDirectories()).contains(List.of());

        cluster.accept(heartbeat);
        assertThat(cluster.lastRecords()).isEmpty();
    }

    @Test
    void whatLiesInADirectoryThatFailedIsLedByOthers() {
        cluster.withBrokers(1, 2).withTopic("t", List.of(List.of(1, 2), List.of(2, 1)));
        BrokerHeartbeat heartbeat = new BrokerHeartbeat(
                1,
                cluster.image().nodes().broker(1).epoch(),
                cluster.nextOffset(),
                false,
                false,
                List.of(DecidingCluster.directory(1)),
                Optional.empty());

        cluster.accept(heartbeat);

        assertThat(cluster.partition("t", 0).leader()).isEqualTo(2);
        assertThat(cluster.partition("t", 1).isr()).isEqualTo(ReplicaList.of(2));
        assertThat(cluster.lastRecordNames())
                .containsExactly("PartitionChangeRecord", "PartitionChangeRecord", "BrokerRegistrationChangeRecord");
    }
}
