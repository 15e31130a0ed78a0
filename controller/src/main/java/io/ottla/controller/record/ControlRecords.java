package io.ottla.controller.record;

import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.ControlType;
import io.ottla.wire.io.Message;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.message.KRaftVersionRecord;
import io.ottla.wire.message.LeaderChangeMessage;
import io.ottla.wire.message.SnapshotFooterRecord;
import io.ottla.wire.message.SnapshotHeaderRecord;
import io.ottla.wire.message.VotersRecord;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The records that the quorum itself writes, beside those of metadata. All are written in their version 0, and say so in
 * their first field.
 */
public final class ControlRecords {
    private static final int VERSION = 0;

    private final BatchBuilder batch;
    private final long timestampMs;

    /** A batch of control records, to be filled and {@link #build built}. */
    public ControlRecords(long baseOffset, int leaderEpoch, long timestampMs) {
        this.batch = new BatchBuilder()
                .baseOffset(baseOffset)
                .leaderEpoch(leaderEpoch)
                .control();
        this.timestampMs = timestampMs;
    }

    public ControlRecords leaderChange(int leaderId, List<Integer> voters, List<Integer> grantingVoters) {
        return append(
                ControlType.LEADER_CHANGE,
                new LeaderChangeMessage()
                        .leaderId(leaderId)
                        .voters(voters.stream().map(ControlRecords::voter).toList())
                        .grantingVoters(grantingVoters.stream()
                                .map(ControlRecords::voter)
                                .toList()));
    }

    public ControlRecords kraftVersion(short level) {
        return append(ControlType.KRAFT_VERSION, new KRaftVersionRecord().kRaftVersion(level));
    }

    public ControlRecords voters(VotersRecord voters) {
        return append(ControlType.KRAFT_VOTERS, voters);
    }

    /** @param lastContainedTimestampMs the time of the last record of the log that the checkpoint stands for */
    public ControlRecords header(long lastContainedTimestampMs) {
        return append(
                ControlType.SNAPSHOT_HEADER,
                new SnapshotHeaderRecord().lastContainedLogTimestamp(lastContainedTimestampMs));
    }

    public ControlRecords footer() {
        return append(ControlType.SNAPSHOT_FOOTER, new SnapshotFooterRecord());
    }

    public int count() {
        return batch.recordCount();
    }

    public ByteBuffer build() {
        return batch.build();
    }

    private ControlRecords append(ControlType type, Message message) {
        ByteBuffer value = ByteBuffer.allocate(message.size(VERSION));
        message.write(new WireWriter(value), VERSION);
        batch.append(timestampMs, type.key(), value.flip());
        return this;
    }

    private static LeaderChangeMessage.Voter voter(int id) {
        return new LeaderChangeMessage.Voter().voterId(id);
    }

    public static short readKRaftVersion(ByteBuffer value) {
        return KRaftVersionRecord.read(new WireReader(value.duplicate()), VERSION)
                .kRaftVersion();
    }

    public static long readLastContainedTimestampMs(ByteBuffer value) {
        return SnapshotHeaderRecord.read(new WireReader(value.duplicate()), VERSION)
                .lastContainedLogTimestamp();
    }

    public static VotersRecord readVoters(ByteBuffer value) {
        return VotersRecord.read(new WireReader(value.duplicate()), VERSION);
    }
}
