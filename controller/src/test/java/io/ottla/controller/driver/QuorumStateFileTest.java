package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.controller.raft.ElectionState;
import io.ottla.controller.raft.ReplicaKey;
import io.ottla.controller.raft.Voter;
import io.ottla.controller.raft.VoterSet;
import io.ottla.storage.disk.FileDisk;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.raft.FileQuorumStateStore;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuorumStateFileTest {
    private static final Uuid DIRECTORY = new Uuid(3, 4);
    private static final ReplicaKey SELF = new ReplicaKey(1, DIRECTORY);
    private static final VoterSet VOTERS = new VoterSet(List.of(new Voter(SELF, List.of(), (short) 0, (short) 1)));

    @TempDir
    private Path folder;

    private Path path;
    private QuorumStateFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("quorum-state");
        file = new QuorumStateFile(new FileDisk(), path);
    }

    @Test
    void isInitialWhenThereIsNone() throws IOException {
        assertThat(file.read()).isEqualTo(ElectionState.INITIAL);
    }

    @Test
    void writesWhatTheReferenceWrites() throws IOException {
        ElectionState state = new ElectionState(2, OptionalInt.of(1), Optional.empty());

        file.write(state, VOTERS, (short) 1);
        assertThat(Files.readString(path))
                .isEqualTo("{\"leaderId\":1,\"leaderEpoch\":2,\"votedId\":-1,\"votedDirectoryId\":"
                        + "\"AAAAAAAAAAAAAAAAAAAAAA\",\"data_version\":1}");

        file.write(state, VOTERS, (short) 0);
        assertThat(Files.readString(path))
                .isEqualTo("{\"clusterId\":\"\",\"leaderId\":1,\"leaderEpoch\":2,\"votedId\":-1,\"appliedOffset\":0,"
                        + "\"currentVoters\":[{\"voterId\":1}],\"data_version\":0}");
    }

    @Test
    void namesTheStaticVoters() throws IOException {
        ElectionState state = new ElectionState(2, OptionalInt.of(1), Optional.empty());
        assertThat(file.readVoters()).isEmpty();
        file.write(state, VOTERS, (short) 0);
        assertThat(file.readVoters()).containsExactly(1);
        file.write(state, VOTERS, (short) 1);
        assertThat(file.readVoters()).isEmpty();
    }

    @Test
    void theReferenceReadsOurs() throws IOException {
        file.write(new ElectionState(9, OptionalInt.empty(), Optional.of(SELF)), VOTERS, (short) 1);

        org.apache.kafka.raft.ElectionState read =
                new FileQuorumStateStore(path.toFile()).readElectionState().orElseThrow();

        assertThat(read)
                .isEqualTo(org.apache.kafka.raft.ElectionState.withVotedCandidate(
                        9, org.apache.kafka.raft.ReplicaKey.of(1, new org.apache.kafka.common.Uuid(3, 4)), Set.of()));
    }

    @Test
    void readsTheReferences() throws IOException {
        FileQuorumStateStore store = new FileQuorumStateStore(path.toFile());

        store.writeElectionState(
                org.apache.kafka.raft.ElectionState.withVotedCandidate(
                        9, org.apache.kafka.raft.ReplicaKey.of(1, new org.apache.kafka.common.Uuid(3, 4)), Set.of(1)),
                KRaftVersion.KRAFT_VERSION_1);
        assertThat(file.read()).isEqualTo(new ElectionState(9, OptionalInt.empty(), Optional.of(SELF)));

        store.writeElectionState(
                org.apache.kafka.raft.ElectionState.withElectedLeader(
                        5, 2, Optional.<org.apache.kafka.raft.ReplicaKey>empty(), Set.of(1, 2, 3)),
                KRaftVersion.KRAFT_VERSION_0);
        assertThat(file.read()).isEqualTo(new ElectionState(5, OptionalInt.of(2), Optional.empty()));
    }

    @Test
    void refusesWhatIsNoQuorumState() throws IOException {
        for (String text : List.of(
                "",
                "{}",
                "[1]",
                "{\"leaderId\":1",
                "{\"leaderId\":1,\"leaderEpoch\":2,\"votedId\":-1,\"data_version\":7}",
                "{\"leaderId\":\"x\",\"leaderEpoch\":2,\"votedId\":-1,\"appliedOffset\":0,\"data_version\":0}",
                "{\"leaderId\":1,\"leaderEpoch\":99999999999,\"votedId\":-1,\"data_version\":0}",
                "[".repeat(10_000))) {
            Files.writeString(path, text);
            assertThatThrownBy(file::read)
                    .as("%.40s", text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("quorum-state");
        }
    }
}
