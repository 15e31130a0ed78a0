package io.ottla.storage.log;

import io.ottla.storage.producer.ProducerAppend;
import io.ottla.storage.producer.ProducerStateTable;
import io.ottla.storage.segment.LogSegment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Brings producer state to an offset of the log: from the newest snapshot before it, and the batches between the two. */
final class ProducerReplay {
    private final ProducerStateTable producers;
    private final ProducerSnapshotFiles snapshots;

    ProducerReplay(ProducerStateTable producers, ProducerSnapshotFiles snapshots) {
        this.producers = producers;
        this.snapshots = snapshots;
    }

    /** Sets the state as of {@code endOffset}. */
    void rebuild(List<LogSegment> segments, long logStartOffset, long endOffset, long nowMs) throws IOException {
        Optional<ProducerSnapshotFiles.Loaded> snapshot = snapshots.newest(endOffset);
        if (snapshot.isPresent()) {
            producers.restore(snapshot.get().snapshot(), snapshot.get().offset(), nowMs);
        } else {
            producers.clear(logStartOffset);
        }
        for (LogSegment segment : segments) {
            long from = Math.max(producers.endOffset(), logStartOffset);
            if (from < endOffset && segment.baseOffset() < endOffset) {
                segment.forEachBatch(from, endOffset, (in, batch, position) -> {
                    Optional<ProducerAppend> append = ProducerAppends.read(in, batch, position);
                    append.ifPresent(producers::apply);
                    producers.advanceTo(batch.nextOffset());
                });
            }
        }
        producers.advanceTo(endOffset);
        producers.logStartAdvanced(logStartOffset);
    }
}
