package io.ottla.broker.fetchsession;

import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * What one client fetches, and what it was told last. The order of the partitions is the order in which they are served:
 * one that was sent data goes to the end, so that under a response size limit every partition gets its turn.
 */
final class FetchSession {
    private final int id;
    private final boolean privileged;
    private final boolean usesTopicIds;
    private final long createdMs;
    private final LinkedHashMap<FetchTarget, Tracked> partitions = new LinkedHashMap<>();

    /** The epoch the next request must carry. */
    private int nextEpoch = FetchSessionRequest.epochAfter(FetchSessionRequest.INITIAL_EPOCH);

    private long lastUsedMs;

    /** The size the cache has filed this session under; the cache keeps it. */
    private int filedSize;

    FetchSession(int id, FetchSessionRequest request, long nowMs) {
        this.id = id;
        this.privileged = request.fromFollower();
        this.usesTopicIds = request.usesTopicIds();
        this.createdMs = nowMs;
        this.lastUsedMs = nowMs;
    }

    int id() {
        return id;
    }

    boolean privileged() {
        return privileged;
    }

    boolean usesTopicIds() {
        return usesTopicIds;
    }

    long createdMs() {
        return createdMs;
    }

    long lastUsedMs() {
        return lastUsedMs;
    }

    int nextEpoch() {
        return nextEpoch;
    }

    int size() {
        return partitions.size();
    }

    int filedSize() {
        return filedSize;
    }

    void fileAs(int size) {
        filedSize = size;
    }

    void use(long nowMs) {
        lastUsedMs = nowMs;
    }

    void advanceEpoch() {
        nextEpoch = FetchSessionRequest.epochAfter(nextEpoch);
    }

    void update(List<FetchPartition> changed, List<FetchTarget> forgotten) {
        for (FetchPartition partition : changed) {
            Tracked tracked = partitions.computeIfAbsent(partition.target(), target -> new Tracked());
            // A name once known is kept: should the topic go, the client is told that of the topic, not of the id.
            String known = tracked.asked == null ? null : tracked.asked.topicName();
            tracked.asked = known == null ? partition : partition.named(known);
        }
        forgotten.forEach(partitions::remove);
    }

    void remember(FetchPartition asked, FetchedPartition sent) {
        Tracked tracked = new Tracked();
        tracked.asked = asked;
        tracked.highWatermark = sent.highWatermark();
        tracked.logStartOffset = sent.logStartOffset();
        partitions.put(asked.target(), tracked);
    }

    List<FetchPartition> asked(Function<Uuid, String> topicNames) {
        List<FetchPartition> asked = new ArrayList<>(partitions.size());
        for (Tracked tracked : partitions.values()) {
            if (tracked.asked.topicName() == null) {
                String name = topicNames.apply(tracked.asked.target().topicId());
                tracked.asked = name == null ? tracked.asked : tracked.asked.named(name);
            }
            asked.add(tracked.asked);
        }
        return asked;
    }

    /** Takes note of what was read of a partition; true when it has news for the client. */
    boolean noteFetched(FetchedPartition fetched) {
        Tracked tracked = partitions.get(fetched.target());
        if (tracked == null) {
            return true;
        }
        boolean news = fetched.redirects() || fetched.failed() || fetched.recordsSizeInBytes() > 0;
        news |= tracked.highWatermark != fetched.highWatermark();
        news |= tracked.logStartOffset != fetched.logStartOffset();
        // After an error the next answer must go out even when it equals the one before the error.
        tracked.highWatermark = fetched.failed() ? -1 : fetched.highWatermark();
        tracked.logStartOffset = fetched.logStartOffset();
        if (fetched.recordsSizeInBytes() > 0) {
            partitions.remove(fetched.target());
            partitions.put(fetched.target(), tracked);
        }
        return news;
    }

    private static final class Tracked {
        private FetchPartition asked;
        private long highWatermark = -1;
        private long logStartOffset = -1;
    }
}
