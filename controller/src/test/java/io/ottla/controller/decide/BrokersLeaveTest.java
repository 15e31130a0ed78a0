package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.ReplicaList;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BrokersLeaveTest {
    private final DecidingCluster cluster =
            DecidingCluster.latest().withBrokers(1, 2).withTopic("t", List.of(List.of(1, 2)));

    @Test
    void whoIsNotHeardOfIsFenced() {
        long epoch = cluster.image().nodes().broker(1).epoch();

        assertThat(cluster.accept(new FenceStaleBroker(1, epoch))).isFalse();

        cluster.sessions().expire(1);
        assertThat(cluster.accept(new FenceStaleBroker(1, epoch))).isTrue();
        assertThat(cluster.image().nodes().broker(1).fenced()).isTrue();
        assertThat(cluster.partition("t", 0).leader()).isEqualTo(2);

        assertThat(cluster.accept(new FenceStaleBroker(1, epoch))).isFalse();
    }

    @Test
    void anEarlierIncarnationIsNotFencedInPlaceOfTheNext() {
        cluster.sessions().expire(1);

        assertThat(cluster.accept(new FenceStaleBroker(1, -5))).isFalse();
    }

    @Test
    void whoIsUnregisteredIsForgotten() {
        cluster.accept(new UnregisterBroker(1));

        assertThat(cluster.image().nodes().broker(1)).isNull();
        assertThat(cluster.partition("t", 0).isr()).isEqualTo(ReplicaList.of(2));
        assertThat(cluster.partition("t", 0).replicas()).isEqualTo(ReplicaList.of(1, 2));
    }

    @Test
    void whoIsNotRegisteredCannotBeForgotten() {
        assertThat(cluster.refuse(new UnregisterBroker(7)))
                .isEqualTo(new ApiError(ErrorCode.BROKER_ID_NOT_REGISTERED, "Broker ID 7 is not currently registered"));
    }
}
