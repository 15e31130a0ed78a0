package io.ottla.broker.coordinator.group.classic;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which protocol a generation uses: of those that all members know, the one that is the favourite of most.
 *
 * <p>A tie goes to the name that comes first in the alphabet. The reference leaves it to the order of a hash table.
 */
final class ProtocolSelection {
    private ProtocolSelection() {}

    static String select(Roster roster) {
        Set<String> candidates = roster.commonProtocols();
        Map<String, Integer> votes = new TreeMap<>();
        for (ClassicMember member : roster.members()) {
            votes.merge(favourite(member, candidates), 1, Integer::sum);
        }
        String selected = null;
        for (Map.Entry<String, Integer> entry : votes.entrySet()) {
            if (selected == null || entry.getValue() > votes.get(selected)) {
                selected = entry.getKey();
            }
        }
        if (selected == null) {
            throw new IllegalStateException("a group without members has no protocol");
        }
        return selected;
    }

    private static String favourite(ClassicMember member, Set<String> candidates) {
        for (MemberProtocol protocol : member.protocols()) {
            if (candidates.contains(protocol.name())) {
                return protocol.name();
            }
        }
        throw new IllegalStateException(member.memberId() + " knows none of " + candidates);
    }
}
