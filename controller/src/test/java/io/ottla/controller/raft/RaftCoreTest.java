package io.ottla.controller.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RaftCoreTest {
    private static final ReplicaKey SELF = new ReplicaKey(1, new Uuid(1, 1));
    private static final VoterSet ALONE = voters(SELF);

    private static VoterSet voters(ReplicaKey... keys) {
        return new VoterSet(List.of(keys).stream()
                .map(key -> new Voter(key, List.of(), (short) 0, (short) 1))
                .toList());
    }

    private static ElectionState led(int epoch, int leader) {
        return new ElectionState(epoch, OptionalInt.of(leader), Optional.empty());
    }

    private static Ready start(ElectionState remembered, int lastEpoch) {
        return new RaftCore(SELF, ALONE, remembered, lastEpoch, 10).step(new RaftInput.Start());
    }

    @Test
    void theOnlyVoterElectsItselfAtOnce() {
        Ready ready = start(ElectionState.INITIAL, 0);

        assertThat(ready.electionState()).contains(led(1, 1));
        assertThat(ready.epochStart()).contains(new Ready.EpochStart(1, 1, List.of(1), List.of(1)));
        assertThat(ready.highWatermark()).isEmpty();
    }

    @Test
    void afterARestartItLeadsAHigherEpoch() {
        assertThat(start(led(7, 1), 7).electionState()).contains(led(8, 1));
    }

    @Test
    void whoeverLedBeforeTheNextEpochIsHigher() {
        assertThat(start(led(7, 2), 7).electionState()).contains(led(8, 1));
    }

    @Test
    void anElectionThatWasNotDecidedIsDecidedInItsEpoch() {
        ElectionState voted = new ElectionState(4, OptionalInt.empty(), Optional.of(SELF));

        assertThat(start(voted, 3).electionState()).contains(led(4, 1));
    }

    @Test
    void aVoteInAFileThatNamesNoFolderIsItsOwn() {
        ReplicaKey withoutFolder = new ReplicaKey(1, Uuid.ZERO);
        ElectionState voted = new ElectionState(4, OptionalInt.empty(), Optional.of(withoutFolder));

        assertThat(start(voted, 3).electionState()).contains(led(4, 1));
    }

    @Test
    void theLogKnowsBetterThanAnOldFile() {
        assertThat(start(led(2, 1), 9).electionState()).contains(led(10, 1));
    }

    @Test
    void nothingIsCommittedBeforeTheEpochHasBegunOnDisk() {
        RaftCore core = new RaftCore(SELF, ALONE, ElectionState.INITIAL, 0, 10);
        core.step(new RaftInput.Start());

        assertThat(core.step(new RaftInput.Durable(10)).highWatermark()).isEmpty();
        assertThat(core.step(new RaftInput.Durable(11)).highWatermark()).hasValue(11);
        assertThat(core.step(new RaftInput.Durable(11)).highWatermark()).isEmpty();
        assertThat(core.step(new RaftInput.Durable(15)).highWatermark()).hasValue(15);
        assertThat(core.highWatermark()).hasValue(15);
    }

    @Test
    void anObserverWaits() {
        RaftCore core = new RaftCore(new ReplicaKey(2, new Uuid(2, 2)), ALONE, ElectionState.INITIAL, 0, 0);

        assertThat(core.step(new RaftInput.Start()))
                .isEqualTo(new Ready(Optional.empty(), Optional.empty(), OptionalLong.empty()));
        assertThat(core.role().kind()).isEqualTo(Role.Kind.UNATTACHED);
    }

    @Test
    void oneOfManyDoesNotElectItself() {
        VoterSet three = voters(SELF, new ReplicaKey(2, Uuid.ZERO), new ReplicaKey(3, Uuid.ZERO));
        RaftCore core = new RaftCore(SELF, three, led(3, 1), 3, 5);

        assertThat(core.step(new RaftInput.Start()).epochStart()).isEmpty();
        assertThat(core.role()).isEqualTo(new Role.Resigned(3));
    }

    @Test
    void aNodeWithAnotherFolderIsNotTheVoter() {
        assertThat(ALONE.isOnlyVoter(new ReplicaKey(1, new Uuid(5, 5)))).isFalse();
        assertThat(ALONE.isOnlyVoter(new ReplicaKey(1, Uuid.ZERO))).isTrue();
    }

    @Test
    void resigns() {
        RaftCore core = new RaftCore(SELF, ALONE, ElectionState.INITIAL, 0, 0);
        core.step(new RaftInput.Start());

        assertThat(core.step(new RaftInput.Resign()).electionState()).isEmpty();
        assertThat(core.role()).isEqualTo(new Role.Resigned(1));
    }
}
