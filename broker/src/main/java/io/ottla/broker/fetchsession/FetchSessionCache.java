package io.ottla.broker.fetchsession;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The sessions of one thread. A full cache makes room by three rules, in this order (KIP-227):
 *
 * <ol>
 *   <li>the session that has been idle longest goes when it has been idle for more than the eviction time;
 *   <li>a follower's session displaces the smallest session of a consumer, however young, else the smallest follower's
 *       session that is older than the eviction time and smaller than itself;
 *   <li>a consumer's session displaces the smallest consumer's session that is older than the eviction time and
 *       smaller than itself.
 * </ol>
 */
public final class FetchSessionCache {
    /** How long a session is safe from being displaced. */
    public static final long EVICTION_MS = 120_000;

    /** Consumers' before followers', small before large: the first is the first to go. */
    private static final Comparator<FetchSession> EVICTION_ORDER = Comparator.comparing(FetchSession::privileged)
            .thenComparingInt(FetchSession::filedSize)
            .thenComparingInt(FetchSession::id);

    private final int slots;
    private final IdRange ids;
    private final RandomGenerator random;
    private final Map<Integer, FetchSession> sessions = new HashMap<>();
    private final LinkedHashMap<Integer, FetchSession> idlestFirst = new LinkedHashMap<>();
    private final TreeSet<FetchSession> evictableByAll = new TreeSet<>(EVICTION_ORDER);
    private final TreeSet<FetchSession> evictableByFollowers = new TreeSet<>(EVICTION_ORDER);
    private long partitionCount;
    private long evictions;

    /** The ids a cache may give out: from {@code first}, which is above 0, up to but not including {@code end}. */
    public record IdRange(int first, int end) {
        /** The share of the cache number {@code index} of {@code count}. */
        public static IdRange share(int index, int count) {
            int width = Integer.MAX_VALUE / count;
            return new IdRange(Math.max(1, index * width), index * width + width);
        }

        /** Which of {@code count} caches gave out {@code sessionId}. */
        public static int owner(int sessionId, int count) {
            return Math.clamp(sessionId / (Integer.MAX_VALUE / count), 0, count - 1);
        }
    }

    public FetchSessionCache(int slots, IdRange ids, RandomGenerator random) {
        this.slots = slots;
        this.ids = ids;
        this.random = random;
    }

    public int size() {
        return sessions.size();
    }

    public long partitionCount() {
        return partitionCount;
    }

    public long evictions() {
        return evictions;
    }

    /**
     * Places {@code request} in its session, if it has one.
     *
     * @param topicNames finds the name of a topic the session knows by id alone; null when there is none
     */
    public FetchContext place(FetchSessionRequest request, Function<Uuid, String> topicNames, long nowMs) {
        if (request.isFull()) {
            remove(sessions.get(request.sessionId()));
            List<FetchPartition> partitions = lastOfEach(request.partitions());
            return request.epoch() == FetchSessionRequest.FINAL_EPOCH
                    ? new FetchContext.Sessionless(partitions)
                    : new FetchContext.Opening(this, request, partitions);
        }
        FetchSession session = sessions.get(request.sessionId());
        if (session == null) {
            return new FetchContext.Refused(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
        }
        if (session.nextEpoch() != request.epoch()) {
            return new FetchContext.Refused(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
        }
        if (session.usesTopicIds() != request.usesTopicIds()) {
            return new FetchContext.Refused(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR);
        }
        session.update(request.partitions(), request.forgotten());
        if (session.size() == 0) {
            remove(session);
            return new FetchContext.Sessionless(lastOfEach(request.partitions()));
        }
        touch(session, nowMs);
        session.advanceEpoch();
        return new FetchContext.Incremental(session, session.nextEpoch(), session.asked(topicNames));
    }

    /** Opens a session with what was just fetched, if there is or can be a slot; 0 if not. */
    <P extends FetchedPartition> int tryOpen(
            FetchSessionRequest request, List<FetchPartition> asked, List<P> fetched, long nowMs) {
        if (sessions.size() >= slots && !evictFor(request.fromFollower(), fetched.size(), nowMs)) {
            return FetchSessionRequest.NO_SESSION_ID;
        }
        FetchSession session = new FetchSession(freeId(), request, nowMs);
        Map<FetchTarget, FetchPartition> askedOf = new HashMap<>();
        asked.forEach(partition -> askedOf.put(partition.target(), partition));
        for (P partition : fetched) {
            session.remember(askedOf.get(partition.target()), partition);
        }
        sessions.put(session.id(), session);
        touch(session, nowMs);
        return session.id();
    }

    private int freeId() {
        int id;
        do {
            id = random.nextInt(ids.first(), ids.end());
        } while (sessions.containsKey(id));
        return id;
    }

    private boolean evictFor(boolean privileged, int size, long nowMs) {
        if (idlestFirst.isEmpty()) {
            return false;
        }
        FetchSession idlest = idlestFirst.firstEntry().getValue();
        if (nowMs - idlest.lastUsedMs() > EVICTION_MS) {
            evict(idlest);
            return true;
        }
        TreeSet<FetchSession> evictable = privileged ? evictableByFollowers : evictableByAll;
        if (evictable.isEmpty()) {
            return false;
        }
        FetchSession first = evictable.first();
        boolean lowerRank = privileged && !first.privileged();
        boolean sameRankNotLarger = privileged == first.privileged() && first.filedSize() < size;
        if (!lowerRank && !sameRankNotLarger) {
            return false;
        }
        evict(first);
        return true;
    }

    private void evict(FetchSession session) {
        remove(session);
        evictions++;
    }

    private void remove(FetchSession session) {
        if (session == null) {
            return;
        }
        unfile(session);
        idlestFirst.remove(session.id());
        sessions.remove(session.id());
    }

    private void touch(FetchSession session, long nowMs) {
        session.use(nowMs);
        idlestFirst.remove(session.id());
        idlestFirst.put(session.id(), session);
        unfile(session);
        session.fileAs(session.size());
        partitionCount += session.filedSize();
        boolean settled = nowMs - session.createdMs() > EVICTION_MS;
        if (settled || !session.privileged()) {
            evictableByFollowers.add(session);
        }
        if (settled) {
            evictableByAll.add(session);
        }
    }

    private void unfile(FetchSession session) {
        partitionCount -= session.filedSize();
        evictableByFollowers.remove(session);
        evictableByAll.remove(session);
        session.fileAs(0);
    }

    /** A partition that is named twice keeps its first place and its last wish. */
    private static List<FetchPartition> lastOfEach(List<FetchPartition> partitions) {
        if (partitions.size() < 2) {
            return partitions;
        }
        LinkedHashMap<FetchTarget, FetchPartition> unique = LinkedHashMap.newLinkedHashMap(partitions.size());
        partitions.forEach(partition -> unique.put(partition.target(), partition));
        return unique.size() == partitions.size() ? partitions : new ArrayList<>(unique.values());
    }
}
