package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What holds for a group at any time. */
final class GroupInvariants {
    private GroupInvariants() {}

    static void check(ClassicGroup group) {
        checkCounts(group.roster());
        checkLeader(group);
        checkWaiting(group);
        if (!group.roster().isEmpty()) {
            assertThat(group.generation().protocolType()).isPresent();
            assertThat(group.roster().commonProtocols())
                    .as("protocols that all members know")
                    .isNotEmpty();
        }
        if (group.is(ClassicState.STABLE) || group.is(ClassicState.COMPLETING_REBALANCE)) {
            assertThat(group.roster().members()).isNotEmpty();
            String protocol = group.generation().protocolName().orElseThrow();
            assertThat(group.roster().allKnow(protocol))
                    .as("all know " + protocol)
                    .isTrue();
        }
    }

    private static void checkCounts(Roster roster) {
        Map<String, Integer> supporters = new HashMap<>();
        Set<String> instances = new HashSet<>();
        int awaitingJoin = 0;
        for (ClassicMember member : roster.members()) {
            member.protocols().forEach(protocol -> supporters.merge(protocol.name(), 1, Integer::sum));
            awaitingJoin += member.awaitsJoin() ? 1 : 0;
            if (member.isStatic()) {
                String instanceId = member.instanceId().orElseThrow();
                assertThat(instances.add(instanceId))
                        .as("one member per instance")
                        .isTrue();
                assertThat(roster.memberIdOf(instanceId)).contains(member.memberId());
            }
        }
        assertThat(roster.awaitingJoin()).isEqualTo(awaitingJoin);
        supporters.forEach((name, count) -> assertThat(roster.allKnow(name)).isEqualTo(count == roster.size()));
    }

    private static void checkLeader(ClassicGroup group) {
        assertThat(group.generation().leaderId().isPresent())
                .as("a leader where there are members")
                .isEqualTo(!group.roster().isEmpty());
        group.generation()
                .leaderId()
                .ifPresent(leader -> assertThat(group.roster().contains(leader))
                        .as("the leader is a member")
                        .isTrue());
    }

    private static void checkWaiting(ClassicGroup group) {
        JoinProgress joining = group.joining();
        assertThat(group.roster().memberIds()).containsAll(joining.pendingSync());
        joining.pendingJoin()
                .forEach(id -> assertThat(group.roster().contains(id)).isFalse());
        boolean rebalancing = group.is(ClassicState.PREPARING_REBALANCE);
        if (!rebalancing) {
            assertThat(group.roster().awaitingJoin())
                    .as("waiting for a join phase that is over")
                    .isZero();
            assertThat(group.isFirstRebalance()).isFalse();
        }
        if (rebalancing || group.is(ClassicState.EMPTY)) {
            assertThat(joining.pendingSync()).isEmpty();
        }
        for (ClassicMember member : group.roster().members()) {
            if (!group.is(ClassicState.COMPLETING_REBALANCE)) {
                assertThat(member.awaitsSync()).isFalse();
            }
            assertThat(member.awaitsSync() && joining.pendingSync().contains(member.memberId()))
                    .isFalse();
        }
    }
}
