package io.ottla.storage.compaction;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.storage.segment.FilePool;
import io.ottla.storage.segment.LogSegment;
import io.ottla.storage.segment.SegmentFacts;
import io.ottla.storage.segment.SegmentFileName;
import io.ottla.storage.segment.SegmentFileName.Kind;
import io.ottla.storage.segment.SegmentFileName.Stage;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** The segment that takes the place of others, while it is written. Batches go down many at a time. */
final class CleanedSegment {
    private static final int OPEN_FILES_MAX = 4;

    private final Disk disk;
    private final Compaction.Plan plan;
    private final LogSegment segment;
    private final LongConsumer onWritten;
    private final RecordBatch view = new RecordBatch();
    private final ByteBuffer pending;

    CleanedSegment(Disk disk, Compaction.Plan plan, long baseOffset, int bufferBytes, LongConsumer onWritten)
            throws IOException {
        this.disk = disk;
        this.plan = plan;
        this.onWritten = onWritten;
        this.pending = ByteBuffer.allocate(Math.max(RecordBatch.HEADER_SIZE, bufferBytes));
        this.segment =
                LogSegment.createCleaned(new FilePool(disk, OPEN_FILES_MAX), plan.folder(), baseOffset, plan.nowMs());
    }

    void add(ByteBuffer batch) throws IOException {
        if (batch.remaining() > pending.remaining()) {
            writePending();
        }
        if (batch.remaining() > pending.capacity()) {
            write(batch);
        } else {
            pending.put(batch);
        }
    }

    void noteAborted(AbortedTransaction transaction) throws IOException {
        segment.noteAborted(transaction);
    }

    private void writePending() throws IOException {
        pending.flip();
        write(pending);
        pending.clear();
    }

    private void write(ByteBuffer batches) throws IOException {
        int size = batches.remaining();
        if (size == 0) {
            return;
        }
        int start = batches.position();
        int end = batches.limit();
        segment.write(new ByteBuffer[] {batches}, 1);
        onWritten.accept(size);
        for (int at = start; at < end; at += view.sizeInBytes()) {
            segment.noteAppended(view.wrap(batches, at), plan.rules().indexIntervalBytes());
        }
    }

    /** Writes what is left, and makes all of it durable. */
    SegmentFacts finish() throws IOException {
        writePending();
        segment.finish();
        segment.force();
        segment.close();
        return segment.facts();
    }

    /** Deletes what was written, since it is not needed. */
    void delete() throws IOException {
        segment.close();
        for (Kind kind : Kind.values()) {
            if (kind == Kind.LOG || kind.isIndex()) {
                disk.delete(plan.folder().resolve(SegmentFileName.of(segment.baseOffset(), kind, Stage.CLEANED)));
            }
        }
    }
}
