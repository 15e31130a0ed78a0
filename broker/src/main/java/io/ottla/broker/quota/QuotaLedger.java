package io.ottla.broker.quota;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What clients have used lately, as far as one shard keeps it. Belongs to that shard. */
final class QuotaLedger {

    /** What is used. */
    enum Kind {
        /** Bytes of Produce requests. */
        PRODUCED,
        /** Bytes of the records in responses to Fetch. */
        FETCHED,
        /** Percent of a thread's time. */
        REQUEST_TIME
    }

    private final QuotaWindow window;
    private final Map<Kind, Map<Holder, WindowedRate>> rates = new EnumMap<>(Kind.class);
    private long sweptMs;

    QuotaLedger(QuotaWindow window) {
        this.window = window;
        for (Kind kind : Kind.values()) {
            rates.put(kind, new HashMap<>());
        }
    }

    /** Notes what was used, and tells for how long its holder is to use nothing more. */
    long charge(Kind kind, Limit limit, double amount, long nowMs) {
        WindowedRate rate = rateOf(kind, limit.holder(), nowMs);
        rate.note(amount, nowMs);
        return rate.excessMs(limit.perSecond(), nowMs);
    }

    /** The same for what can still be taken back: nothing is noted if that were too much. */
    long chargeIfWithin(Kind kind, Limit limit, double amount, long nowMs) {
        WindowedRate rate = rateOf(kind, limit.holder(), nowMs);
        rate.note(amount, nowMs);
        long excessMs = rate.excessMs(limit.perSecond(), nowMs);
        if (excessMs > 0) {
            rate.note(-amount, nowMs);
        }
        return excessMs;
    }

    /** How many rates are kept. */
    int size() {
        return rates.values().stream().mapToInt(Map::size).sum();
    }

    private WindowedRate rateOf(Kind kind, Holder holder, long nowMs) {
        if (nowMs - sweptMs >= window.totalMs()) {
            sweptMs = nowMs;
            forgetIdle(nowMs);
        }
        return rates.get(kind).computeIfAbsent(holder, any -> new WindowedRate(window));
    }

    /** A rate of which nothing counts any more is as good as a new one; clients may call themselves what they like. */
    private void forgetIdle(long nowMs) {
        rates.values().forEach(byHolder -> byHolder.values().removeIf(rate -> rate.isIdle(nowMs)));
    }
}
