package io.ottla.controller.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A member of the quorum. The roles and their order are {@link Role}'s.
 *
 * <p>The only voter there is needs nobody's vote but its own, so it goes through the roles up to the leader's in one step;
 * and its log is the majority's, so what is on its disk is committed.
 */
public final class RaftCore {
    private final ReplicaKey self;
    private final VoterSet voters;
    private final long logEndOffset;
    private Role role;
    private ElectionState election;
    private OptionalLong highWatermark = OptionalLong.empty();

    // What the step at hand has brought about.
    private boolean electionChanged;
    private Optional<Ready.EpochStart> epochStart = Optional.empty();

    /**
     * A member that was not started yet.
     *
     * @param remembered what it remembers from before
     * @param lastEpoch the epoch of the last record in its log, 0 when there is none
     * @param logEndOffset one more than the offset of that record
     */
    public RaftCore(ReplicaKey self, VoterSet voters, ElectionState remembered, int lastEpoch, long logEndOffset) {
        this.self = self;
        this.voters = voters;
        this.logEndOffset = logEndOffset;
        this.election = remembered;
        this.role = initialRole(remembered, lastEpoch);
    }

    private Role initialRole(ElectionState remembered, int lastEpoch) {
        if (remembered.epoch() < lastEpoch) {
            // The file with the election is older than the log: what it says of votes is of no use.
            election = new ElectionState(lastEpoch, OptionalInt.empty(), Optional.empty());
            return new Role.Unattached(lastEpoch, OptionalInt.empty());
        }
        if (remembered.leaderId().isPresent() && remembered.leaderId().getAsInt() == self.id()) {
            // Records that were not on disk yet are lost, and their offsets may be given again: in another epoch only.
            return new Role.Resigned(remembered.epoch());
        }
        if (remembered.votedFor().filter(this::isSelf).isPresent()) {
            return new Role.Candidate(remembered.epoch(), Votes.NONE.with(self.id()));
        }
        return new Role.Unattached(remembered.epoch(), remembered.leaderId());
    }

    /** Files of old versions do not say in which folder the one voted for had its log. */
    private boolean isSelf(ReplicaKey votedFor) {
        return votedFor.id() == self.id()
                && (votedFor.directoryId().isZero() || votedFor.directoryId().equals(self.directoryId()));
    }

    /** Takes in what happened. What is returned must be done before the next step. */
    public Ready step(RaftInput input) {
        electionChanged = false;
        epochStart = Optional.empty();
        OptionalLong before = highWatermark;
        switch (input) {
            case RaftInput.Start start -> start();
            case RaftInput.Durable durable -> durable(durable.endOffset());
            case RaftInput.Resign resign -> resign();
        }
        return new Ready(
                electionChanged ? Optional.of(election) : Optional.empty(),
                epochStart,
                highWatermark.equals(before) ? OptionalLong.empty() : highWatermark);
    }

    public Role role() {
        return role;
    }

    public VoterSet voters() {
        return voters;
    }

    public ReplicaKey self() {
        return self;
    }

    /** Everything below is committed; empty while that is not known. */
    public OptionalLong highWatermark() {
        return highWatermark;
    }

    private void start() {
        if (role instanceof Role.Candidate candidate) {
            count(candidate);
        } else if (voters.isOnlyVoter(self)) {
            become(new Role.Prospective(role.epoch(), Votes.NONE.with(self.id())));
            count((Role.Prospective) role);
        }
    }

    private void count(Role.Prospective prospective) {
        if (prospective.votes().isWon(voters)) {
            int epoch = prospective.epoch() + 1;
            remember(new ElectionState(epoch, OptionalInt.empty(), Optional.of(self)));
            become(new Role.Candidate(epoch, Votes.NONE.with(self.id())));
            count((Role.Candidate) role);
        }
    }

    private void count(Role.Candidate candidate) {
        if (candidate.votes().isWon(voters)) {
            remember(new ElectionState(candidate.epoch(), OptionalInt.of(self.id()), Optional.empty()));
            become(new Role.Leader(candidate.epoch(), logEndOffset, Progress.NONE));
            epochStart = Optional.of(new Ready.EpochStart(
                    candidate.epoch(),
                    self.id(),
                    new ArrayList<>(voters.ids()),
                    List.copyOf(candidate.votes().granted())));
        }
    }

    private void durable(long endOffset) {
        if (role instanceof Role.Leader leader) {
            Progress progress = leader.progress().with(self.id(), endOffset);
            role = new Role.Leader(leader.epoch(), leader.epochStartOffset(), progress);
            OptionalLong majority = progress.majority(voters);
            // Records of earlier epochs are committed only along with one of this epoch.
            if (majority.isPresent() && majority.getAsLong() > leader.epochStartOffset()) {
                raiseHighWatermark(majority.getAsLong());
            }
        }
    }

    private void raiseHighWatermark(long offset) {
        if (highWatermark.isEmpty() || highWatermark.getAsLong() < offset) {
            highWatermark = OptionalLong.of(offset);
        }
    }

    private void resign() {
        if (role instanceof Role.Leader leader) {
            become(new Role.Resigned(leader.epoch()));
        }
    }

    private void become(Role next) {
        if (!next.kind().predecessors().contains(role.kind())) {
            throw new IllegalStateException(role + " cannot become " + next);
        }
        if (next.epoch() < role.epoch()) {
            throw new IllegalStateException("epoch " + next.epoch() + " comes after epoch " + role.epoch());
        }
        role = next;
    }

    private void remember(ElectionState state) {
        election = state;
        electionChanged = true;
    }
}
