package io.ottla.controller.placement;

import java.util.random.RandomGenerator;

/** The brokers of one rack; those without a rack make up one of their own. */
final class Rack {
    private final BrokerRing unfenced = new BrokerRing();
    private final BrokerRing fenced = new BrokerRing();

    void add(UsableBroker broker) {
        (broker.fenced() ? fenced : unfenced).add(broker.id());
    }

    void initialize(RandomGenerator random) {
        fenced.initialize(random);
        unfenced.initialize(random);
    }

    void shuffle(RandomGenerator random) {
        fenced.shuffle(random);
        unfenced.shuffle(random);
    }

    int nextUnfenced(int partition) {
        return unfenced.next(partition);
    }

    /** Fenced brokers come when all the others were handed out. */
    int next(int partition) {
        int broker = unfenced.next(partition);
        return broker == BrokerRing.NONE ? fenced.next(partition) : broker;
    }
}
