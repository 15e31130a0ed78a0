package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.ReplicaList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.controller.PartitionChangeBuilder;
import org.apache.kafka.metadata.PartitionRegistration;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random partitions and changes, decided here and by the reference. */
final class PartitionChangeTest {
    private static final int ROUNDS = 500;

    @RepeatedTest(4)
    void decidesAsTheReferenceDoes(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Scenario scenario = Scenario.random(random);
            assertThat(scenario.ours())
                    .as("seed %d, round %d: %s", seed, round, scenario)
                    .isEqualTo(scenario.reference());
        }
    }

    /**
     * A partition, and what is to become of it.
     *
     * @param epochBump whether the metadata.version is one that raises the leader epoch when a replica leaves
     */
    private record Scenario(
            List<Integer> replicas,
            List<Integer> isr,
            List<Integer> elr,
            List<Integer> lastKnownElr,
            int leader,
            boolean recovering,
            List<Integer> targetIsr,
            int uncleanShutdown,
            List<Integer> acceptable,
            boolean hasElr,
            int minIsr,
            boolean unclean,
            boolean epochBump) {

        static Scenario random(Random random) {
            List<Integer> replicas = subset(random, List.of(1, 2, 3, 4, 5), 1);
            List<Integer> isr = subset(random, replicas, 0);
            List<Integer> outside = new ArrayList<>(replicas);
            outside.removeAll(isr);
            List<Integer> elr = subset(random, outside, 0);
            outside.removeAll(elr);
            List<Integer> lastKnown = subset(random, outside, 0);
            int leader = isr.isEmpty() || random.nextInt(4) == 0 ? -1 : isr.get(random.nextInt(isr.size()));
            int uncleanShutdown = random.nextInt(3) == 0 ? replicas.get(random.nextInt(replicas.size())) : -1;
            List<Integer> targetIsr = random.nextBoolean() ? new ArrayList<>(isr) : subset(random, isr, 0);
            targetIsr.remove((Object) uncleanShutdown);
            boolean epochBump = random.nextInt(4) == 0;
            return new Scenario(
                    replicas,
                    isr,
                    elr,
                    lastKnown,
                    leader,
                    random.nextInt(4) == 0,
                    targetIsr,
                    uncleanShutdown,
                    subset(random, replicas, 0),
                    !epochBump && random.nextInt(4) != 0,
                    1 + random.nextInt(replicas.size()),
                    random.nextInt(3) == 0,
                    epochBump);
        }

        private static List<Integer> subset(Random random, List<Integer> from, int atLeast) {
            List<Integer> chosen = new ArrayList<>();
            for (int id : from) {
                if (random.nextBoolean()) {
                    chosen.add(id);
                }
            }
            while (chosen.size() < atLeast) {
                int id = from.get(random.nextInt(from.size()));
                if (!chosen.contains(id)) {
                    chosen.add(id);
                }
            }
            return chosen;
        }

        String ours() {
            var partition = new io.ottla.controller.image.PartitionRegistration(
                    ReplicaList.from(replicas),
                    replicas.stream()
                            .map(id -> new io.ottla.wire.io.Uuid(1, id))
                            .toList(),
                    ReplicaList.from(isr),
                    ReplicaList.EMPTY,
                    ReplicaList.EMPTY,
                    ReplicaList.from(elr),
                    ReplicaList.from(lastKnownElr),
                    leader,
                    recovering
                            ? io.ottla.controller.image.LeaderRecoveryState.RECOVERING
                            : io.ottla.controller.image.LeaderRecoveryState.RECOVERED,
                    7,
                    9);
            PartitionChange change = new PartitionChange(
                    partition,
                    ReplicaList.from(targetIsr),
                    uncleanShutdown,
                    acceptable::contains,
                    new PartitionChange.Rules(hasElr, minIsr, unclean, epochBump));
            return change.record()
                    .map(record -> String.format(
                            "isr %s leader %d elr %s last %s recovery %d",
                            record.isr(),
                            record.leader(),
                            record.eligibleLeaderReplicas(),
                            record.lastKnownElr(),
                            record.leaderRecoveryState()))
                    .orElse("nothing");
        }

        String reference() {
            PartitionRegistration partition = new PartitionRegistration(new PartitionRecord()
                    .setReplicas(replicas)
                    .setDirectories(replicas.stream().map(id -> new Uuid(1, id)).toList())
                    .setIsr(isr)
                    .setRemovingReplicas(List.of())
                    .setAddingReplicas(List.of())
                    .setEligibleLeaderReplicas(elr)
                    .setLastKnownElr(lastKnownElr)
                    .setLeader(leader)
                    .setLeaderRecoveryState((byte) (recovering ? 1 : 0))
                    .setLeaderEpoch(7)
                    .setPartitionEpoch(9));
            PartitionChangeBuilder builder = new PartitionChangeBuilder(
                    partition,
                    new Uuid(5, 5),
                    0,
                    acceptable::contains,
                    epochBump ? MetadataVersion.IBP_3_5_IV2 : MetadataVersion.LATEST_PRODUCTION,
                    minIsr,
                    hasElr);
            builder.setTargetIsr(new ArrayList<>(targetIsr)).setDefaultDirProvider(id -> new Uuid(1, id));
            if (unclean) {
                builder.setElection(PartitionChangeBuilder.Election.UNCLEAN);
            }
            if (uncleanShutdown != -1) {
                builder.setUncleanShutdownReplicas(Arrays.asList(uncleanShutdown));
            }
            return Optional.of(builder.build())
                    .get()
                    .map(built -> (org.apache.kafka.common.metadata.PartitionChangeRecord) built.message())
                    .map(record -> String.format(
                            "isr %s leader %d elr %s last %s recovery %d",
                            record.isr(),
                            record.leader(),
                            record.eligibleLeaderReplicas(),
                            record.lastKnownElr(),
                            record.leaderRecoveryState()))
                    .orElse("nothing");
        }
    }
}
