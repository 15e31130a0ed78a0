package io.ottla.broker.coordinator.group.consumer.assignor;

import io.ottla.broker.coordinator.group.consumer.PartitionSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.coordinator.group.api.assignor.GroupAssignment;
import org.apache.kafka.coordinator.group.api.assignor.PartitionAssignor;
import org.apache.kafka.coordinator.group.api.assignor.SubscribedTopicDescriber;
import org.apache.kafka.coordinator.group.api.assignor.SubscriptionType;
import org.apache.kafka.coordinator.group.modern.Assignment;
import org.apache.kafka.coordinator.group.modern.GroupSpecImpl;
import org.apache.kafka.coordinator.group.modern.MemberSubscriptionAndAssignmentImpl;

/** Puts problems to the reference's own assignors. */
final class ReferenceAssignors {
    private ReferenceAssignors() {}

    static Map<String, PartitionSet> assign(PartitionAssignor assignor, AssignmentProblem problem) {
        Map<String, MemberSubscriptionAndAssignmentImpl> members = new LinkedHashMap<>();
        Map<Uuid, Map<Integer, String>> owners = new HashMap<>();
        for (AssignmentProblem.Member member : problem.members()) {
            Map<Uuid, Set<Integer>> former = new HashMap<>();
            member.former().forEach((topic, partition) -> {
                former.computeIfAbsent(theirs(topic), absent -> new HashSet<>()).add(partition);
                owners.computeIfAbsent(theirs(topic), absent -> new HashMap<>()).put(partition, member.memberId());
            });
            Set<Uuid> wanted = new HashSet<>();
            member.topics().forEach(topic -> wanted.add(theirs(topic)));
            members.put(
                    member.memberId(),
                    new MemberSubscriptionAndAssignmentImpl(
                            Optional.empty(),
                            member.instanceId(),
                            wanted,
                            new Assignment(Collections.unmodifiableMap(former))));
        }
        SubscriptionType type = problem.isHomogeneous() ? SubscriptionType.HOMOGENEOUS : SubscriptionType.HETEROGENEOUS;
        GroupAssignment assigned = assignor.assign(new GroupSpecImpl(members, type, owners), new Topics(problem));
        Map<String, PartitionSet> ours = new TreeMap<>();
        for (AssignmentProblem.Member member : problem.members()) {
            PartitionSet.Builder partitions = new PartitionSet.Builder();
            var theirs = assigned.members().get(member.memberId());
            if (theirs != null) {
                theirs.partitions()
                        .forEach((topic, ofTopic) -> ofTopic.forEach(partition -> partitions.add(
                                new io.ottla.wire.io.Uuid(
                                        topic.getMostSignificantBits(), topic.getLeastSignificantBits()),
                                partition)));
            }
            ours.put(member.memberId(), partitions.build());
        }
        return ours;
    }

    private static Uuid theirs(io.ottla.wire.io.Uuid id) {
        return new Uuid(id.mostSignificantBits(), id.leastSignificantBits());
    }

    private record Topics(AssignmentProblem problem) implements SubscribedTopicDescriber {
        @Override
        public int numPartitions(Uuid id) {
            return problem.partitionCounts()
                    .getOrDefault(
                            new io.ottla.wire.io.Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits()), -1);
        }

        @Override
        public Set<String> racksForPartition(Uuid id, int partition) {
            return Set.of();
        }
    }
}
