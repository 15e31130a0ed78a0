package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.classic.ClassicMember.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.pcollections.TreePSet;

/**
 * A group of the classic protocol; immutable, each event makes a new one. Transitions between its states:
 *
 * <pre>
 *   EMPTY                → PREPARING_REBALANCE    somebody joined; the first rebalance waits for more
 *   PREPARING_REBALANCE  → COMPLETING_REBALANCE   all have joined, or the time for it is over
 *   PREPARING_REBALANCE  → EMPTY                  the time is over and nobody is left
 *   COMPLETING_REBALANCE → STABLE                 the leader sent the assignment
 *   COMPLETING_REBALANCE → PREPARING_REBALANCE    somebody joined with news, left, or did not send SyncGroup
 *   STABLE               → PREPARING_REBALANCE    somebody joined with news, left, fell silent, or the leader asks for it
 *   any                  → (gone)                 the group's record is a tombstone
 *   record read          → EMPTY or STABLE        by whether it names members
 * </pre>
 */
public final class ClassicGroup {
    private final String groupId;
    private final Standing standing;
    private final Generation generation;
    private final Roster roster;
    private final JoinProgress joining;
    private final Optional<Set<String>> subscribedTopics;

    /** @param sinceMs when the state was entered; empty where the log does not tell */
    record Standing(ClassicState state, OptionalLong sinceMs) {}

    ClassicGroup(
            String groupId,
            Standing standing,
            Generation generation,
            Roster roster,
            JoinProgress joining,
            Optional<Set<String>> subscribedTopics) {
        this.groupId = groupId;
        this.standing = standing;
        this.generation = generation;
        this.roster = roster;
        this.joining = joining;
        this.subscribedTopics = subscribedTopics;
    }

    /** A group that nobody ever joined. When it only holds offsets, the log has no record of its own for it. */
    static ClassicGroup empty(String groupId, OptionalLong sinceMs) {
        return new ClassicGroup(
                groupId,
                new Standing(ClassicState.EMPTY, sinceMs),
                Generation.NONE,
                Roster.EMPTY,
                JoinProgress.NONE,
                Optional.empty());
    }

    ClassicGroup after(ClassicEvent event) {
        return switch (event) {
            case ClassicEvent.MemberIdHandedOut handedOut -> with(joining.awaitingJoinOf(handedOut.memberId()));
            case ClassicEvent.MemberJoined joined -> joined(joined);
            case ClassicEvent.MemberRejoined rejoined -> rejoined(rejoined);
            case ClassicEvent.StaticMemberReplaced replaced -> replaced(replaced);
            case ClassicEvent.TermsChanged changed ->
                with(member(changed.memberId())
                        .withTerms(changed.terms().timeouts(), changed.terms().protocols()));
            case ClassicEvent.MemberRemoved removed -> removed(removed.memberId());
            case ClassicEvent.RebalanceBegan began -> rebalancing(began);
            case ClassicEvent.RebalanceDelayed delayed -> with(joining.rebalancing(Optional.of(delayed.delay())));
            case ClassicEvent.GenerationBegan began -> generationBegan(began);
            case ClassicEvent.SyncParked parked ->
                with(syncParked(member(parked.memberId()), true)).with(joining.synced(parked.memberId()));
            case ClassicEvent.SyncReceived received -> with(joining.synced(received.memberId()));
            case ClassicEvent.ProtocolsLearned learned -> knowing(learned.byMemberId());
        };
    }

    private ClassicGroup joined(ClassicEvent.MemberJoined event) {
        ClassicMember member = event.member();
        Generation known = roster.isEmpty() ? generation.withProtocolType(event.protocolType()) : generation;
        if (known.leaderId().isEmpty()) {
            known = known.withLeader(Optional.of(member.memberId()));
        }
        return with(known, roster.with(member)).with(joining.joined(member.memberId()));
    }

    private ClassicGroup rejoined(ClassicEvent.MemberRejoined event) {
        ClassicMember before = member(event.memberId());
        return with(before.withTerms(event.terms().timeouts(), event.terms().protocols())
                .with(before.progress().joining(event.joinVersion())));
    }

    private ClassicGroup replaced(ClassicEvent.StaticMemberReplaced event) {
        String newId = event.newMemberId();
        Roster members = roster.without(event.oldMemberId())
                .with(member(event.oldMemberId()).withMemberId(newId));
        Generation led = isLeader(event.oldMemberId()) ? generation.withLeader(Optional.of(newId)) : generation;
        return with(led, members).with(joining.replaced(event.oldMemberId(), newId));
    }

    private ClassicGroup removed(String memberId) {
        Roster left = roster.without(memberId);
        Generation led = isLeader(memberId)
                ? generation.withLeader(left.memberIds().stream().findFirst())
                : generation;
        return with(led, left).with(joining.forgetting(memberId));
    }

