package io.ottla.broker.coordinator.group;

import io.ottla.wire.message.ListGroupsRequest;
import io.ottla.wire.message.ListGroupsResponse;
import io.ottla.wire.message.ListGroupsResponse.ListedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** ListGroups, as far as the groups of one partition are concerned. */
final class GroupListing {
    private GroupListing() {}

    static ListGroupsResponse list(AllGroups groups, ListGroupsRequest request) {
        Set<String> states = lowerCase(request.statesFilter());
        Set<String> types = lowerCase(request.typesFilter());
        List<ListedGroup> listed = new ArrayList<>();
        for (String groupId : groups.groupIds()) {
            GroupFacts facts = groups.facts(groupId).orElseThrow();
            boolean wanted = isAmong(states, facts.state())
                    && isAmong(types, facts.type().protocolName());
            if (wanted) {
                listed.add(new ListedGroup()
                        .groupId(groupId)
                        .protocolType(facts.protocolType())
                        .groupState(facts.state())
                        .groupType(facts.type().protocolName()));
            }
        }
        return new ListGroupsResponse().groups(listed);
    }

    private static boolean isAmong(Set<String> filter, String value) {
        return filter.isEmpty() || filter.contains(value.toLowerCase(Locale.ROOT));
    }

    private static Set<String> lowerCase(List<String> filter) {
        return filter.stream()
                .map(entry -> entry.toLowerCase(Locale.ROOT).trim())
                .collect(Collectors.toUnmodifiableSet());
    }
}
