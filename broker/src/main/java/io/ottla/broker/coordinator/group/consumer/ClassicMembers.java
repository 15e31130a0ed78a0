package io.ottla.broker.coordinator.group.consumer;

import java.util.Collection;
import java.util.TreeMap;

/** How many members of a group speak the classic protocol, and what they have in common. */
final class ClassicMembers {
    private final TreeMap<String, Integer> membersByProtocol = new TreeMap<>();
    private int size;

    void change(MemberMetadata before, MemberMetadata after) {
        before.classic().ifPresent(protocols -> count(protocols, -1));
        after.classic().ifPresent(protocols -> count(protocols, 1));
    }

    private void count(ClassicProtocols protocols, int by) {
        size += by;
        for (ClassicProtocols.Protocol protocol : protocols.supported()) {
            membersByProtocol.merge(protocol.name(), by, ClassicMembers::sumOrNothing);
        }
    }

    private static Integer sumOrNothing(int count, int by) {
        int sum = count + by;
        return sum == 0 ? null : sum;
    }

    int size() {
        return size;
    }

    /** Whether one of the protocols is spoken by all of these members. */
    boolean shareOneOf(Collection<String> protocols) {
        return protocols.stream().anyMatch(protocol -> membersByProtocol.getOrDefault(protocol, 0) == size);
    }

    @Override
    public String toString() {
        return size + " of " + membersByProtocol;
    }
}
