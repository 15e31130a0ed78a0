package io.ottla.broker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HighWatermarkTest {
    private static final InSyncReplicas ALL_THREE = InSyncReplicas.of(List.of(1, 2, 3));

    @Test
    void aLeaderAloneCommitsWhatItHas() {
        assertThat(HighWatermark.advance(0, 42, List.of(), InSyncReplicas.of(List.of(1))))
                .isEqualTo(42);
    }

    @Test
    void theSlowestReplicaInSyncHoldsItBack() {
        assertThat(HighWatermark.advance(5, 20, List.of(at(2, 15), at(3, 12)), ALL_THREE))
                .isEqualTo(12);
    }

    @Test
    void aReplicaOutOfSyncDoesNotHoldItBack() {
        InSyncReplicas two = InSyncReplicas.of(List.of(1, 2));
        assertThat(HighWatermark.advance(5, 20, List.of(at(2, 15), at(3, 0)), two))
                .isEqualTo(15);
    }

    @Test
    void aReplicaThatIsBeingAddedHoldsItBackAlready() {
        InSyncReplicas joining = new InSyncReplicas(List.of(1, 2), List.of(3));
        assertThat(HighWatermark.advance(5, 20, List.of(at(2, 15), at(3, 9)), joining))
                .isEqualTo(9);
    }

    @Test
    void itNeverGoesBack() {
        assertThat(HighWatermark.advance(17, 20, List.of(at(2, FollowerProgress.UNKNOWN_OFFSET)), ALL_THREE))
                .isEqualTo(17);
    }

    private static FollowerProgress at(int replicaId, long logEndOffset) {
        return new FollowerProgress(replicaId, logEndOffset, 0);
    }
}
