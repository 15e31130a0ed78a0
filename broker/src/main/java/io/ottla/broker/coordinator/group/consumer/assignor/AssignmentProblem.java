package io.ottla.broker.coordinator.group.consumer.assignor;

import io.ottla.broker.coordinator.group.consumer.PartitionSet;
import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What an assignor goes by.
 *
 * @param members by member id, each once
 * @param partitionCounts of all topics that members want
 */
public record AssignmentProblem(List<Member> members, SortedMap<Uuid, Integer> partitionCounts) {

    /**
     * @param topics that it wants; all of them exist
     * @param former what was assigned to it so far
     */
    public record Member(String memberId, Optional<String> instanceId, SortedSet<Uuid> topics, PartitionSet former) {}

    /** Whether all members want the same topics. */
    boolean isHomogeneous() {
        SortedSet<Uuid> first = members.getFirst().topics();
        return members.stream()
                .allMatch(member -> member.topics() == first || member.topics().equals(first));
    }
}
