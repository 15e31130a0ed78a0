package io.ottla.broker.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.OffsetCommitRequest;
import io.ottla.wire.message.OffsetFetchRequest;
import io.ottla.wire.message.OffsetFetchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Members of both protocols that crash, lag, repeat themselves and lose answers, and a coordinator that may move at any point.
 * After every event no partition has two owners, epochs do not go back, and the log tells all that is known; and once all is
 * quiet, every partition has an owner.
 *
 * <p>More seeds: {@code -Dottla.simulation.seeds=5000}, and from another one on: {@code -Dottla.simulation.seed=...}.
 */
class GroupSimulationTest {
    private static final int PARTITIONS = 7;
    private static final int STEPS = 250;
    private static final List<String> GROUPS = List.of("classic", "consumer", "mixed");

    static LongStream seeds() {
        long first = Long.getLong("ottla.simulation.seed", 1);
        return LongStream.range(first, first + Long.getLong("ottla.simulation.seeds", 500));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void groupsHoldTogether(long seed) {
        Simulation simulation = new Simulation(seed);
        for (int step = 0; step < STEPS; step++) {
            simulation.step();
        }
        simulation.quieten();
    }

    private static final class Simulation {
        private final Random random;
        private final MachineRun run;
        private final GroupChecks checks;
        private final List<SimulatedMember> members = new ArrayList<>();
        private final Uuid topicId;
        private long committed = -1;

        private Simulation(long seed) {
            this.random = new Random(seed);
            this.run = new MachineRun(seed);
            this.checks = new GroupChecks(run, GROUPS);
            this.topicId = run.createTopic("topic", PARTITIONS);
            for (int i = 0; i < 3; i++) {
                members.add(new ClassicSimulatedMember(run, "classic", "topic", PARTITIONS));
                members.add(new ConsumerSimulatedMember(run, "consumer", "topic", "consumer " + i));
            }
            members.add(new ClassicSimulatedMember(run, "mixed", "topic", PARTITIONS));
            members.add(new ClassicSimulatedMember(run, "mixed", "topic", PARTITIONS));
            members.add(new ConsumerSimulatedMember(run, "mixed", "topic", "mixed"));
        }

        private void step() {
            SimulatedMember member = members.get(random.nextInt(members.size()));
            switch (random.nextInt(40)) {
                case 0 -> run.restart();
                case 1 -> member.crash();
                case 2 -> member.leave();
                case 3 -> member.loseNextAnswer();
                case 4, 5 -> member.repeat();
                case 6 -> commit();
                case 7 -> run.advance(random.nextInt(30_000));
                case 8, 9, 10, 11 -> run.advance(random.nextInt(2_000));
                default -> member.step();
            }
            checks.check();
            assertThat(fetched()).isEqualTo(committed);
        }

        private void commit() {
            committed++;
            run.ask(
                    10,
                    new OffsetCommitRequest()
                            .groupId("outsiders")
                            .topics(List.of(new OffsetCommitRequest.OffsetCommitRequestTopic()
                                    .name("topic")
                                    .topicId(topicId)
                                    .partitions(List.of(new OffsetCommitRequest.OffsetCommitRequestPartition()
                                            .partitionIndex(0)
                                            .committedOffset(committed))))));
        }

        private long fetched() {
            OffsetFetchRequest request = new OffsetFetchRequest()
                    .groups(List.of(new OffsetFetchRequest.OffsetFetchRequestGroup()
                            .groupId("outsiders")
                            .topics(List.of(new OffsetFetchRequest.OffsetFetchRequestTopics()
                                    .name("topic")
                                    .topicId(topicId)
                                    .partitionIndexes(List.of(0))))));
            return ((OffsetFetchResponse) run.ask(10, request))
                    .groups()
                    .getFirst()
                    .topics()
                    .getFirst()
                    .partitions()
                    .getFirst()
                    .committedOffset();
        }

        /** Nothing goes wrong any more: every partition finds its owner. */
        private void quieten() {
            for (int round = 0; round < 120; round++) {
                members.forEach(SimulatedMember::step);
                run.advance(1_000);
            }
            checks.checkAfterMuchHasHappened();
            List<Integer> all = IntStream.range(0, PARTITIONS).boxed().toList();
            for (String groupId : GROUPS) {
                assertThat(checks.owned(groupId)).as("owned in %s", groupId).containsExactlyInAnyOrderElementsOf(all);
            }
        }
    }
}
