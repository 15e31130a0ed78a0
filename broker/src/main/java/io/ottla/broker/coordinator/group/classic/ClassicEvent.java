package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens to a classic group between two records of the log: forgotten when the coordinator moves.
 *
 * <p>{@code reason}s are for people who read logs.
 */
public sealed interface ClassicEvent extends GroupEvent.Volatile {
    String groupId();

    /** Somebody who came without an id was given one, and is expected to come back with it (KIP-394). */
    record MemberIdHandedOut(String groupId, String memberId) implements ClassicEvent {}

    /** A new member joined; its request waits for the join phase to end. */
    record MemberJoined(String groupId, String protocolType, ClassicMember member) implements ClassicEvent {}

    /** A member joined again; its request waits for the join phase to end. */
    record MemberRejoined(String groupId, String memberId, Terms terms, int joinVersion) implements ClassicEvent {}

    /** A static member came back without its id and was given a new one, which ends the old one (KIP-345). */
    record StaticMemberReplaced(String groupId, String oldMemberId, String newMemberId) implements ClassicEvent {}

    /** A member sent new terms, and its place in the generation stays as it is. */
    record TermsChanged(String groupId, String memberId, Terms terms) implements ClassicEvent {}

    /** A member is gone, or one who was given an id and never came back with it. */
    record MemberRemoved(String groupId, String memberId, String reason) implements ClassicEvent {}

    /** Everybody has to join again. {@code delay} is set for the first rebalance of a group that was empty. */
    record RebalanceBegan(String groupId, long atMs, Optional<RebalanceDelay> delay, String reason)
            implements ClassicEvent {}

    /** Somebody came during the delay of a first rebalance, so it is waited some more. */
    record RebalanceDelayed(String groupId, RebalanceDelay delay) implements ClassicEvent {}

    /** The join phase is over: a new generation, with this leader, waits for its assignment. */
    record GenerationBegan(String groupId, long atMs, String leaderId) implements ClassicEvent {}

    /** A member's SyncGroup request waits for the leader's. */
    record SyncParked(String groupId, String memberId) implements ClassicEvent {}

    /** A member sent its SyncGroup request. */
    record SyncReceived(String groupId, String memberId) implements ClassicEvent {}

    /** What members know beyond the one protocol that the record of their group names. */
    record ProtocolsLearned(String groupId, Map<String, List<MemberProtocol>> byMemberId) implements ClassicEvent {}

    /** What a member says of itself when it joins. */
    record Terms(ClassicMember.Timeouts timeouts, List<MemberProtocol> protocols) {}
}
