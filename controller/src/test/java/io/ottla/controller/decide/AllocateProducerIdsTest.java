package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.record.metadata.ProducerIdsRecord;
import org.junit.jupiter.api.Test;

final class AllocateProducerIdsTest {
    private final DecidingCluster cluster = DecidingCluster.latest().withBrokers(1);
    private final long epoch = cluster.image().nodes().broker(1).epoch();

    @Test
    void givesOneBlockAfterTheOther() {
        assertThat(cluster.accept(new AllocateProducerIds(1, epoch))).isEqualTo(new AllocateProducerIds.Block(0, 1000));
        assertThat(cluster.accept(new AllocateProducerIds(1, epoch)))
                .isEqualTo(new AllocateProducerIds.Block(1000, 1000));
        assertThat(cluster.image().nextProducerId()).isEqualTo(2000);
    }

    @Test
    void givesNoneToWhomItDoesNotKnow() {
        assertThat(cluster.refuse(new AllocateProducerIds(2, epoch)))
                .isEqualTo(new ApiError(ErrorCode.STALE_BROKER_EPOCH, "No broker registration found for broker id 2"));
        assertThat(cluster.refuse(new AllocateProducerIds(1, epoch + 1)))
                .isEqualTo(new ApiError(
                        ErrorCode.STALE_BROKER_EPOCH,
                        "Expected broker epoch " + epoch + ", but got broker epoch " + (epoch + 1)));
    }

    @Test
    void refusesWhenAllAreGiven() {
        cluster.apply(new ProducerIdsRecord().nextProducerId(Long.MAX_VALUE - 999));

        assertThat(cluster.refusalCode(new AllocateProducerIds(1, epoch))).isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);
    }
}
