package io.ottla.broker.coordinator.group.consumer.assignor;

import io.ottla.broker.coordinator.group.consumer.PartitionSet;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The uniform assignment of members that all want the same topics: everybody gets the same number of partitions, give or take
 * one. Takes time proportional to members and partitions.
 */
final class EvenShares {
    private final AssignmentProblem problem;
    private final List<List<Partition>> shares = new ArrayList<>();
    private final Map<Uuid, BitSet> taken = new HashMap<>();

    private record Partition(Uuid topic, int partition) {}

    EvenShares(AssignmentProblem problem) {
        this.problem = problem;
        for (Uuid topic : problem.members().getFirst().topics()) {
            taken.put(topic, new BitSet(problem.partitionCounts().get(topic)));
        }
    }

    Map<String, PartitionSet> assign() {
        for (AssignmentProblem.Member member : problem.members()) {
            shares.add(keepFormer(member.former()));
        }
        int[] limits = limits();
        for (int member = 0; member < limits.length; member++) {
            giveUpBeyond(limits[member], shares.get(member));
        }
        handOut(limits);
        Map<String, PartitionSet> assigned = new TreeMap<>();
        for (int member = 0; member < limits.length; member++) {
            PartitionSet.Builder partitions = new PartitionSet.Builder();
            shares.get(member).forEach(partition -> partitions.add(partition.topic(), partition.partition()));
            assigned.put(problem.members().get(member).memberId(), partitions.build());
        }
        return assigned;
    }

    private List<Partition> keepFormer(PartitionSet former) {
        List<Partition> kept = new ArrayList<>();
        former.forEach((topic, partition) -> {
            BitSet takenOfTopic = taken.get(topic);
            boolean exists = takenOfTopic != null
                    && partition < problem.partitionCounts().get(topic);
            if (exists && !takenOfTopic.get(partition)) {
                takenOfTopic.set(partition);
                kept.add(new Partition(topic, partition));
            }
        });
        return kept;
    }

    /** How many each member may have. One more than others have those who hold that many already, then the first ones. */
    private int[] limits() {
        int total = 0;
        for (Uuid topic : taken.keySet()) {
            total += problem.partitionCounts().get(topic);
        }
        int quota = total / shares.size();
        int extras = total % shares.size();
        int[] limits = new int[shares.size()];
        for (int member = 0; member < limits.length; member++) {
            boolean holdsExtra = shares.get(member).size() > quota && extras > 0;
            limits[member] = holdsExtra ? quota + 1 : quota;
            extras -= holdsExtra ? 1 : 0;
        }
        for (int member = 0; member < limits.length && extras > 0; member++) {
            if (limits[member] == quota) {
                limits[member]++;
                extras--;
            }
        }
        return limits;
    }

    private void giveUpBeyond(int limit, List<Partition> share) {
        while (share.size() > limit) {
            Partition partition = share.removeLast();
            taken.get(partition.topic()).clear(partition.partition());
        }
    }

    private void handOut(int[] limits) {
        int member = 0;
        for (Uuid topic : problem.members().getFirst().topics()) {
            int count = problem.partitionCounts().get(topic);
            BitSet takenOfTopic = taken.get(topic);
            for (int free = takenOfTopic.nextClearBit(0); free < count; free = takenOfTopic.nextClearBit(free + 1)) {
                while (shares.get(member).size() == limits[member]) {
                    member++;
                }
                shares.get(member).add(new Partition(topic, free));
            }
        }
    }
}
