package io.ottla.broker.coordinator.group.consumer.assignor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.consumer.PartitionSet;
import io.ottla.wire.io.Uuid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is true of every assignment, and how ours compare with the reference's, on problems made by chance. */
class AssignorPropertiesTest {
    private static final int PROBLEMS = 400;
    private static final long SEED = 20_260_101L;

    @Test
    void everyPartitionGoesToOneMemberThatWantsIt() {
        overProblems((problem, assignor, assigned) -> assertComplete(problem, assigned));
    }

    @Test
    void rangesAreTheReferences() {
        overProblems((problem, assignor, assigned) -> {
            if (assignor instanceof RangeAssignor) {
                assertThat(assigned)
                        .isEqualTo(ReferenceAssignors.assign(
                                new org.apache.kafka.coordinator.group.assignor.RangeAssignor(), problem));
            }
        });
    }

    @Test
    void uniformSharesOfTheSameTopicsDifferByOneAtMost() {
        overProblems((problem, assignor, assigned) -> {
            if (assignor instanceof UniformAssignor && problem.isHomogeneous()) {
                int least = assigned.values().stream()
                        .mapToInt(PartitionSet::size)
                        .min()
                        .orElseThrow();
                int most = assigned.values().stream()
                        .mapToInt(PartitionSet::size)
                        .max()
                        .orElseThrow();
                assertThat(most - least).isLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void uniformSharesAreAsEvenAsTheReferencesAndMoveHardlyMore() {
        int[] moved = new int[2];
        long[] squares = new long[2];
        overProblems((problem, assignor, assigned) -> {
            if (assignor instanceof UniformAssignor) {
                Map<String, PartitionSet> theirs = ReferenceAssignors.assign(
                        new org.apache.kafka.coordinator.group.assignor.UniformAssignor(), problem);
                if (problem.isHomogeneous()) {
                    assertThat(sizes(assigned)).isEqualTo(sizes(theirs));
                }
                squares[0] += squares(assigned);
                squares[1] += squares(theirs);
                moved[0] += moved(problem, assigned);
                moved[1] += moved(problem, theirs);
            }
        });
        assertThat(squares[0]).as("imbalance").isLessThanOrEqualTo(squares[1]);
        assertThat(moved[0]).as("moved partitions").isLessThanOrEqualTo(moved[1] + moved[1] / 100);
    }

    @Test
    void nothingMovesWithoutNeed() {
        for (boolean homogeneous : List.of(true, false)) {
            RandomProblems problems = new RandomProblems(SEED);
            for (int i = 0; i < PROBLEMS; i++) {
                AssignmentProblem problem = problems.next(homogeneous);
                Map<String, PartitionSet> first = new UniformAssignor().assign(problem);
                AssignmentProblem again = holding(problem, first);
                assertThat(new UniformAssignor().assign(again)).isEqualTo(first);
            }
        }
    }

    @Test
    void aHundredMembersOfAThousandPartitions() {
        Map<Uuid, Integer> counts = new HashMap<>();
        for (int topic = 0; topic < 10; topic++) {
            counts.put(new Uuid(1, topic), 100);
        }
        List<AssignmentProblem.Member> members = IntStream.range(0, 100)
                .mapToObj(member -> new AssignmentProblem.Member(
                        "m%03d".formatted(member),
                        Optional.empty(),
                        new TreeSet<>(counts.keySet()),
                        PartitionSet.EMPTY))
                .toList();
        AssignmentProblem problem = new AssignmentProblem(members, new TreeMap<>(counts));
        Map<String, PartitionSet> assigned = new UniformAssignor().assign(problem);
        assertComplete(problem, assigned);
        assertThat(sizes(assigned)).hasSize(100).containsOnly(10);
    }

    private interface Check {
        void check(AssignmentProblem problem, Assignor assignor, Map<String, PartitionSet> assigned);
    }

    /** Each group goes through a few changes, so that there is a former assignment to keep to. */
    private static void overProblems(Check check) {
        for (Assignor assignor : List.of(new UniformAssignor(), new RangeAssignor())) {
            for (boolean homogeneous : List.of(true, false)) {
                RandomProblems problems = new RandomProblems(SEED);
                for (int i = 0; i < PROBLEMS; i++) {
                    AssignmentProblem problem = problems.next(homogeneous);
                    for (int change = 0; change < 4; change++) {
                        Map<String, PartitionSet> assigned = assignor.assign(problem);
                        check.check(problem, assignor, assigned);
                        problem = problems.after(problem, assigned, homogeneous);
                    }
                }
            }
        }
    }

    private static AssignmentProblem holding(AssignmentProblem problem, Map<String, PartitionSet> held) {
        return new AssignmentProblem(
                problem.members().stream()
                        .map(member -> new AssignmentProblem.Member(
                                member.memberId(), member.instanceId(), member.topics(), held.get(member.memberId())))
                        .toList(),
                problem.partitionCounts());
    }

    private static void assertComplete(AssignmentProblem problem, Map<String, PartitionSet> assigned) {
        Map<String, AssignmentProblem.Member> members = problem.members().stream()
                .collect(Collectors.toMap(AssignmentProblem.Member::memberId, member -> member));
        assertThat(assigned.keySet()).isEqualTo(members.keySet());
        Map<Uuid, TreeSet<Integer>> seen = new HashMap<>();
        assigned.forEach((memberId, partitions) -> partitions.forEach((topic, partition) -> {
            assertThat(members.get(memberId).topics()).contains(topic);
            boolean isFirst =
                    seen.computeIfAbsent(topic, absent -> new TreeSet<>()).add(partition);
            assertThat(isFirst).as("%s-%d is given once", topic, partition).isTrue();
        }));
        problem.partitionCounts().forEach((topic, count) -> {
            boolean isWanted = problem.members().stream()
                    .anyMatch(member -> member.topics().contains(topic));
            int given = seen.getOrDefault(topic, new TreeSet<>()).size();
            assertThat(given).as("partitions of %s", topic).isEqualTo(isWanted ? count : 0);
        });
    }

    private static List<Integer> sizes(Map<String, PartitionSet> assigned) {
        return assigned.values().stream().map(PartitionSet::size).sorted().toList();
    }

    private static long squares(Map<String, PartitionSet> assigned) {
        return assigned.values().stream()
                .mapToLong(share -> (long) share.size() * share.size())
                .sum();
    }

    /** How many partitions changed hands that could have stayed. */
    private static int moved(AssignmentProblem problem, Map<String, PartitionSet> assigned) {
        int[] moved = new int[1];
        for (AssignmentProblem.Member member : problem.members()) {
            member.former().forEach((topic, partition) -> {
                boolean isLost = member.topics().contains(topic)
                        && !assigned.get(member.memberId()).contains(topic, partition);
                moved[0] += isLost ? 1 : 0;
            });
        }
        return moved[0];
    }
}
