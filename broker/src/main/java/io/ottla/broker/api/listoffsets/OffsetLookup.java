package io.ottla.broker.api.listoffsets;

import io.ottla.broker.partition.Isolation;
import io.ottla.broker.partition.Partition;
import io.ottla.storage.log.FoundOffset;
import io.ottla.wire.api.ErrorCode;
import java.util.Map;
import java.util.Optional;

/**
 * One partition's question: by a time, or by one of the negative numbers that stand for something else. What concerns
 * remote storage is answered as by a broker without any.
 */
record OffsetLookup(long timestampMs, int currentLeaderEpoch, Isolation isolation, int version) {
    private static final long LATEST = -1;
    private static final long EARLIEST = -2;
    private static final long MAX_TIMESTAMP = -3;
    private static final long EARLIEST_LOCAL = -4;
    private static final long LATEST_TIERED = -5;
    private static final long EARLIEST_PENDING_UPLOAD = -6;

    /** In which version clients could first ask for what. */
    private static final Map<Long, Integer> FIRST_VERSIONS = Map.of(
            LATEST, 1,
            EARLIEST, 1,
            MAX_TIMESTAMP, 7,
            EARLIEST_LOCAL, 8,
            LATEST_TIERED, 9,
            EARLIEST_PENDING_UPLOAD, 11);

    private static final int FIRST_VERSION_WITH_OFFSET_NOT_AVAILABLE = 5;

    /** An offset, or why there is none; an offset of -1 without an error: no record fits. */
    record Answer(ErrorCode error, FoundOffset found) {
        private static final FoundOffset NOTHING = new FoundOffset(-1, -1, -1);

        static Answer failed(ErrorCode error) {
            return new Answer(error, NOTHING);
        }

        private static Answer of(FoundOffset found) {
            return new Answer(ErrorCode.NONE, found);
        }
    }

    /** Whether the version has this question. */
    boolean isSupported() {
        return timestampMs >= 0 || version >= FIRST_VERSIONS.getOrDefault(timestampMs, Integer.MAX_VALUE);
    }

    Answer in(Partition partition) {
        ErrorCode error = partition.checkLeader(currentLeaderEpoch);
        if (error != ErrorCode.NONE) {
            return Answer.failed(error);
        }
        if (timestampMs == EARLIEST || timestampMs == EARLIEST_LOCAL) {
            return Answer.of(partition.log().earliestOffset());
        }
        if (timestampMs == LATEST_TIERED || timestampMs == EARLIEST_PENDING_UPLOAD) {
            return Answer.of(Answer.NOTHING);
        }
        if (timestampMs == LATEST) {
            return isCatchingUp(partition) ? notAvailable() : Answer.of(latest(partition));
        }
        Optional<FoundOffset> found = timestampMs == MAX_TIMESTAMP
                ? partition.log().maxTimestampOffset()
                : partition.log().offsetForTimestamp(timestampMs);
        if (found.isEmpty()) {
            return Answer.of(Answer.NOTHING);
        }
        if (found.get().offset() >= partition.bound(isolation)) {
            return isCatchingUp(partition) ? notAvailable() : Answer.of(Answer.NOTHING);
        }
        return Answer.of(found.get());
    }

    /** The end that this reader may see, under the epoch of the leader that says so. */
    private FoundOffset latest(Partition partition) {
        return new FoundOffset(
                partition.bound(isolation), -1, partition.leadership().epoch());
    }

    /** A new leader does not know yet how much of what it has is replicated: a client could be told an end that goes back. */
    private boolean isCatchingUp(Partition partition) {
        return isolation != Isolation.LOG_END && partition.epochStartOffset() > partition.highWatermark();
    }

    private Answer notAvailable() {
        return Answer.failed(
                version >= FIRST_VERSION_WITH_OFFSET_NOT_AVAILABLE
                        ? ErrorCode.OFFSET_NOT_AVAILABLE
                        : ErrorCode.LEADER_NOT_AVAILABLE);
    }
}
