package io.ottla.storage.compaction;

/** What a compaction has gone through, and what it has left. Counted on the thread that runs it. */
public final class CompactionCount {
    private long bytesRead;
    private long bytesWritten;
    private long recordsRead;
    private long recordsKept;
    private long keylessRecords;
    private long keyBytesRead;
    private double mapUtilization;

    void read(int records) {
        recordsRead += records;
    }

    void kept(int records) {
        recordsKept += records;
    }

    void keyless() {
        keylessRecords++;
    }

    void copied(long from, long to) {
        bytesRead += from;
        bytesWritten += to;
    }

    void mapped(long bytes, double utilization) {
        keyBytesRead += bytes;
        mapUtilization = utilization;
    }

    /** Bytes of the segments that were compacted. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Bytes of the segments that took their place. */
    public long bytesWritten() {
        return bytesWritten;
    }

    /** Bytes that were read for their keys. */
    public long keyBytesRead() {
        return keyBytesRead;
    }

    public long recordsRead() {
        return recordsRead;
    }

    public long recordsKept() {
        return recordsKept;
    }

    /** Records without a key, which were dropped. */
    public long keylessRecords() {
        return keylessRecords;
    }

    /** How full the memory for keys became, from 0 to 1. */
    public double mapUtilization() {
        return mapUtilization;
    }

    @Override
    public String toString() {
        return "%,d bytes with %,d records became %,d bytes with %,d records (%,d bytes read for keys, the map %.0f%% full)"
                .formatted(bytesRead, recordsRead, bytesWritten, recordsKept, keyBytesRead, 100 * mapUtilization);
    }
}
