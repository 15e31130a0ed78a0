package io.ottla.broker.coordinator.group.consumer.assignor;

import io.ottla.broker.coordinator.group.consumer.PartitionSet;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The uniform assignment of members that want different topics. Everybody keeps what they had and still want; free partitions
 * go to whoever of those that want them has least; at last topics are gone over, one by one, and partitions of them moved from
 * members with more to members with less, until nothing is to be gained or {@value #ROUNDS_MAX} rounds have passed.
 *
 * <p>Each topic comes out balanced among its members. Over chains of topics that share members only in part the whole may stay
 * a little off: a member may have one partition more than the next, and that one more than a third.
 */
final class BalancedShares {
    private static final int ROUNDS_MAX = 16;
    private static final int NOBODY = -1;

    private final AssignmentProblem problem;
    /** By member, in the order of the problem's members: how many partitions it has. */
    private final int[] loads;

    private final Map<Uuid, List<Integer>> wantedBy = new HashMap<>();
    private final Map<Uuid, int[]> owners = new TreeMap<>();
    private final Comparator<Integer> byLoad;

    BalancedShares(AssignmentProblem problem) {
        this.problem = problem;
        this.loads = new int[problem.members().size()];
        this.byLoad = Comparator.comparingInt((Integer member) -> loads[member]).thenComparingInt(member -> member);
        for (int member = 0; member < loads.length; member++) {
            for (Uuid topic : problem.members().get(member).topics()) {
                wantedBy.computeIfAbsent(topic, absent -> new ArrayList<>()).add(member);
            }
        }
        for (Uuid topic : wantedBy.keySet()) {
            int[] nobody = new int[problem.partitionCounts().get(topic)];
            Arrays.fill(nobody, NOBODY);
            owners.put(topic, nobody);
        }
    }

    Map<String, PartitionSet> assign() {
        keepFormer();
        List<Uuid> topics = hardestFirst();
        topics.forEach(this::handOut);
        balance(topics);
        return result();
    }

    private void keepFormer() {
        for (int member = 0; member < loads.length; member++) {
            AssignmentProblem.Member keeper = problem.members().get(member);
            int index = member;
            keeper.former().forEach((topic, partition) -> {
                int[] ofTopic = keeper.topics().contains(topic) ? owners.get(topic) : new int[0];
                if (partition < ofTopic.length && ofTopic[partition] == NOBODY) {
                    ofTopic[partition] = index;
                    loads[index]++;
                }
            });
        }
    }

    /** Topics with many partitions for few members come first, as long as there is room to even them out. */
    private List<Uuid> hardestFirst() {
        List<Uuid> topics = new ArrayList<>(owners.keySet());
        topics.sort(Comparator.comparingDouble((Uuid topic) ->
                        -(double) owners.get(topic).length / wantedBy.get(topic).size())
                .thenComparingInt(topic -> wantedBy.get(topic).size())
                .thenComparing(topic -> topic));
        return topics;
    }

    private void handOut(Uuid topic) {
        PriorityQueue<Integer> takers = new PriorityQueue<>(byLoad);
        takers.addAll(wantedBy.get(topic));
        int[] ofTopic = owners.get(topic);
        for (int partition = 0; partition < ofTopic.length; partition++) {
            if (ofTopic[partition] == NOBODY) {
                int taker = takers.remove();
                ofTopic[partition] = taker;
                loads[taker]++;
                takers.add(taker);
            }
        }
    }

    private void balance(List<Uuid> topics) {
        boolean moved = true;
        for (int round = 0; round < ROUNDS_MAX && moved; round++) {
            moved = false;
            for (Uuid topic : topics) {
                moved |= wantedBy.get(topic).size() > 1 && new TopicBalance(topic).balance();
            }
        }
    }

    private Map<String, PartitionSet> result() {
        List<PartitionSet.Builder> shares = new ArrayList<>();
        problem.members().forEach(member -> shares.add(new PartitionSet.Builder()));
        owners.forEach((topic, ofTopic) -> {
            for (int partition = 0; partition < ofTopic.length; partition++) {
                shares.get(ofTopic[partition]).add(topic, partition);
            }
        });
        Map<String, PartitionSet> assigned = new TreeMap<>();
        for (int member = 0; member < loads.length; member++) {
            assigned.put(
                    problem.members().get(member).memberId(), shares.get(member).build());
        }
        return assigned;
    }

    /** Moves partitions of one topic. Every move brings two members closer to each other, so that it comes to an end. */
    private final class TopicBalance {
        private final int[] ofTopic;
        private final TreeSet<Integer> givers = new TreeSet<>(byLoad);
        private final TreeSet<Integer> takers = new TreeSet<>(byLoad);
        private final Map<Integer, List<Integer>> partitionsOf = new HashMap<>();

        TopicBalance(Uuid topic) {
            ofTopic = owners.get(topic);
            for (int partition = 0; partition < ofTopic.length; partition++) {
                partitionsOf
                        .computeIfAbsent(ofTopic[partition], absent -> new ArrayList<>())
                        .add(partition);
            }
            givers.addAll(partitionsOf.keySet());
            takers.addAll(wantedBy.get(topic));
        }

        /** Whether a partition was moved. */
        boolean balance() {
            boolean moved = false;
            while (!givers.isEmpty() && loads[givers.last()] - loads[takers.first()] > 1) {
                move(givers.last(), takers.first());
                moved = true;
            }
            return moved;
        }

        /** Members are sorted by what they have, so that they are taken out before it changes. */
        private void move(int giver, int taker) {
            for (int member : new int[] {giver, taker}) {
                givers.remove(member);
                takers.remove(member);
            }
            int partition = partitionsOf.get(giver).removeLast();
            partitionsOf.computeIfAbsent(taker, absent -> new ArrayList<>()).add(partition);
            ofTopic[partition] = taker;
            loads[giver]--;
            loads[taker]++;
            for (int member : new int[] {giver, taker}) {
                takers.add(member);
                if (!partitionsOf.get(member).isEmpty()) {
                    givers.add(member);
                }
            }
        }
    }
}
