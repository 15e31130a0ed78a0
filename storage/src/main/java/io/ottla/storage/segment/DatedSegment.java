package io.ottla.storage.segment;

import java.io.IOException;

/** What is known of a segment without reading its records. Its times may have to be read from its index. */
public interface DatedSegment {
    long baseOffset();

    int sizeBytes();

    /** The largest timestamp of the segment's batches, or -1. */
    long maxTimestamp() throws IOException;

    /** The largest timestamp of the first batch, or -1. */
    long firstTimestamp() throws IOException;
}
