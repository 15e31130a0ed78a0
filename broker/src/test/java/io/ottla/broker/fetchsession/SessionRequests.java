package io.ottla.broker.fetchsession;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A client of a session cache: fetches partition 0 of topics by name, with a high watermark of 10 and a log start of 0. */
final class SessionRequests {
    final FetchSessionCache cache;
    long nowMs = 1_000;

    SessionRequests(int slots) {
        cache = new FetchSessionCache(slots, FetchSessionCache.IdRange.share(0, 1), new Random(1));
    }

    FetchAnswer<Fetched> full(int sessionId, int epoch, String... topics) {
        return full(sessionId, epoch, false, topics);
    }

    FetchAnswer<Fetched> fullOfFollower(String... topics) {
        return full(0, 0, true, topics);
    }

    private FetchAnswer<Fetched> full(int sessionId, int epoch, boolean follower, String... topics) {
        List<FetchPartition> partitions =
                Stream.of(topics).map(topic -> at(topic, 0)).toList();
        FetchContext context = cache.place(
                new FetchSessionRequest(sessionId, epoch, false, follower, partitions, List.of()), id -> null, nowMs);
        return context.answer(Stream.of(topics).map(Fetched::empty).toList(), nowMs);
    }

    FetchContext incremental(int sessionId, int epoch) {
        return incremental(sessionId, epoch, List.of(), List.of());
    }

    FetchContext incremental(int sessionId, int epoch, List<FetchPartition> changed, List<String> forgotten) {
        List<FetchTarget> targets =
                forgotten.stream().map(topic -> FetchTarget.byName(topic, 0)).toList();
        return cache.place(
                new FetchSessionRequest(sessionId, epoch, false, false, changed, targets), id -> null, nowMs);
    }

    static FetchPartition at(String topic, long fetchOffset) {
        return new FetchPartition(FetchTarget.byName(topic, 0), topic, -1, fetchOffset, -1, -1, 1 << 20);
    }

    static List<String> names(FetchAnswer<Fetched> answer) {
        return answer.partitions().stream()
                .map(fetched -> fetched.target().topicName())
                .toList();
    }

    record Fetched(
            FetchTarget target,
            int recordsSizeInBytes,
            long highWatermark,
            long logStartOffset,
            boolean failed,
            boolean redirects)
            implements FetchedPartition {
        static Fetched empty(String topic) {
            return data(topic, 0);
        }

        static Fetched data(String topic, int bytes) {
            return new Fetched(FetchTarget.byName(topic, 0), bytes, 10, 0, false, false);
        }

        static Fetched error(String topic) {
            return new Fetched(FetchTarget.byName(topic, 0), 0, -1, -1, true, false);
        }

        Fetched withHighWatermark(long offset) {
            return new Fetched(target, recordsSizeInBytes, offset, logStartOffset, failed, redirects);
        }

        Fetched withLogStart(long offset) {
            return new Fetched(target, recordsSizeInBytes, highWatermark, offset, failed, redirects);
        }
    }
}
