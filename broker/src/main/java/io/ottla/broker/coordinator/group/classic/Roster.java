package io.ottla.broker.coordinator.group.classic;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * A group's members, in the order of their ids, with what is counted about them; immutable. Each change costs no more than
 * the logarithm of the group's size, for a group of ten thousand joins ten thousand times.
 */
public final class Roster {
    static final Roster EMPTY = new Roster(TreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), 0);

    private final TreePMap<String, ClassicMember> members;
    private final PMap<String, String> memberIdsByInstance;
    private final PMap<String, Integer> supporters;
    private final int awaitingJoin;

    private Roster(
            TreePMap<String, ClassicMember> members,
            PMap<String, String> memberIdsByInstance,
            PMap<String, Integer> supporters,
            int awaitingJoin) {
        this.members = members;
        this.memberIdsByInstance = memberIdsByInstance;
        this.supporters = supporters;
        this.awaitingJoin = awaitingJoin;
    }

    /** With the member, in the place of the one of the same id if there is one. */
    Roster with(ClassicMember member) {
        Roster others = without(member.memberId());
        PMap<String, String> instances = others.memberIdsByInstance;
        if (member.isStatic()) {
            String instanceId = member.instanceId().orElseThrow();
            if (instances.containsKey(instanceId)) {
                throw new IllegalStateException(instanceId + " is already a member");
            }
            instances = instances.plus(instanceId, member.memberId());
        }
        return new Roster(
                others.members.plus(member.memberId(), member),
                instances,
                counted(others.supporters, member.protocols(), 1),
                others.awaitingJoin + (member.awaitsJoin() ? 1 : 0));
    }

    Roster without(String memberId) {
        ClassicMember leaving = members.get(memberId);
        if (leaving == null) {
            return this;
        }
        return new Roster(
                members.minus(memberId),
                leaving.isStatic()
                        ? memberIdsByInstance.minus(leaving.instanceId().orElseThrow())
                        : memberIdsByInstance,
                counted(supporters, leaving.protocols(), -1),
                awaitingJoin - (leaving.awaitsJoin() ? 1 : 0));
    }

    private static PMap<String, Integer> counted(PMap<String, Integer> before, List<MemberProtocol> protocols, int by) {
        PMap<String, Integer> after = before;
        for (MemberProtocol protocol : protocols) {
            int count = after.getOrDefault(protocol.name(), 0) + by;
            after = count == 0 ? after.minus(protocol.name()) : after.plus(protocol.name(), count);
        }
        return after;
    }

    public Optional<ClassicMember> find(String memberId) {
        return Optional.ofNullable(members.get(memberId));
    }

    ClassicMember member(String memberId) {
        return find(memberId).orElseThrow(() -> new IllegalStateException(memberId + " is not a member"));
    }

    public boolean contains(String memberId) {
        return members.containsKey(memberId);
    }

    /** The id under which a static member takes part now. */
    public Optional<String> memberIdOf(String instanceId) {
        return Optional.ofNullable(memberIdsByInstance.get(instanceId));
    }

    public Collection<ClassicMember> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    public Set<String> memberIds() {
        return Collections.unmodifiableSet(members.keySet());
    }

    public int size() {
        return members.size();
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    int awaitingJoin() {
        return awaitingJoin;
    }

    /** Whether all members know the protocol. In a group without members that holds for any. */
    boolean allKnow(String protocol) {
        return supporters.getOrDefault(protocol, 0) == members.size();
    }

    Set<String> commonProtocols() {
        Set<String> common = new TreeSet<>();
        supporters.forEach((name, count) -> {
            if (count == members.size()) {
                common.add(name);
            }
        });
        return common;
    }

    /** How long the slowest member may take to join again. */
    int rebalanceTimeoutMs() {
        int longest = 0;
        for (ClassicMember member : members.values()) {
            longest = Math.max(longest, member.timeouts().rebalanceMs());
        }
        return longest;
    }

    @Override
    public String toString() {
        return members.values().toString();
    }
}
