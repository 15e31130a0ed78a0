package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Members that join, leave, crash, stall, lose answers, send things twice and change their minds, while topics come and grow and
 * coordinators take over from each other. After every event no partition is with two members, epochs have not gone back, and the
 * coordinator's log leads to the coordinator's state; left in peace, everybody comes to hold their target.
 */
class ConsumerGroupSimulationTest {
    private static final int SEEDS = Integer.getInteger("ottla.sim.seeds", 1000);
    private static final long FIRST_SEED = Long.getLong("ottla.sim.seed", 1);
    private static final int STEPS = 150;

    @Test
    void noPartitionIsWithTwoMembersAndAllComeToTheirTargets() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            try {
                new Run(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " (-Dottla.sim.seed=" + seed + "): " + e.getMessage(), e);
            }
        }
    }

    private static final class Run {
        private final Random random;
        private final Coordinator coordinator;
        private final Map<String, SimulatedMember> members = new LinkedHashMap<>();
        private final Map<String, Integer> partitions = new LinkedHashMap<>();
        private int membersEver;
        private int groupEpoch;

        Run(long seed) {
            random = new Random(seed);
            int intervalMs = random.nextBoolean() ? 0 : 1000;
            coordinator = new Coordinator(Coordinator.SETTINGS, new ConsumerGroupTiming(45_000, 5_000, intervalMs));
            coordinator.afterEachEvent(after -> check());
        }

        void run() {
            grow("t0", 1 + random.nextInt(8));
            for (int step = 0; step < STEPS; step++) {
                step();
                check();
            }
            settleDown();
        }

        private void step() {
            switch (random.nextInt(24)) {
                case 0, 1 -> join();
                case 2 -> pick().ifPresent(this::crash);
                case 3 -> pick().ifPresent(this::leave);
                case 4 -> pick().ifPresent(member -> member.wants(someTopics(), someRegex()));
                case 5 -> grow("t" + random.nextInt(4), random.nextInt(3) + 1);
                case 6 -> coordinator.failOver();
                case 7, 8 -> coordinator.advance(random.nextInt(12_000));
                case 9, 10 -> pick().ifPresent(this::loseAnswer);
                case 11 -> pick().ifPresent(this::sendTwice);
                case 12, 13, 14, 15 -> pick().ifPresent(SimulatedMember::settle);
                default -> pick().ifPresent(this::beat);
            }
        }

        private Optional<SimulatedMember> pick() {
            List<SimulatedMember> all = new ArrayList<>(members.values());
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }

        private List<String> someTopics() {
            TreeSet<String> topics = new TreeSet<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                topics.add("t" + random.nextInt(4));
            }
            return List.copyOf(topics);
        }

        private String someRegex() {
            return random.nextInt(4) == 0 ? "t[0-" + random.nextInt(4) + "]" : "";
        }

        private void grow(String topic, int by) {
            coordinator.topic(topic, partitions.merge(topic, by, Integer::sum));
        }

        private void join() {
            if (members.size() < 6) {
                String memberId = "m" + ++membersEver;
                Optional<String> instance =
                        random.nextInt(3) == 0 ? Optional.of("i" + random.nextInt(3)) : Optional.empty();
                members.put(memberId, new SimulatedMember(memberId, instance, someTopics()));
            }
        }

        private void crash(SimulatedMember member) {
            members.remove(member.memberId);
        }

        private void leave(SimulatedMember member) {
            deliverAll(member);
            members.remove(member.memberId);
            if (member.epoch > 0) {
                boolean comesBack = member.instanceId.isPresent() && random.nextBoolean();
                coordinator.heartbeat(new ConsumerGroupHeartbeatRequest()
                        .groupId("g")
                        .memberId(member.memberId)
                        .instanceId(member.instanceId.orElse(null))
                        .memberEpoch(comesBack ? -2 : -1));
            }
        }

        private void beat(SimulatedMember member) {
            if (member.awaited != null) {
                member.timeOut();
            }
            member.send();
            deliverAll(member);
        }

        /** The request may come to the coordinator before the next one, or with the next one, and its answer does not. */
        private void loseAnswer(SimulatedMember member) {
            member.send();
            if (random.nextBoolean()) {
                deliverAll(member, false);
            }
            member.timeOut();
        }

        private void sendTwice(SimulatedMember member) {
            member.send();
            member.onTheWay.add(member.awaited);
            deliverAll(member);
        }

        private void deliverAll(SimulatedMember member) {
            deliverAll(member, true);
        }

        private void deliverAll(SimulatedMember member, boolean answers) {
            while (!member.onTheWay.isEmpty()) {
                ConsumerGroupHeartbeatRequest request = member.onTheWay.remove();
                ConsumerGroupHeartbeatResponse response = coordinator.heartbeat(request);
                if (answers) {
                    member.answered(request, response);
                    check();
                }
            }
        }

        private void check() {
            Optional<ConsumerGroup> group = coordinator.groups().find("g");
            if (group.isEmpty()) {
                return;
            }
            assertThat(group.get().epoch()).as("group epoch").isGreaterThanOrEqualTo(groupEpoch);
            groupEpoch = group.get().epoch();
            Map<String, String> owners = new HashMap<>();
            for (SimulatedMember member : members.values()) {
                // One that the coordinator gave up on finds out with its next heartbeat; until then it is none of the
                // group.
                if (member.epoch > 0 && group.get().member(member.memberId).isPresent()) {
                    for (String partition : member.owned) {
                        String other = owners.put(partition, member.memberId);
                        assertThat(other)
                                .as("another owner of %s than %s", partition, member.memberId)
                                .isNull();
                    }
                }
            }
        }

        private void settleDown() {
            for (int round = 0; round < 40; round++) {
                coordinator.advance(round < 12 ? 5_000 : 1_500);
                for (SimulatedMember member : List.copyOf(members.values())) {
                    member.settle();
                    beat(member);
                    check();
                }
            }
            if (members.isEmpty()) {
                return;
            }
            ConsumerGroup group = coordinator.group("g");
            TreeSet<String> held = new TreeSet<>();
            TreeSet<String> wanted = new TreeSet<>();
            for (SimulatedMember member : members.values()) {
                if (isShadowed(group, member)) {
                    continue;
                }
                TreeSet<String> target = new TreeSet<>();
                group.target(member.memberId).forEach((topic, partition) -> target.add(topic + " " + partition));
                assertThat(member.owned)
                        .as("%s holds its target", member.memberId)
                        .isEqualTo(target);
                held.addAll(member.owned);
                wanted.addAll(wantedBy(member));
            }
            assertThat(group.state()).isEqualTo(GroupState.STABLE);
            assertThat(held).isEqualTo(wanted);
        }

        /** Of several with the same instance id one is the group's. */
        private static boolean isShadowed(ConsumerGroup group, SimulatedMember member) {
            return group.member(member.memberId).isEmpty();
        }

        private TreeSet<String> wantedBy(SimulatedMember member) {
            TreeSet<String> wanted = new TreeSet<>();
            partitions.forEach((topic, count) -> {
                boolean matches = !member.regex.isEmpty() && topic.matches(member.regex);
                if (member.topics.contains(topic) || matches) {
                    for (int partition = 0; partition < count; partition++) {
                        wanted.add(TestTopics.id(topic) + " " + partition);
                    }
                }
            });
            return wanted;
        }
    }
}
