package io.ottla.controller.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counted out by hand, for quorums of any size. */
final class QuorumArithmeticTest {

    private static VoterSet voters(int count) {
        List<Voter> voters = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            voters.add(new Voter(new ReplicaKey(id, Uuid.ZERO), List.of(), (short) 0, (short) 1));
        }
        return new VoterSet(voters);
    }

    @Test
    void aMajorityIsMoreThanHalf() {
        assertThat(voters(1).majority()).isEqualTo(1);
        assertThat(voters(2).majority()).isEqualTo(2);
        assertThat(voters(3).majority()).isEqualTo(2);
        assertThat(voters(4).majority()).isEqualTo(3);
        assertThat(voters(5).majority()).isEqualTo(3);
    }

    @Test
    void votesOfStrangersDoNotCount() {
        Votes votes = Votes.NONE.with(0).with(8).with(9);

        assertThat(votes.isWon(voters(3))).isFalse();
        assertThat(votes.with(1).isWon(voters(3))).isTrue();
        assertThat(Votes.NONE.isWon(VoterSet.EMPTY)).isFalse();
    }

    @Test
    void theMajorityHasComeToWhatMoreThanHalfHaveComeTo() {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            int count = 1 + random.nextInt(7);
            Progress progress = Progress.NONE;
            Long[] offsets = new Long[count];
            for (int id = 0; id < count; id++) {
                if (random.nextInt(5) > 0) {
                    offsets[id] = (long) random.nextInt(10);
                    progress = progress.with(id, offsets[id]);
                }
            }
            progress = progress.with(99, 1_000);

            assertThat(progress.majority(voters(count)))
                    .as("%s of %d", progress, count)
                    .isEqualTo(counted(offsets));
        }
    }

    /** The highest offset that more than half have come to, by trying them all. */
    private static OptionalLong counted(Long[] offsets) {
        for (long candidate = 10; candidate >= 0; candidate--) {
            int reached = 0;
            for (Long offset : offsets) {
                reached += offset != null && offset >= candidate ? 1 : 0;
            }
            if (reached * 2 > offsets.length) {
                return OptionalLong.of(candidate);
            }
        }
        return OptionalLong.empty();
    }

    @Test
    void nobodyFallsBack() {
        assertThat(Progress.NONE.with(0, 5).with(0, 3).majority(voters(1))).hasValue(5);
    }
}
