package io.ottla.broker.coordinator.group.consumer.assignor;

import io.ottla.broker.coordinator.group.consumer.PartitionSet;
import io.ottla.broker.coordinator.group.consumer.assignor.AssignmentProblem.Member;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Problems for assignors, made by chance. */
final class RandomProblems {
    private final Random random;
    private int newcomersEver;

    RandomProblems(long seed) {
        this.random = new Random(seed);
    }

    AssignmentProblem next(boolean homogeneous) {
        SortedMap<Uuid, Integer> counts = new TreeMap<>();
        int topics = 1 + random.nextInt(6);
        for (int topic = 0; topic < topics; topic++) {
            counts.put(new Uuid(1, topic), random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(20));
        }
        List<Member> members = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        for (int member = 0; member < size; member++) {
            SortedSet<Uuid> wanted = homogeneous ? new TreeSet<>(counts.keySet()) : some(counts.keySet());
            Optional<String> instance =
                    random.nextInt(4) == 0 ? Optional.of("i" + random.nextInt(100) + "-" + member) : Optional.empty();
            members.add(new Member("m%02d".formatted(member), instance, wanted, PartitionSet.EMPTY));
        }
        return ofWanted(members, counts);
    }

    private SortedSet<Uuid> some(Iterable<Uuid> all) {
        SortedSet<Uuid> some = new TreeSet<>();
        for (Uuid each : all) {
            if (random.nextBoolean()) {
                some.add(each);
            }
        }
        return some;
    }

    /** A problem has the topics that somebody wants, and no others. */
    private static AssignmentProblem ofWanted(List<Member> members, SortedMap<Uuid, Integer> counts) {
        SortedMap<Uuid, Integer> wanted = new TreeMap<>(counts);
        wanted.keySet()
                .retainAll(members.stream()
                        .flatMap(member -> member.topics().stream())
                        .toList());
        return new AssignmentProblem(members, wanted);
    }

    /** The same group a little later: some members are gone, some are new, and everybody has what they were assigned. */
    AssignmentProblem after(AssignmentProblem before, Map<String, PartitionSet> assigned, boolean homogeneous) {
        List<Member> members = new ArrayList<>();
        for (Member member : before.members()) {
            if (random.nextInt(5) > 0) {
                SortedSet<Uuid> topics = homogeneous || random.nextInt(3) > 0
                        ? member.topics()
                        : some(before.partitionCounts().keySet());
                members.add(
                        new Member(member.memberId(), member.instanceId(), topics, assigned.get(member.memberId())));
            }
        }
        int newcomers = random.nextInt(3) + (members.isEmpty() ? 1 : 0);
        for (int i = 0; i < newcomers; i++) {
            SortedSet<Uuid> topics = homogeneous
                    ? before.members().getFirst().topics()
                    : some(before.partitionCounts().keySet());
            members.add(new Member(
                    "n%02d-%d".formatted(random.nextInt(100), ++newcomersEver),
                    Optional.empty(),
                    topics,
                    PartitionSet.EMPTY));
        }
        members.sort((one, other) -> one.memberId().compareTo(other.memberId()));
        return ofWanted(members, before.partitionCounts());
    }
}
