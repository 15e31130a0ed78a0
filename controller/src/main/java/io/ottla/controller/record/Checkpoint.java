package io.ottla.controller.record;

import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.message.VotersRecord;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What lies in a {@code .checkpoint} file: batches with offsets from 0 on, of which only the order matters.
 *
 * <pre>
 *   control batch   header, and, if the quorum is a dynamic one, the level of kraft.version and the voters
 *   batches         metadata records
 *   control batch   footer
 * </pre>
 *
 * <p>A snapshot of the log looks like that, and so does the file with the records that a new cluster begins with. A file
 * without its footer was not finished, and is worth nothing.
 */
public final class Checkpoint {
    /** Where the batches go. */
    private final Consumer<ByteBuffer> out;

    private final int leaderEpoch;
    private final long timestampMs;
    private final BatchSplitter splitter;

    /**
     * Begins a checkpoint.
     *
     * @param leaderEpoch the epoch of the last record that it stands for
     * @param timestampMs when it is made
     * @param header what is known at its beginning
     * @param out is given the batches, one after the other
     */
    public Checkpoint(int leaderEpoch, long timestampMs, Header header, Consumer<ByteBuffer> out) {
        this.out = out;
        this.leaderEpoch = leaderEpoch;
        this.timestampMs = timestampMs;
        ControlRecords first =
                new ControlRecords(0, leaderEpoch, timestampMs).header(header.lastContainedTimestampMs());
        header.quorum()
                .ifPresent(quorum -> first.kraftVersion(quorum.kraftVersion()).voters(quorum.voters()));
        out.accept(first.build());
        this.splitter = new BatchSplitter(first.count(), leaderEpoch, timestampMs, out);
    }

    /**
     * @param lastContainedTimestampMs the time of the last record of the log that the checkpoint stands for
     * @param quorum empty when the voters are static ones
     */
    public record Header(long lastContainedTimestampMs, Optional<Quorum> quorum) {}

    /** The voters, at a level of {@code kraft.version} at which the log has them. */
    public record Quorum(short kraftVersion, VotersRecord voters) {}

    public void append(VersionedRecord record) {
        splitter.append(record);
    }

    /** Ends it. */
    public void finish() {
        splitter.finish();
        out.accept(new ControlRecords(splitter.nextOffset(), leaderEpoch, timestampMs)
                .footer()
                .build());
    }

    /**
     * Shows {@code visitor} all that is in a checkpoint.
     *
     * @param bytes the whole file
     * @throws MalformedMessage when it is damaged, or has no end
     */
    public static void visit(ByteBuffer bytes, BatchVisitor visitor) {
        EndWatcher watcher = new EndWatcher(visitor);
        int taken = MetadataBatches.visit(bytes, watcher);
        if (!watcher.hasEnded() || taken != bytes.remaining()) {
            throw new MalformedMessage("the checkpoint has no end");
        }
    }
}
