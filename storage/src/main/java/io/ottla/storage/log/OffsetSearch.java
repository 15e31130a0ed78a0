package io.ottla.storage.log;

import io.ottla.storage.segment.BatchPlace;
import io.ottla.storage.segment.LogSegment;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.BatchRules;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import io.ottla.wire.io.MalformedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds records by their time. */
final class OffsetSearch {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetSearch.class);

    private final LogState log;

    OffsetSearch(LogState log) {
        this.log = log;
    }

    /** The first record that is not before the log's start and has this timestamp or a later one. */
    Optional<FoundOffset> firstAtOrAfter(long timestampMs) throws IOException {
        for (LogSegment segment : log.segments.all()) {
            if (segment.maxTimestamp() >= timestampMs) {
                Optional<FoundOffset> found = search(segment, timestampMs);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<FoundOffset> search(LogSegment segment, long timestampMs) throws IOException {
        long from = Math.max(segment.offsetFloorOf(timestampMs), log.logStartOffset);
        Optional<BatchPlace> place = segment.find(from, timestampMs);
        while (place.isPresent()) {
            Optional<FoundOffset> found = lookInto(
                    segment,
                    place.get(),
                    record -> record.timestamp() >= timestampMs && record.offset() >= log.logStartOffset);
            if (found.isPresent()) {
                return found;
            }
            // The records that gave the batch its timestamp were compacted away, or lie before the log's start.
            place = segment.find(place.get().lastOffset() + 1, timestampMs);
        }
        return Optional.empty();
    }

    /** The first record with the largest timestamp of all; empty when no record has one. */
    Optional<FoundOffset> maxTimestamp() throws IOException {
        LogSegment newest = log.segments.first();
        for (LogSegment segment : log.segments.all()) {
            if (segment.maxTimestamp() > newest.maxTimestamp()) {
                newest = segment;
            }
        }
        long largest = newest.maxTimestamp();
        if (largest < 0) {
            return Optional.empty();
        }
        Optional<BatchPlace> place = newest.find(newest.maxTimestampOffset(), largest);
        return place.isEmpty()
                ? Optional.empty()
                : lookInto(newest, place.get(), record -> record.timestamp() == largest);
    }

    private static Optional<FoundOffset> lookInto(LogSegment segment, BatchPlace place, Predicate<BatchRecord> wanted)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(place.endPosition() - place.position());
        if (segment.read(place.position(), bytes) < bytes.capacity()) {
            throw segment.damagedAt(place.position(), "the file ends within it");
        }
        RecordBatch batch = RecordBatch.at(bytes, 0);
        if (!batch.isCrcValid()) {
            throw segment.damagedAt(place.position(), "its CRC is wrong");
        }
        try (RecordReader records = RecordReader.open(batch, BatchRules.DEFAULT_UNPACKED_BYTES_MAX)) {
            while (records.hasNext()) {
                BatchRecord record = records.next();
                if (wanted.test(record)) {
                    return Optional.of(
                            new FoundOffset(record.offset(), record.timestamp(), batch.partitionLeaderEpoch()));
                }
            }
        } catch (MalformedMessage unreadable) {
            // It came like this and was appended unread, and nobody can find anything in it.
            LOG.warn(
                    "The batch at position {} of segment {} cannot be read: {}",
                    place.position(),
                    segment.baseOffset(),
                    unreadable.getMessage());
        }
        return Optional.empty();
    }
}
