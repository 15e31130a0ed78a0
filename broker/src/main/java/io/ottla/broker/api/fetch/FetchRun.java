package io.ottla.broker.api.fetch;

import io.ottla.broker.fetchsession.FetchAnswer;
import io.ottla.broker.fetchsession.FetchContext;
import io.ottla.broker.fetchsession.FetchPartition;
import io.ottla.broker.partition.ClusterView;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.partition.Partitions;
import io.ottla.broker.shard.Gather;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardMessage;
import io.ottla.broker.shard.ShardOverloadedException;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * One fetch from its session to its answer. Belongs to its home shard, which has the session; other shards are asked by
 * message.
 *
 * <pre>
 *   READ ──enough, urgent, or time is up──► CHARGE (where the reader has a quota) ──► answered
 *    ▲ │
 *    │ └──too little──► WATCH (on every shard that has some of the partitions)
 *    └──one watch fires: enough has come, or time is up──┘
 * </pre>
 *
 * <p>With several shards none of them sees the sum. What is missing is shared out: if the sum comes to be enough, at least
 * one shard has got its share of what was missing, so a watch for that share on each of them misses nothing.
 */
final class FetchRun {
    private final Partitions partitions;
    private final Gather.Home home;
    private final FetchContext context;
    private final FetchTerms terms;
    private final Reply reply;
    private final List<FetchPartition> wanted = new ArrayList<>();
    private final List<TopicPartition> names = new ArrayList<>();
    private final List<FetchedRecords> unknown = new ArrayList<>();
    private final List<FetchWatch> watches = new ArrayList<>();
    private final long deadlineMs;
    private int round;
    private boolean timeIsUp;

    /** Where the outcome goes: one of the two, once. */
    interface Reply {
        /** @param throttleTimeMs for how long the reader is to wait; then it is brought nothing */
        void fetched(FetchAnswer<FetchedRecords> answer, int throttleTimeMs);

        void failed(Throwable cause);
    }

    FetchRun(Partitions partitions, Gather.Home home, FetchContext context, FetchTerms terms, Reply reply) {
        this.partitions = partitions;
        this.home = home;
        this.context = context;
        this.terms = terms;
        this.reply = reply;
        this.deadlineMs = home.turn().nowMs() + Math.max(0, terms.maxWaitMs());
    }

    void start(ClusterView view) {
        for (FetchPartition asked : context.partitions()) {
            String topic = asked.topicName();
            int partition = asked.target().partition();
            if (topic == null) {
                unknown.add(FetchedRecords.failed(asked.target(), ErrorCode.UNKNOWN_TOPIC_ID));
            } else if (!view.has(topic, partition)) {
                unknown.add(FetchedRecords.failed(asked.target(), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION));
            } else {
                wanted.add(asked);
                names.add(new TopicPartition(topic, partition));
            }
        }
        if (wanted.isEmpty()) {
            answer(List.of());
        } else {
            read();
        }
    }

    private void read() {
        Gather.startAt(
                home,
                names,
                partitions::ownerOf,
                (turn, part) -> {
                    PartitionTable table = partitions.tableOf(part.shard());
                    ShardReader reader = new ShardReader(table, turn, terms);
                    for (int i = 0; i < part.size(); i++) {
                        int place = part.place(i);
                        table.find(names.get(place), new PartitionReading(reader, wanted.get(place), part, place));
                    }
                },
                new Gather.Ending<>(this::evaluate, this::brokenDown, reply::failed));
    }

    private FetchedRecords brokenDown(int place) {
        return FetchedRecords.failed(wanted.get(place).target(), ErrorCode.UNKNOWN_SERVER_ERROR);
    }

    private void evaluate(List<FetchedRecords> fetched) {
        long bytes = 0;
        boolean urgent = timeIsUp || home.turn().nowMs() >= deadlineMs;
        for (FetchedRecords partition : fetched) {
            bytes += partition.recordsSizeInBytes();
            urgent |= partition.isUrgent();
        }
        if (urgent || bytes >= terms.minBytes()) {
            charge(FetchBudget.fit(fetched, terms.maxBytes()));
        } else {
            fetched.forEach(FetchedRecords::release);
            watch(fetched, terms.minBytes() - bytes);
        }
    }

    private void watch(List<FetchedRecords> fetched, long missingBytes) {
        for (int place = 0; place < wanted.size(); place++) {
            Shard owner = partitions.ownerOf(names.get(place));
            watchOf(owner)
                    .add(names.get(place), wanted.get(place), fetched.get(place).recordsSizeInBytes());
        }
        List<FetchWatch> all = List.copyOf(watches);
        long share = Math.ceilDiv(missingBytes, all.size());
        for (FetchWatch watch : all) {
            watch.begin(share, deadlineMs, home);
        }
    }

    private FetchWatch watchOf(Shard owner) {
        for (FetchWatch watch : watches) {
            if (watch.shard() == owner) {
                return watch;
            }
        }
        int current = round;
        FetchWatch watch = new FetchWatch(partitions.tableOf(owner), terms, timeUp -> fired(current, timeUp));
        watches.add(watch);
        return watch;
    }

    /** A watch has fired; on the home shard. Those of a round that is over do not count. */
    private void fired(int ofRound, boolean timeUp) {
        if (ofRound != round) {
            return;
        }
        round++;
        timeIsUp |= timeUp;
        List<FetchWatch> over = List.copyOf(watches);
        watches.clear();
        over.forEach(watch -> watch.end(home));
        read();
    }

    private void charge(List<FetchedRecords> fetched) {
        long bytes = 0;
        for (FetchedRecords partition : fetched) {
            bytes += partition.recordsSizeInBytes();
        }
        if (bytes == 0 || terms.toll() == FetchToll.NONE) {
            answer(fetched);
        } else {
            terms.toll().charge(bytes, throttleTimeMs -> goHome(new Charged(fetched, throttleTimeMs)));
        }
    }

    private void goHome(Charged charged) {
        try {
            home.shard().send(charged);
        } catch (ShardOverloadedException overloaded) {
            charged.failed(overloaded);
        }
    }

    /** The toll is settled; on its way back home. */
    private final class Charged implements ShardMessage {
        private final List<FetchedRecords> fetched;
        private final int throttleTimeMs;
        private boolean delivered;

        private Charged(List<FetchedRecords> fetched, int throttleTimeMs) {
            this.fetched = fetched;
            this.throttleTimeMs = throttleTimeMs;
        }

        @Override
        public void deliver(ShardTurn turn) {
            delivered = true;
            if (throttleTimeMs == 0) {
                answer(fetched);
            } else {
                fetched.forEach(FetchedRecords::release);
                reply.fetched(context.answerWithNothing(), throttleTimeMs);
            }
        }

        @Override
        public void failed(Throwable cause) {
            if (!delivered) {
                fetched.forEach(FetchedRecords::release);
            }
            reply.failed(cause);
        }
    }

    private void answer(List<FetchedRecords> fetched) {
        List<FetchedRecords> all = new ArrayList<>(fetched);
        all.addAll(unknown);
        FetchAnswer<FetchedRecords> answer = context.answer(all, home.turn().nowMs());
        if (answer.error() != ErrorCode.NONE) {
            fetched.forEach(FetchedRecords::release);
        }
        reply.fetched(answer, 0);
    }
}
