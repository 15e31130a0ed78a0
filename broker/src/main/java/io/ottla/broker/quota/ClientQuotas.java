package io.ottla.broker.quota;

import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.RequestQuota;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardMessage;
import io.ottla.broker.shard.ShardOverloadedException;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.controller.ImageListener;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The quotas of clients: by whom and for what. May be asked from any thread; who asks is told for how long the client is to be
 * left waiting, at once where there is no limit, else from the shard that keeps the client's rate.
 *
 * <p>Should that shard be unable to take more, nobody waits: quotas are no reason to refuse what is done already.
 */
public final class ClientQuotas implements ImageListener, RequestQuota {
    private static final double PERCENT = 100;
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final List<Shard> shards;
    private final List<QuotaLedger> ledgers;
    private final QuotaWindow window;
    private volatile QuotaBook book = QuotaBook.EMPTY;

    public ClientQuotas(List<Shard> shards, QuotaWindow window) {
        this.shards = shards;
        this.ledgers = shards.stream().map(any -> new QuotaLedger(window)).toList();
        this.window = window;
    }

    @Override
    public void onImage(ClusterImage before, ClusterImage after, ImageDelta delta) {
        if (delta.quotas()) {
            book = QuotaBook.of(after.quotas());
        }
    }

    /** Charges a Produce request. */
    public void produced(RequestContext client, IntConsumer throttleTimeMs) {
        Optional<Limit> limit = limit(book.produced(), client);
        if (limit.isEmpty()) {
            throttleTimeMs.accept(0);
            return;
        }
        send(
                limit.get(),
                (ledger, nowMs) -> ledger.charge(QuotaLedger.Kind.PRODUCED, limit.get(), client.requestBytes(), nowMs),
                throttleTimeMs);
    }

    /** What the fetches of a client are charged to; empty if it may have as much as it wants. */
    public Optional<Account> ofReader(RequestContext client) {
        return limit(book.fetched(), client).map(limit -> new Account(this, limit));
    }

    /** Somebody's limit on what is fetched. */
    public static final class Account {
        private final ClientQuotas quotas;
        private final Limit limit;

        private Account(ClientQuotas quotas, Limit limit) {
            this.quotas = quotas;
            this.limit = limit;
        }

        /** How many bytes a fetch may bring at most: with more its client would be over the limit in any case. */
        public int burstBytes() {
            return (int) quotas.window.burst(limit.perSecond());
        }

        /** Charges what is about to be brought; who has to wait is not charged, and is to be brought nothing. */
        public void charge(long bytes, IntConsumer throttleTimeMs) {
            quotas.send(
                    limit,
                    (ledger, nowMs) -> ledger.chargeIfWithin(QuotaLedger.Kind.FETCHED, limit, bytes, nowMs),
                    throttleTimeMs);
        }
    }

    @Override
    public boolean isSet() {
        return !book.requestTime().isEmpty();
    }

    @Override
    public void spent(RequestContext client, long durationNs) {
        chargeTime(client, durationNs, unused -> {});
    }

    @Override
    public void throttled(RequestContext client, IntConsumer throttleTimeMs) {
        chargeTime(client, 0, throttleTimeMs);
    }

    /** For its time a client waits one sample at most: then it is looked at anew. */
    private void chargeTime(RequestContext client, long durationNs, IntConsumer throttleTimeMs) {
        Optional<Limit> limit = limit(book.requestTime(), client);
        if (limit.isEmpty()) {
            throttleTimeMs.accept(0);
            return;
        }
        double percent = PERCENT * durationNs / SECOND_NS;
        send(
                limit.get(),
                (ledger, nowMs) -> Math.min(
                        window.sampleMs(), ledger.charge(QuotaLedger.Kind.REQUEST_TIME, limit.get(), percent, nowMs)),
                throttleTimeMs);
    }

    private static Optional<Limit> limit(Limits limits, RequestContext client) {
        return limits.isEmpty()
                ? Optional.empty()
                : limits.of(client.principal().name(), client.clientId());
    }

    /** What is done at a ledger. */
    @FunctionalInterface
    private interface Entry {
        /** For how long the client is to wait, in milliseconds. */
        long make(QuotaLedger ledger, long nowMs);
    }

    private void send(Limit limit, Entry entry, IntConsumer throttleTimeMs) {
        int index = Math.floorMod(limit.holder().hashCode(), shards.size());
        try {
            shards.get(index).send(new Charge(ledgers.get(index), entry, throttleTimeMs));
        } catch (ShardOverloadedException overloaded) {
            throttleTimeMs.accept(0);
        }
    }

    /** An entry on its way to its ledger. */
    private static final class Charge implements ShardMessage {
        private final QuotaLedger ledger;
        private final Entry entry;
        private final IntConsumer throttleTimeMs;
        private boolean delivered;

        private Charge(QuotaLedger ledger, Entry entry, IntConsumer throttleTimeMs) {
            this.ledger = ledger;
            this.entry = entry;
            this.throttleTimeMs = throttleTimeMs;
        }

        @Override
        public void deliver(ShardTurn turn) {
            long ms = entry.make(ledger, turn.nowMs());
            delivered = true;
            throttleTimeMs.accept((int) Math.min(Integer.MAX_VALUE, ms));
        }

        @Override
        public void failed(Throwable cause) {
            if (!delivered) {
                throttleTimeMs.accept(0);
            }
        }
    }
}
