package io.ottla.broker.fetchsession;

/** What a fetch found in one partition, as far as a session must know it to tell news from what was sent before. */
public interface FetchedPartition {
    FetchTarget target();

    int recordsSizeInBytes();

    long highWatermark();

    long logStartOffset();

    boolean failed();

    /** True when the client is told something besides data: where its log diverged, or which replica to prefer. */
    boolean redirects();
}
