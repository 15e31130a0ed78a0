package io.ottla.broker.coordinator.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Messages on their way. Each may be delivered in any order, more than once, or never; those of a channel that keeps order are
 * delivered once at most, and do not overtake each other.
 */
final class SimulatedNetwork {
    private static final String NO_ORDER = "";

    private final Random random;
    private final List<Envelope> underWay = new ArrayList<>();

    private record Envelope(String channel, Runnable delivery) {}

    SimulatedNetwork(Random random) {
        this.random = random;
    }

    void send(Runnable delivery) {
        underWay.add(new Envelope(NO_ORDER, delivery));
    }

    void sendInOrder(String channel, Runnable delivery) {
        underWay.add(new Envelope(channel, delivery));
    }

    /** What is on its way in a channel is lost: the connection is closed. */
    void close(String channel) {
        underWay.removeIf(envelope -> envelope.channel().equals(channel));
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    /** Delivers one, and maybe again later. */
    void deliver(boolean faulty) {
        if (underWay.isEmpty()) {
            return;
        }
        int index = firstOfChannel(random.nextInt(underWay.size()));
        Envelope envelope = underWay.get(index);
        boolean repeats = faulty && envelope.channel().equals(NO_ORDER) && random.nextInt(30) == 0;
        if (!repeats) {
            underWay.remove(index);
        }
        envelope.delivery().run();
    }

    void lose() {
        if (!underWay.isEmpty()) {
            underWay.remove(firstOfChannel(random.nextInt(underWay.size())));
        }
    }

    private int firstOfChannel(int index) {
        String channel = underWay.get(index).channel();
        if (channel.equals(NO_ORDER)) {
            return index;
        }
        for (int i = 0; i < index; i++) {
            if (underWay.get(i).channel().equals(channel)) {
                return i;
            }
        }
        return index;
    }
}
