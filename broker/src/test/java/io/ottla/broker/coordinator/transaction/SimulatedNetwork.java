package io.ottla.broker.coordinator.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Messages on their way. Each may be delivered in any order, more than once, or never; those of a channel that keeps order are
 * delivered once at most, and do not overtake each other; those within a process are delivered once, at some time.
 */
final class SimulatedNetwork {
    private static final String NO_ORDER = "";
    private static final String WITHIN = "within the process ";

    private final Random random;
    private final List<Envelope> underWay = new ArrayList<>();
    private final List<Envelope> heldUp = new ArrayList<>();

    private long sentWithin;

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

    void sendWithin(Runnable delivery) {
        sentWithin++;
        underWay.add(new Envelope(WITHIN + sentWithin, delivery));
    }

    /** What is on its way in a channel is lost: the connection is closed. */
    void close(String channel) {
        underWay.removeIf(envelope -> envelope.channel().equals(channel));
    }

    /** Somewhere a message gets stuck that is in no order with others, for as long as nothing is released. */
    void holdUp() {
        if (underWay.isEmpty()) {
            return;
        }
        int index = random.nextInt(underWay.size());
        if (underWay.get(index).channel().equals(NO_ORDER)) {
            heldUp.add(underWay.remove(index));
        }
    }

    /** The like, from the beginning. */
    void sendStuck(Runnable delivery) {
        heldUp.add(new Envelope(NO_ORDER, delivery));
    }

    /** All that is stuck goes on. */
    void release() {
        underWay.addAll(heldUp);
        heldUp.clear();
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
        if (underWay.isEmpty()) {
            return;
        }
        int index = firstOfChannel(random.nextInt(underWay.size()));
        if (!underWay.get(index).channel().startsWith(WITHIN)) {
            underWay.remove(index);
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
