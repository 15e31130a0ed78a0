package io.ottla.broker.fetchsession;

import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * How one fetch request relates to its session: what to read, and, once read, what to send.
 *
 * <pre>
 *   Refused      the session named does not exist, or the request is out of turn: an error, nothing to read
 *   Sessionless  everything named is read and sent
 *   Opening      the same, and a session is made of it if there is a slot
 *   Incremental  everything in the session is read; only news is sent
 * </pre>
 */
public sealed interface FetchContext {
    /** What to read, in the order in which the response's bytes are to be shared out. */
    List<FetchPartition> partitions();

    /** What to send, given what was read. Call once, on the cache's thread. */
    <P extends FetchedPartition> FetchAnswer<P> answer(List<P> fetched, long nowMs);

    /** What to send to a client that has to wait and gets nothing: the session goes on as if nothing had been read. */
    <P extends FetchedPartition> FetchAnswer<P> answerWithNothing();

    record Refused(ErrorCode error) implements FetchContext {
        @Override
        public List<FetchPartition> partitions() {
            return List.of();
        }

        @Override
        public <P extends FetchedPartition> FetchAnswer<P> answer(List<P> fetched, long nowMs) {
            return answerWithNothing();
        }

        @Override
        public <P extends FetchedPartition> FetchAnswer<P> answerWithNothing() {
            return FetchAnswer.failed(error, FetchSessionRequest.NO_SESSION_ID);
        }
    }

    record Sessionless(List<FetchPartition> partitions) implements FetchContext {
        @Override
        public <P extends FetchedPartition> FetchAnswer<P> answer(List<P> fetched, long nowMs) {
            return FetchAnswer.of(FetchSessionRequest.NO_SESSION_ID, fetched);
        }

        @Override
        public <P extends FetchedPartition> FetchAnswer<P> answerWithNothing() {
            return FetchAnswer.of(FetchSessionRequest.NO_SESSION_ID, List.of());
        }
    }

    record Opening(FetchSessionCache cache, FetchSessionRequest request, List<FetchPartition> partitions)
            implements FetchContext {
        @Override
        public <P extends FetchedPartition> FetchAnswer<P> answer(List<P> fetched, long nowMs) {
            int sessionId = cache.tryOpen(request, partitions, fetched, nowMs);
            return FetchAnswer.of(sessionId, fetched);
        }

        @Override
        public <P extends FetchedPartition> FetchAnswer<P> answerWithNothing() {
            return FetchAnswer.of(FetchSessionRequest.NO_SESSION_ID, List.of());
        }
    }

    record Incremental(FetchSession session, int expectedEpoch, List<FetchPartition> partitions)
            implements FetchContext {
        @Override
        public <P extends FetchedPartition> FetchAnswer<P> answer(List<P> fetched, long nowMs) {
            if (isOvertaken()) {
                return FetchAnswer.failed(ErrorCode.INVALID_FETCH_SESSION_EPOCH, session.id());
            }
            List<P> news = new ArrayList<>(fetched.size());
            for (P partition : fetched) {
                if (session.noteFetched(partition)) {
                    news.add(partition);
                }
            }
            return FetchAnswer.of(session.id(), news);
        }

        @Override
        public <P extends FetchedPartition> FetchAnswer<P> answerWithNothing() {
            return isOvertaken()
                    ? FetchAnswer.failed(ErrorCode.INVALID_FETCH_SESSION_EPOCH, session.id())
                    : FetchAnswer.of(session.id(), List.of());
        }

        /** Whether the client sent another request in this session before this one was answered. */
        private boolean isOvertaken() {
            return session.nextEpoch() != expectedEpoch;
        }
    }
}
