package io.ottla.controller.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Brokers handed out in turn. For each partition every broker is handed out at most once, and each partition begins one
 * further along than the one before.
 */
final class BrokerRing {
    static final int NONE = -1;

    private final List<Integer> brokers = new ArrayList<>();
    private int offset;
    private int taken;
    private int partition;

    void add(int broker) {
        brokers.add(broker);
    }

    /** Puts the brokers in order, and begins anywhere. */
    void initialize(RandomGenerator random) {
        if (!brokers.isEmpty()) {
            Collections.sort(brokers);
            offset = random.nextInt(brokers.size());
        }
    }

    void shuffle(RandomGenerator random) {
        Collections.shuffle(brokers, random);
    }

    /** The next broker for {@code forPartition}; {@link #NONE} when it got all of them. */
    int next(int forPartition) {
        if (brokers.isEmpty()) {
            return NONE;
        }
        if (partition != forPartition) {
            partition = forPartition;
            taken = 0;
            offset = (offset + 1) % brokers.size();
        }
        if (taken >= brokers.size()) {
            return NONE;
        }
        int broker = brokers.get((taken + offset) % brokers.size());
        taken++;
        return broker;
    }
}
