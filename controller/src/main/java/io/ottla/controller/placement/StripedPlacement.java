package io.ottla.controller.placement;

import io.ottla.controller.image.ReplicaList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Spreads replicas over racks, and over the brokers within a rack, in stripes, as the reference does: the replicas of a
 * partition come from one rack after the other, and the next partition begins one rack, and one broker, further on. With
 * racks A, B and C of three brokers each:
 *
 * <pre>
 *   partition 0   A0 B0 C0
 *   partition 1   B1 C1 A1
 *   partition 2   C2 A2 B2
 * </pre>
 *
 * <p>Where the stripes begin is left to chance. The first replica, which will lead, is never on a fenced broker; no broker
 * gets two replicas of a partition. After as many partitions as there are unfenced brokers all is shuffled, so that the
 * same brokers do not follow on each other for ever.
 */
public final class StripedPlacement {
    private static final Comparator<Optional<String>> NO_RACK_FIRST = Comparator.comparing(rack -> rack.orElse(""));

    private final RandomGenerator random;
    private final List<Rack> racks;
    private final int brokerCount;
    private final int unfencedCount;
    private int firstRack;
    private int partition;

    private StripedPlacement(Collection<UsableBroker> brokers, RandomGenerator random) {
        this.random = random;
        TreeMap<Optional<String>, Rack> byName = new TreeMap<>(NO_RACK_FIRST);
        int unfenced = 0;
        for (UsableBroker broker : brokers) {
            byName.computeIfAbsent(broker.rack(), name -> new Rack()).add(broker);
            unfenced += broker.fenced() ? 0 : 1;
        }
        this.racks = new ArrayList<>(byName.values());
        this.brokerCount = brokers.size();
        this.unfencedCount = unfenced;
        for (Rack rack : racks) {
            rack.initialize(random);
        }
        this.firstRack = racks.isEmpty() ? 0 : random.nextInt(racks.size());
    }

    /**
     * The replicas of {@code partitions} new partitions, {@code replicationFactor} of each.
     *
     * @throws PlacementException when there are too few brokers
     */
    public static List<ReplicaList> place(
            Collection<UsableBroker> brokers, int partitions, int replicationFactor, RandomGenerator random)
            throws PlacementException {
        StripedPlacement placement = new StripedPlacement(brokers, random);
        placement.check(replicationFactor);
        List<ReplicaList> placed = new ArrayList<>(partitions);
        for (int index = 0; index < partitions; index++) {
            placed.add(placement.next(replicationFactor));
        }
        return placed;
    }

    private void check(int replicationFactor) throws PlacementException {
        if (replicationFactor <= 0) {
            throw new PlacementException(
                    "Invalid replication factor " + replicationFactor + ": the replication factor must be positive.");
        }
        if (unfencedCount == 0) {
            throw new PlacementException(
                    "All brokers are currently fenced, or have all their log directories cordoned.");
        }
        if (replicationFactor > brokerCount) {
            throw new PlacementException("The target replication factor of " + replicationFactor
                    + " cannot be reached because only " + brokerCount
                    + " broker(s) are registered or some brokers have all their log directories cordoned.");
        }
    }

    private ReplicaList next(int replicationFactor) {
        if (partition == unfencedCount && unfencedCount > 1) {
            shuffle();
            partition = 0;
        }
        if (firstRack == racks.size()) {
            firstRack = 0;
        }
        int[] replicas = new int[replicationFactor];
        int leaderRack = firstRack;
        replicas[0] = racks.get(leaderRack).nextUnfenced(partition);
        while (replicas[0] == BrokerRing.NONE) {
            leaderRack = after(leaderRack);
            replicas[0] = racks.get(leaderRack).nextUnfenced(partition);
        }
        followers(replicas, leaderRack);
        partition++;
        firstRack++;
        return ReplicaList.of(replicas);
    }

    /** The leader's rack is left out once, when the round first comes by. */
    private void followers(int[] replicas, int leaderRack) {
        boolean passedLeader = false;
        int rack = firstRack;
        for (int index = 1; index < replicas.length; index++) {
            int broker = BrokerRing.NONE;
            while (broker == BrokerRing.NONE) {
                if (rack == leaderRack && !passedLeader) {
                    passedLeader = true;
                } else {
                    broker = racks.get(rack).next(partition);
                }
                rack = after(rack);
            }
            replicas[index] = broker;
        }
    }

    private int after(int rack) {
        return rack + 1 == racks.size() ? 0 : rack + 1;
    }

    private void shuffle() {
        Collections.shuffle(racks, random);
        for (Rack rack : racks) {
            rack.shuffle(random);
        }
    }
}
