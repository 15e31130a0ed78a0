package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.wire.record.group.GroupMetadataValue;
import io.ottla.wire.record.group.GroupMetadataValue.MemberMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who was given which partitions in which generation, from what is logged and from what members are told. In one generation a
 * partition belongs to one member, and every partition to some member; a generation never gets a second assignment; and
 * generations only grow.
 */
final class AssignmentHistory {
    static final int PARTITIONS = 7;

    private final Map<Integer, Map<String, String>> byGeneration = new HashMap<>();
    private int lastGeneration;

    /** Deals the partitions out to the members in turn, as the text of each one's assignment. */
    static Map<String, String> deal(List<String> memberIds) {
        Map<String, String> dealt = new TreeMap<>();
        memberIds.forEach(id -> dealt.put(id, ""));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            dealt.merge(memberIds.get(partition % memberIds.size()), partition + ",", String::concat);
        }
        return dealt;
    }

    void happened(GroupEvent event) {
        if (!(event instanceof GroupEvent.Stored stored)
                || stored.stored().value().isEmpty()) {
            return;
        }
        GroupMetadataValue value =
                (GroupMetadataValue) stored.stored().value().get().message();
        assertThat(value.generation()).as("generations grow").isGreaterThanOrEqualTo(lastGeneration);
        lastGeneration = value.generation();
        if (!value.members().isEmpty()) {
            checkOwners(value);
            Map<String, String> byPlace = new TreeMap<>();
            value.members().forEach(member -> byPlace.put(place(member), TestMember.text(member.assignment())));
            Map<String, String> before = byGeneration.putIfAbsent(value.generation(), byPlace);
            assertThat(before == null || before.equals(byPlace))
                    .as("generation " + value.generation() + " had " + before + " and has " + byPlace)
                    .isTrue();
        }
    }

    /** A static member's place is its instance's, whatever its id. */
    private static String place(MemberMetadata member) {
        return Optional.ofNullable(member.groupInstanceId()).orElse(member.memberId());
    }

    private static void checkOwners(GroupMetadataValue value) {
        Set<String> owned = new HashSet<>();
        List<String> all = new ArrayList<>();
        for (MemberMetadata member : value.members()) {
            for (String partition : TestMember.text(member.assignment()).split(",", -1)) {
                if (!partition.isEmpty()) {
                    all.add(partition);
                    assertThat(owned.add(partition))
                            .as("partition " + partition + " has one owner in " + value)
                            .isTrue();
                }
            }
        }
        assertThat(all).as("every partition has an owner in " + value).hasSize(PARTITIONS);
    }

    /** A member was told its assignment. */
    void told(TestMember member, String assignment) {
        String place = Optional.ofNullable(member.instanceId).orElse(member.memberId);
        assertThat(byGeneration.getOrDefault(member.generationId, Map.of()).get(place))
                .as("what " + member.memberId + " is told of generation " + member.generationId)
                .isEqualTo(assignment);
    }
}
