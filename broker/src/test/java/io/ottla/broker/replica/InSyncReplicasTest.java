package io.ottla.broker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InSyncReplicasTest {
    private static final long LAG_MAX_MS = 30_000;

    @Test
    void minInsyncReplicasNeverAsksForMoreThanThereAre() {
        assertThat(InSyncReplicas.of(List.of(1)).isEnough(2, 1)).isTrue();
        assertThat(InSyncReplicas.of(List.of(1)).isEnough(2, 3)).isFalse();
        assertThat(InSyncReplicas.of(List.of(1, 2)).isEnough(2, 3)).isTrue();
    }

    @Test
    void aFollowerThatHasEverythingDoesNotLagHoweverLongAgoItFetched() {
        List<FollowerProgress> followers = List.of(new FollowerProgress(2, 100, 0));
        assertThat(InSyncReplicas.of(List.of(1, 2)).lagging(followers, 100, 90_000, LAG_MAX_MS))
                .isEmpty();
    }

    @Test
    void aFollowerThatWasBehindForTooLongLags() {
        List<FollowerProgress> followers =
                List.of(new FollowerProgress(2, 99, 60_000), new FollowerProgress(3, 98, 59_999));
        assertThat(InSyncReplicas.of(List.of(1, 2, 3)).lagging(followers, 100, 90_000, LAG_MAX_MS))
                .containsExactly(3);
    }

    @Test
    void aFollowerJoinsOnceItHasAllThatIsCommittedAndAllOfThisEpoch() {
        InSyncReplicas alone = InSyncReplicas.of(List.of(1));
        assertThat(alone.mayJoin(new FollowerProgress(2, 50, 0), 51, 40)).isFalse();
        assertThat(alone.mayJoin(new FollowerProgress(2, 51, 0), 51, 60)).isFalse();
        assertThat(alone.mayJoin(new FollowerProgress(2, 60, 0), 51, 60)).isTrue();
        assertThat(new InSyncReplicas(List.of(1), List.of(2)).mayJoin(new FollowerProgress(2, 60, 0), 51, 60))
                .isFalse();
    }

    @Test
    void readingUpToWhereTheLeaderWasCountsAsCaughtUpAtThatTime() {
        FollowerProgress follower = new FollowerProgress(2, 10, 1_000);
        FollowerProgress.Fetch before = new FollowerProgress.Fetch(20, 5_000);

        assertThat(follower.afterFetch(15, 30, before, 6_000).caughtUpMs()).isEqualTo(1_000);
        assertThat(follower.afterFetch(20, 30, before, 6_000).caughtUpMs()).isEqualTo(5_000);
        assertThat(follower.afterFetch(30, 30, before, 6_000).caughtUpMs()).isEqualTo(6_000);
    }
}
