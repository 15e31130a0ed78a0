package io.ottla.controller.driver;

import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.controller.raft.RaftCore;
import io.ottla.controller.raft.RaftInput;
import io.ottla.controller.raft.Ready;
import io.ottla.controller.raft.ReplicaKey;
import io.ottla.controller.raft.Role;
import io.ottla.controller.raft.Voter;
import io.ottla.controller.raft.VoterSet;
import io.ottla.controller.record.Checkpoint;
import io.ottla.controller.record.ControlRecords;
import io.ottla.wire.message.VotersRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Does what the raft core asks for. Owned by the controller's thread. */
final class Quorum {
    /** The levels of {@code kraft.version} that this build supports. */
    static final short KRAFT_VERSION_MIN = 0;

    static final short KRAFT_VERSION_MAX = 1;

    private final RaftCore core;
    private final QuorumStateFile file;
    private final MetadataLog log;
    private final short kraftVersion;

    /** The voters as the log has them; the core's, but for this voter's endpoints, which may have changed. */
    private VoterSet voters;

    Quorum(RaftCore core, QuorumStateFile file, MetadataLog log, short kraftVersion) {
        this.core = core;
        this.file = file;
        this.log = log;
        this.kraftVersion = kraftVersion;
        this.voters = core.voters();
    }

    /** This node as a voter of a dynamic quorum. */
    static Voter self(ReplicaKey key, List<ListenerEndpoint> listeners) {
        List<Voter.Endpoint> endpoints = listeners.stream()
                .map(listener -> new Voter.Endpoint(listener.listener(), listener.host(), listener.port()))
                .toList();
        return new Voter(key, endpoints, KRAFT_VERSION_MIN, KRAFT_VERSION_MAX);
    }

    /**
     * Takes part in the election, and begins the epoch when it is won. The first batch of the epoch is staged then.
     *
     * @param self this node, as it can be reached now
     * @param votersAreInLog whether the log itself has the voters, and not the first snapshot alone
     */
    void start(Voter self, boolean votersAreInLog, long nowMs) throws IOException {
        Ready ready = core.step(new RaftInput.Start());
        if (ready.electionState().isPresent()) {
            file.write(ready.electionState().get(), voters, kraftVersion);
        }
        if (ready.epochStart().isPresent()) {
            Ready.EpochStart epoch = ready.epochStart().get();
            ControlRecords records = new ControlRecords(log.nextOffset(), epoch.epoch(), nowMs)
                    .leaderChange(epoch.leaderId(), epoch.voters(), epoch.grantingVoters());
            VoterSet current = kraftVersion > 0 ? voters.with(self) : voters;
            if (kraftVersion > 0 && (!votersAreInLog || !current.equals(voters))) {
                records.kraftVersion(kraftVersion).voters(VoterRecords.toRecord(current));
                voters = current;
            }
            log.stage(records.build(), epoch.epoch(), nowMs);
        }
    }

    /** All that is staged is on the platter. Returns whether more is committed than before. */
    boolean synced() {
        Ready ready = core.step(new RaftInput.Durable(log.nextOffset()));
        ready.highWatermark().ifPresent(log::updateHighWatermark);
        return ready.highWatermark().isPresent();
    }

    void resign() {
        core.step(new RaftInput.Resign());
    }

    boolean isLeader() {
        return core.role() instanceof Role.Leader;
    }

    int epoch() {
        return core.role().epoch();
    }

    short kraftVersion() {
        return kraftVersion;
    }

    VoterSet voters() {
        return voters;
    }

    /** What a snapshot has to say of the voters; nothing when they are static. */
    Optional<Checkpoint.Quorum> forSnapshot() {
        VotersRecord record = VoterRecords.toRecord(voters);
        return kraftVersion > 0 ? Optional.of(new Checkpoint.Quorum(kraftVersion, record)) : Optional.empty();
    }

    /** A view for other threads. */
    QuorumView view() {
        return new QuorumView(isLeader(), epoch(), core.highWatermark(), voters, core.self(), log.nextOffset());
    }
}
