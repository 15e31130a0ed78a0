package io.ottla.controller.driver;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageBuilder;
import io.ottla.controller.image.OffsetAndEpoch;
import io.ottla.controller.raft.VoterSet;
import io.ottla.controller.record.BatchVisitor;
import io.ottla.controller.record.ControlRecords;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.batch.ControlType;
import java.nio.ByteBuffer;

/** What a snapshot, and the log behind it, add up to: the image, and who has a vote. */
final class Replay implements BatchVisitor {
    private final ImageBuilder builder;
    private VoterSet voters = VoterSet.EMPTY;
    private boolean votersAreInLog;
    private short kraftVersion;
    private long lastTimestampMs;
    private boolean inLog;

    Replay(String clusterId) {
        this.builder = new ImageBuilder(ClusterImage.empty(clusterId));
    }

    ImageBuilder builder() {
        return builder;
    }

    VoterSet voters() {
        return voters;
    }

    /** Whether the voters were written to the log; the first ones are only in the first snapshot. */
    boolean votersAreInLog() {
        return votersAreInLog;
    }

    short kraftVersion() {
        return kraftVersion;
    }

    /** The time of the last batch of the log that was seen, or is in the snapshot; 0 before the first. */
    long lastTimestampMs() {
        return lastTimestampMs;
    }

    /** What was shown so far was the snapshot {@code id}; what comes now is the log behind it. */
    void snapshotEnds(OffsetAndEpoch id) {
        builder.setApplied(new OffsetAndEpoch(id.offset() - 1, id.epoch()));
        votersAreInLog = id.offset() > 0;
        logBegins();
    }

    /** What comes now is the log. */
    void logBegins() {
        inLog = true;
    }

    @Override
    public void control(ControlType type, ByteBuffer value, long offset) {
        switch (type) {
            case KRAFT_VERSION -> kraftVersion = ControlRecords.readKRaftVersion(value);
            case KRAFT_VOTERS -> {
                voters = VoterRecords.fromRecord(ControlRecords.readVoters(value));
                votersAreInLog = true;
            }
            case SNAPSHOT_HEADER -> lastTimestampMs = ControlRecords.readLastContainedTimestampMs(value);
            case LEADER_CHANGE, SNAPSHOT_FOOTER, ABORT, COMMIT, UNKNOWN -> {
                // Say nothing about the image.
            }
        }
    }

    @Override
    public void record(VersionedRecord record, long offset) {
        // A snapshot may end within a batch of the log.
        boolean isInSnapshot = inLog && offset <= builder.image().applied().offset();
        if (!isInSnapshot) {
            builder.apply(record.message());
        }
    }

    @Override
    public void batchEnd(long lastOffset, int leaderEpoch, long maxTimestamp) {
        if (inLog) {
            builder.setApplied(new OffsetAndEpoch(lastOffset, leaderEpoch));
            lastTimestampMs = maxTimestamp;
        }
    }
}
