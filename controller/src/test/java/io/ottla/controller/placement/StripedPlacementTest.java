package io.ottla.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.controller.image.ReplicaList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.placement.ClusterDescriber;
import org.apache.kafka.metadata.placement.PartitionAssignment;
import org.apache.kafka.metadata.placement.PlacementSpec;
import org.apache.kafka.metadata.placement.StripedReplicaPlacer;
import org.junit.jupiter.api.Test;

final class StripedPlacementTest {

    private static UsableBroker broker(int id, String rack, boolean fenced) {
        return new UsableBroker(id, Optional.ofNullable(rack), fenced);
    }

    private static List<UsableBroker> brokers(int count) {
        List<UsableBroker> brokers = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            brokers.add(broker(id, null, id % 5 == 4));
        }
        return brokers;
    }

    @Test
    void withoutRacksItPlacesAsTheReferenceDoes() throws PlacementException {
        for (long seed = 0; seed < 200; seed++) {
            Random chance = new Random(seed);
            int count = 1 + chance.nextInt(12);
            int partitions = 1 + chance.nextInt(30);
            int replicationFactor = 1 + chance.nextInt(count);
            List<UsableBroker> brokers = brokers(count);

            List<ReplicaList> ours = StripedPlacement.place(brokers, partitions, replicationFactor, new Random(seed));

            assertThat(ours.stream().map(ReplicaList::toList))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(reference(brokers, partitions, replicationFactor, seed));
        }
    }

    private static List<List<Integer>> reference(
            List<UsableBroker> brokers, int partitions, int replicationFactor, long seed) {
        ClusterDescriber describer = new ClusterDescriber() {
            @Override
            public java.util.Iterator<org.apache.kafka.metadata.placement.UsableBroker> usableBrokers() {
                return brokers.stream()
                        .map(broker -> new org.apache.kafka.metadata.placement.UsableBroker(
                                broker.id(), broker.rack(), broker.fenced()))
                        .iterator();
            }

            @Override
            public Uuid defaultDir(int brokerId) {
                return new Uuid(1, brokerId);
            }
        };
        return new StripedReplicaPlacer(new Random(seed))
                .place(new PlacementSpec(0, partitions, (short) replicationFactor), describer).assignments().stream()
                        .map(PartitionAssignment::replicas)
                        .toList();
    }

    @Test
    void spreadsReplicasOverRacks() throws PlacementException {
        List<UsableBroker> brokers = new ArrayList<>();
        for (int id = 0; id < 9; id++) {
            brokers.add(broker(id, "rack-" + id % 3, false));
        }
        for (long seed = 0; seed < 50; seed++) {
            for (ReplicaList replicas : StripedPlacement.place(brokers, 9, 3, new Random(seed))) {
                Set<Integer> racks = new HashSet<>();
                replicas.toList().forEach(id -> racks.add(id % 3));
                assertThat(racks).as("seed %d: %s", seed, replicas).hasSize(3);
            }
        }
    }

    @Test
    void givesEveryBrokerItsShare() throws PlacementException {
        List<UsableBroker> brokers = new ArrayList<>();
        for (int id = 0; id < 6; id++) {
            brokers.add(broker(id, "rack-" + id % 2, false));
        }
        int[] led = new int[6];
        int[] held = new int[6];
        for (ReplicaList replicas : StripedPlacement.place(brokers, 60, 2, new Random(1))) {
            led[replicas.get(0)]++;
            replicas.toList().forEach(id -> held[id]++);
        }

        assertThat(led).containsOnly(10);
        assertThat(held).containsOnly(20);
    }

    @Test
    void neverRepeatsABrokerAndNeverLeadsOnAFencedOne() throws PlacementException {
        for (long seed = 0; seed < 300; seed++) {
            Random chance = new Random(seed);
            List<UsableBroker> brokers = new ArrayList<>();
            Set<Integer> fenced = new HashSet<>();
            int count = 2 + chance.nextInt(8);
            for (int id = 0; id < count; id++) {
                boolean isFenced = id > 0 && chance.nextInt(3) == 0;
                if (isFenced) {
                    fenced.add(id);
                }
                brokers.add(broker(id, chance.nextBoolean() ? "r" + chance.nextInt(3) : null, isFenced));
            }
            int replicationFactor = 1 + chance.nextInt(count);
            for (ReplicaList replicas : StripedPlacement.place(brokers, 12, replicationFactor, chance)) {
                assertThat(replicas.toList()).as("seed %d", seed).doesNotHaveDuplicates();
                assertThat(replicas.size()).isEqualTo(replicationFactor);
                assertThat(fenced).doesNotContain(replicas.get(0));
            }
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> StripedPlacement.place(brokers(2), 1, 3, new Random(1)))
                .isInstanceOf(PlacementException.class)
                .hasMessage("The target replication factor of 3 cannot be reached because only 2 broker(s) are"
                        + " registered or some brokers have all their log directories cordoned.");
        assertThatThrownBy(() -> StripedPlacement.place(List.of(broker(1, null, true)), 1, 1, new Random(1)))
                .isInstanceOf(PlacementException.class)
                .hasMessage("All brokers are currently fenced, or have all their log directories cordoned.");
    }
}
