package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.UnsupportedAssignorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who decides how partitions are shared, and how they are shared then. */
class AssignorTest extends OnBothTargets {
    private String left;
    private String right;
    private List<TopicPartition> all;
    private Group group;

    @BeforeEach
    void createTwoTopicsOfThreePartitions() {
        left = uniqueTopic("assigned");
        right = uniqueTopic("assigned");
        all = new ArrayList<>(Group.partitions(left, 3));
        all.addAll(Group.partitions(right, 3));
        Clients.createTopic(target, left, 3, Map.of());
        Clients.createTopic(target, right, 3, Map.of());
    }

    @AfterEach
    void close() {
        group.close();
    }

    private Group group(GroupKind kind) {
        group = new Group(target, kind, "group-of-" + left);
        return group;
    }

    private Member join(String name, Map<String, Object> settings) {
        return group.join(name, Subscription.to(left, right), settings);
    }

    private Set<TopicPartition> of(int... partitions) {
        Set<TopicPartition> wanted = new HashSet<>();
        for (int partition : partitions) {
            wanted.add(new TopicPartition(left, partition));
            wanted.add(new TopicPartition(right, partition));
        }
        return wanted;
    }

    private Set<Set<TopicPartition>> shares(Member... members) {
        Set<Set<TopicPartition>> shares = new HashSet<>();
        for (Member member : members) {
            shares.add(member.assignment());
        }
        return shares;
    }

    @Test
    void rangeOfTheClientGivesEachMemberTheSamePartitionsOfEveryTopic() {
        group(GroupKind.RANGE);
        Member a = join("a", Map.of());
        Member b = join("b", Map.of());
        group.awaitShared(all, a, b);
        assertThat(shares(a, b)).isEqualTo(Set.of(of(0, 1), of(2)));
    }

    @Test
    void rangeOfTheBrokerGivesEachMemberTheSamePartitionsOfEveryTopic() {
        group(GroupKind.CONSUMER);
        Map<String, Object> range = Map.of("group.remote.assignor", "range");
        Member a = join("a", range);
        Member b = join("b", range);
        group.awaitShared(all, a, b);
        assertThat(shares(a, b)).isEqualTo(Set.of(of(0, 1), of(2)));
    }

    @Test
    void uniformOfTheBrokerGivesEachMemberTheSameNumber() {
        group(GroupKind.CONSUMER);
        Map<String, Object> uniform = Map.of("group.remote.assignor", "uniform");
        Member a = join("a", uniform);
        Member b = join("b", uniform);
        group.awaitEvenlyShared(all, a, b);
        assertThat(a.assignment()).hasSize(3);
    }

    @Test
    void uniformMovesNoMoreThanItMust() {
        group(GroupKind.CONSUMER);
        Member a = join("a", Map.of());
        Member b = join("b", Map.of());
        group.awaitEvenlyShared(all, a, b);
        Set<TopicPartition> ofA = a.assignment();
        Set<TopicPartition> ofB = b.assignment();
        Member c = join("c", Map.of());
        group.awaitEvenlyShared(all, a, b, c);
        assertThat(ofA).containsAll(a.assignment());
        assertThat(ofB).containsAll(b.assignment());
        assertThat(c.assignment()).hasSize(2);
    }

    @Test
    void anAssignorTheBrokerDoesNotHave() {
        group(GroupKind.CONSUMER);
        Member bad = join("bad", Map.of("group.remote.assignor", "no-such"));
        assertThat(bad.awaitFailure(Group.SOON)).isInstanceOf(UnsupportedAssignorException.class);
    }

    @Test
    void classicMembersAgreeOnAnAssignorThatAllHave() {
        group(GroupKind.RANGE);
        String strategy = "partition.assignment.strategy";
        String range = RangeAssignor.class.getName();
        String roundRobin = RoundRobinAssignor.class.getName();
        Member a = join("a", Map.of(strategy, range + "," + roundRobin));
        group.awaitShared(all, a);
        Member b = join("b", Map.of(strategy, roundRobin));
        group.awaitEvenlyShared(all, a, b);
        assertThat(a.assignment()).as("round robin, not range").hasSize(3);
    }

    @Test
    void aClassicMemberThatHasNoAssignorInCommonIsRefused() {
        group(GroupKind.RANGE);
        Member a = join("a", Map.of());
        group.awaitShared(all, a);
        Member other = join("other", Map.of("partition.assignment.strategy", RoundRobinAssignor.class.getName()));
        assertThat(other.awaitFailure(Group.SOON)).isInstanceOf(InconsistentGroupProtocolException.class);
        assertThat(a.assignment()).hasSize(6);
    }

    /** The documented way of going from eager to cooperative: two rounds of restarts, and nobody is left out. */
    @Test
    void aGroupGoesFromEagerToCooperativeWhileItRuns() {
        group(GroupKind.RANGE);
        String strategy = "partition.assignment.strategy";
        String both = CooperativeStickyAssignor.class.getName() + "," + RangeAssignor.class.getName();
        try (Feed feed = new Feed(target, all)) {
            Member eager = join("eager", Map.of());
            group.awaitShared(all, eager);
            Member bridge = join("bridge", Map.of(strategy, both));
            group.awaitShared(all, eager, bridge);
            eager.close();
            group.awaitShared(all, bridge);
            Member cooperative = join("cooperative", Map.of(strategy, CooperativeStickyAssignor.class.getName()));
            group.awaitShared(all, bridge, cooperative);
            group.finish(feed);
        }
    }
}
