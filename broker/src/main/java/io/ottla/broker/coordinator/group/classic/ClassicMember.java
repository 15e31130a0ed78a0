package io.ottla.broker.coordinator.group.classic;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A member of a classic group; immutable.
 *
 * @param protocols what it can take part in, what it likes best first; of a member read back from the log only the one that
 *     its group had chosen is known until it joins again
 * @param assignment what the leader gave it in the last stable generation; opaque, and nobody moves its position
 */
public record ClassicMember(
        Identity identity,
        Timeouts timeouts,
        List<MemberProtocol> protocols,
        ByteBuffer assignment,
        Progress progress) {

    /** @param instanceId set for a static member, which keeps its place over a restart (KIP-345) */
    public record Identity(String memberId, Optional<String> instanceId, String clientId, String clientHost) {
        Identity withMemberId(String newMemberId) {
            return new Identity(newMemberId, instanceId, clientId, clientHost);
        }
    }

    /**
     * @param rebalanceMs how long the member may take to join again once a rebalance has begun
     * @param sessionMs how long it may be silent
     */
    public record Timeouts(int rebalanceMs, int sessionMs) {}

    /**
     * What is forgotten when the coordinator moves.
     *
     * @param joinParkedVersion the version of the JoinGroup request that waits for the join phase to end, if one does
     * @param syncParked whether a SyncGroup request waits for the leader's
     * @param isNew whether it has never been told that it is a member
     */
    public record Progress(OptionalInt joinParkedVersion, boolean syncParked, boolean isNew) {
        static final Progress IDLE = new Progress(OptionalInt.empty(), false, false);

        static Progress ofNew(int joinVersion) {
            return new Progress(OptionalInt.of(joinVersion), false, true);
        }

        Progress joining(int joinVersion) {
            return new Progress(OptionalInt.of(joinVersion), syncParked, isNew);
        }

        Progress withSync(boolean parked) {
            return new Progress(joinParkedVersion, parked, isNew);
        }
    }

    /** A member on whose requests nobody waits. Copies the bytes. */
    public static ClassicMember idle(
            Identity identity, Timeouts timeouts, List<MemberProtocol> protocols, ByteBuffer assignment) {
        List<MemberProtocol> kept = protocols.stream()
                .map(known -> new MemberProtocol(known.name(), Bytes.copyOf(known.metadata())))
                .toList();
        return new ClassicMember(identity, timeouts, kept, Bytes.copyOf(assignment), Progress.IDLE);
    }

    public String memberId() {
        return identity.memberId();
    }

    public Optional<String> instanceId() {
        return identity.instanceId();
    }

    public boolean isStatic() {
        return identity.instanceId().isPresent();
    }

    public boolean awaitsJoin() {
        return progress.joinParkedVersion().isPresent();
    }

    public boolean awaitsSync() {
        return progress.syncParked();
    }

    /**
     * Whether its silence is no sign of death: it waits for an answer itself. A member that has never had an answer may have
     * given up without a trace, so for it this does not count.
     */
    boolean excusedFromHeartbeat() {
        return !progress.isNew() && (awaitsJoin() || awaitsSync());
    }

    public boolean knows(String protocol) {
        return protocols.stream().anyMatch(known -> known.name().equals(protocol));
    }

    /** What it says of itself for a protocol it knows. */
    public ByteBuffer metadata(String protocol) {
        return protocols.stream()
                .filter(known -> known.name().equals(protocol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(memberId() + " does not know " + protocol))
                .metadata();
    }

    ClassicMember with(Progress changed) {
        return new ClassicMember(identity, timeouts, protocols, assignment, changed);
    }

    ClassicMember withMemberId(String newMemberId) {
        return new ClassicMember(identity.withMemberId(newMemberId), timeouts, protocols, assignment, Progress.IDLE);
    }

    ClassicMember withTerms(Timeouts newTimeouts, List<MemberProtocol> newProtocols) {
        return new ClassicMember(identity, newTimeouts, newProtocols, assignment, progress);
    }

    ClassicMember withAssignment(ByteBuffer changed) {
        return new ClassicMember(identity, timeouts, protocols, changed, progress);
    }
}