    private ClassicGroup rebalancing(ClassicEvent.RebalanceBegan event) {
        ClassicState.PREPARING_REBALANCE.requirePredecessor(state());
        Roster members = roster;
        if (state() == ClassicState.COMPLETING_REBALANCE) {
            for (ClassicMember member : roster.members()) {
                members = members.with(syncParked(member, false).withAssignment(Bytes.EMPTY));
            }
        }
        Standing preparing = new Standing(ClassicState.PREPARING_REBALANCE, OptionalLong.of(event.atMs()));
        return new ClassicGroup(
                groupId, preparing, generation, members, joining.rebalancing(event.delay()), subscribedTopics);
    }

    private ClassicGroup generationBegan(ClassicEvent.GenerationBegan event) {
        ClassicState.COMPLETING_REBALANCE.requirePredecessor(state());
        Roster members = roster;
        for (ClassicMember member : roster.members()) {
            members = members.with(member.with(Progress.IDLE));
        }
        Generation next = generation.next(Optional.of(ProtocolSelection.select(roster)), Optional.of(event.leaderId()));
        return new ClassicGroup(
                groupId,
                new Standing(ClassicState.COMPLETING_REBALANCE, OptionalLong.of(event.atMs())),
                next,
                members,
                joining.awaitingSyncOf(TreePSet.from(members.memberIds())),
                ConsumerMetadata.subscribedTopics(next, members));
    }

    private ClassicGroup knowing(Map<String, List<MemberProtocol>> protocols) {
        Roster members = roster;
        for (Map.Entry<String, List<MemberProtocol>> entry : protocols.entrySet()) {
            ClassicMember member = members.member(entry.getKey());
            members = members.with(member.withTerms(member.timeouts(), entry.getValue()));
        }
        return with(generation, members);
    }

    private static ClassicMember syncParked(ClassicMember member, boolean parked) {
        return member.with(member.progress().withSync(parked));
    }

    private ClassicGroup with(ClassicMember member) {
        return with(generation, roster.with(member));
    }

    private ClassicGroup with(Generation changed, Roster members) {
        return new ClassicGroup(groupId, standing, changed, members, joining, subscribedTopics);
    }

    private ClassicGroup with(JoinProgress changed) {
        return new ClassicGroup(groupId, standing, generation, roster, changed, subscribedTopics);
    }

    public String groupId() {
        return groupId;
    }

    public ClassicState state() {
        return standing.state();
    }

    public boolean is(ClassicState state) {
        return standing.state() == state;
    }

    /** When the group came into its state; empty where the log does not tell. */
    public OptionalLong stateSinceMs() {
        return standing.sinceMs();
    }

    public Generation generation() {
        return generation;
    }

    public Roster roster() {
        return roster;
    }

    ClassicMember member(String memberId) {
        return roster.member(memberId);
    }

    public boolean isLeader(String memberId) {
        return generation.leaderId().isPresent() && generation.leaderId().get().equals(memberId);
    }

    JoinProgress joining() {
        return joining;
    }

    /** Whether the id was handed out to somebody who has not joined with it yet. */
    boolean isPending(String memberId) {
        return joining.pendingJoin().contains(memberId);
    }

    boolean isFirstRebalance() {
        return joining.firstDelay().isPresent();
    }

    boolean allJoined() {
        return roster.awaitingJoin() == roster.size() && joining.pendingJoin().isEmpty();
    }

    boolean allSynced() {
        return joining.pendingSync().isEmpty();
    }

    boolean canRebalance() {
        return ClassicState.PREPARING_REBALANCE.mayFollow(state());
    }

    /** Whether somebody who speaks this can be a member beside those who are. */
    boolean supports(String protocolType, List<MemberProtocol> protocols) {
        if (is(ClassicState.EMPTY)) {
            return !protocolType.isEmpty() && !protocols.isEmpty();
        }
        return generation.protocolType().equals(Optional.of(protocolType))
                && protocols.stream().anyMatch(protocol -> roster.allKnow(protocol.name()));
    }

    /** Whether it came to be for offsets alone: nobody has ever joined, and the log has no record of its own for it. */
    public boolean isSimple() {
        return is(ClassicState.EMPTY)
                && generation.protocolType().isEmpty()
                && joining.pendingJoin().isEmpty();
    }

    /** The topics its members subscribe to; empty where that cannot be known. */
    public Optional<Set<String>> subscribedTopics() {
        return subscribedTopics;
    }

    /** Whether offsets of the topic are in use. A group of consumers that cannot be read may be subscribed to anything. */
    public boolean isSubscribedTo(String topic) {
        return subscribedTopics.map(topics -> topics.contains(topic)).orElse(generation.isConsumers());
    }
}
