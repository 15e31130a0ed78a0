package io.ottla.broker.coordinator.group.consumer.assignor;

import io.ottla.broker.coordinator.group.consumer.PartitionSet;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives each member that wants a topic a range of its partitions, the first members one more where they do not come out even.
 * Members are always taken in the same order, so that of topics with as many partitions, wanted by the same members, each
 * member gets the same partitions, and joins of their records stay within a member.
 *
 * <p>Static members come first, by instance id: after a restart under other member ids everybody gets what they had.
 */
public final class RangeAssignor implements Assignor {
    public static final String NAME = "range";

    private static final Comparator<AssignmentProblem.Member> ORDER = Comparator.comparing(
                    (AssignmentProblem.Member member) -> member.instanceId().isEmpty())
            .thenComparing(member -> member.instanceId().orElse(""))
            .thenComparing(AssignmentProblem.Member::memberId);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, PartitionSet> assign(AssignmentProblem problem) {
        List<AssignmentProblem.Member> members = new ArrayList<>(problem.members());
        members.sort(ORDER);
        Map<Uuid, Ranges> rangesByTopic = new HashMap<>();
        for (AssignmentProblem.Member member : members) {
            for (Uuid topic : member.topics()) {
                rangesByTopic.computeIfAbsent(topic, absent -> new Ranges()).membersLeft++;
            }
        }
        rangesByTopic.forEach(
                (topic, ranges) -> ranges.end = problem.partitionCounts().get(topic));
        Map<String, PartitionSet> assigned = new TreeMap<>();
        for (AssignmentProblem.Member member : members) {
            PartitionSet.Builder partitions = new PartitionSet.Builder();
            for (Uuid topic : member.topics()) {
                rangesByTopic.get(topic).cutInto(partitions, topic);
            }
            assigned.put(member.memberId(), partitions.build());
        }
        return assigned;
    }

    /** What is left of a topic. */
    private static final class Ranges {
        private int start;
        private int end;
        private int membersLeft;

        /** The share of the next member is rounded up: those who come first get the partitions that are over. */
        void cutInto(PartitionSet.Builder partitions, Uuid topic) {
            int share = Math.ceilDiv(end - start, membersLeft);
            for (int partition = start; partition < start + share; partition++) {
                partitions.add(topic, partition);
            }
            start += share;
            membersLeft--;
        }
    }
}
