package io.ottla.broker.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What one request asks of several owners, and their answers brought together. Each item goes to the shard that owns it;
 * items of one shard travel as one message. An item may be answered at once or later, by its shard. When all are, the
 * answers, in the order of the items, are handed over on the <em>home</em> shard, the first item's.
 *
 * <pre>
 *   items      a  b  c  d                 answers   A  B  C  D
 *              │  │  │  │                           ▲  ▲  ▲  ▲
 *   shard 0 ◄──┴──┼──┘  │   (home)  ────────────────┴──┼──┘  │   counts the parts down
 *   shard 1 ◄─────┴─────┘   ──── «part done» ──► home ─┴─────┘
 * </pre>
 *
 * <p>No lock guards the answers: each place is written by one shard, before its part is reported through the home shard's
 * inbox.
 */
public final class Gather<A> {
    private final List<A> answers;
    private final Ending<A> ending;
    private Shard home;
    private int partsLeft;

    /** What one shard does with its items; told the places of the items and to answer each exactly once. */
    @FunctionalInterface
    public interface Work<A> {
        void start(ShardTurn turn, Part<A> part);
    }

    /** The items of one shard. Belongs to that shard. */
    public static final class Part<A> {
        private final Gather<A> gather;
        private final Shard shard;
        private int[] places = new int[4];
        private int size;
        private int left;

        private Part(Gather<A> gather, Shard shard) {
            this.gather = gather;
            this.shard = shard;
        }

        public int size() {
            return size;
        }

        /** The place, in the whole request, of the part's {@code index}th item. */
        public int place(int index) {
            return places[index];
        }

        public Shard shard() {
            return shard;
        }

        /** Answers one item. The first answer counts. */
        public void answer(int place, A answer) {
            if (gather.answers.get(place) == null) {
                gather.answers.set(place, answer);
                left--;
                if (left == 0) {
                    gather.partDone(shard);
                }
            }
        }

        /** What cannot be sent is answered for. Nobody is told by an exception: other parts are on their way. */
        private void send(Work<A> work) {
            try {
                shard.send(new PartMessage<>(this, work));
            } catch (ShardOverloadedException overloaded) {
                breakDown();
            }
        }

        private void breakDown() {
            for (int index = 0; index < size; index++) {
                answer(places[index], gather.ending.instead().apply(places[index]));
            }
        }

        private void add(int place) {
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
            }
            places[size] = place;
            size++;
            left++;
        }
    }

    private Gather(int size, Ending<A> ending) {
        this.answers = new ArrayList<>(Collections.nCopies(size, null));
        this.ending = ending;
    }

    /**
     * What comes of it in the end.
     *
     * @param whenAll called on the home shard with all answers
     * @param instead the answer to the item at a place that its shard broke down over, or did not live to see
     * @param onFailure called when {@code whenAll} throws
     */
    public record Ending<A>(Consumer<List<A>> whenAll, IntFunction<A> instead, Consumer<Throwable> onFailure) {}

    /**
     * Sends the items out, from any thread; the first item's shard is the home.
     *
     * @param items at least one
     */
    public static <I, A> void start(List<I> items, Function<I, Shard> owner, Work<A> work, Ending<A> ending) {
        Gather<A> gather = new Gather<>(items.size(), ending);
        List<Part<A>> parts = gather.partition(items, owner);
        gather.home = parts.getFirst().shard;
        gather.partsLeft = parts.size();
        parts.getFirst().shard.send(new PartMessage<>(parts.getFirst(), work));
        for (Part<A> part : parts.subList(1, parts.size())) {
            part.send(work);
        }
    }

    /** The same for one who is on a shard already, which is the home: its own items are done on the spot. */
    public static <I, A> void startAt(
            Home here, List<I> items, Function<I, Shard> owner, Work<A> work, Ending<A> ending) {
        Gather<A> gather = new Gather<>(items.size(), ending);
        List<Part<A>> parts = gather.partition(items, owner);
        gather.home = here.shard();
        gather.partsLeft = parts.size();
        for (Part<A> part : parts) {
            if (part.shard == here.shard()) {
                work.start(here.turn(), part);
            } else {
                part.send(work);
            }
        }
    }

    /** A shard, and its turns. */
    public record Home(Shard shard, ShardTurn turn) {}

    private <I> List<Part<A>> partition(List<I> items, Function<I, Shard> owner) {
        List<Part<A>> parts = new ArrayList<>(2);
        for (int place = 0; place < items.size(); place++) {
            Shard shard = owner.apply(items.get(place));
            partOf(parts, shard).add(place);
        }
        return parts;
    }

    /** There are about as many shards as cores: looking through the parts is cheaper than a map. */
    private Part<A> partOf(List<Part<A>> parts, Shard shard) {
        for (Part<A> part : parts) {
            if (part.shard == shard) {
                return part;
            }
        }
        Part<A> part = new Part<>(this, shard);
        parts.add(part);
        return part;
    }

    private void partDone(Shard shard) {
        if (shard == home) {
            countDown();
        } else {
            home.send(turn -> countDown());
        }
    }

    private void countDown() {
        partsLeft--;
        if (partsLeft == 0) {
            try {
                ending.whenAll().accept(answers);
            } catch (RuntimeException e) {
                ending.onFailure().accept(e);
            }
        }
    }

    private static final class PartMessage<A> implements ShardMessage {
        private final Part<A> part;
        private final Work<A> work;
        private ShardTurn turn;

        private PartMessage(Part<A> part, Work<A> work) {
            this.part = part;
            this.work = work;
        }

        @Override
        public void deliver(ShardTurn inTurn) {
            turn = inTurn;
            work.start(inTurn, part);
        }

        /**
         * Answers what the work has left unanswered. Some of it may wait for the end of the burst with memory of the request in
         * its hands, which an answer gives away: so not before that.
         */
        @Override
        public void failed(Throwable cause) {
            if (turn == null) {
                part.breakDown();
            } else {
                turn.atEndOfBurst(end -> part.breakDown());
            }
        }
    }
}
