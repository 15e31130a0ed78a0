package io.ottla.wire.batch;

import io.ottla.wire.io.Varint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes a batch. What it is like is said first; then come its records; {@link #build} ends it.
 *
 * <pre>{@code
 * ByteBuffer batch = new BatchBuilder()
 *         .compression(Compression.LZ4)
 *         .producer(producerId, producerEpoch, baseSequence)
 *         .append(timestamp, key, value)
 *         .build();
 * }</pre>
 *
 * <p>Uncompressed, the bytes are those that the reference's builder makes of the same records.
 */
public final class BatchBuilder {
    private static final int INITIAL_CAPACITY = 512;

    /** Room for the header, and the records as they are without compression. */
    private final GrowingBytes unpacked;

    private Compression compression = Compression.NONE;
    private int level;
    private long baseOffset;
    private int leaderEpoch = RecordBatch.NO_LEADER_EPOCH;
    private long producerId = RecordBatch.NO_PRODUCER_ID;
    private short producerEpoch = RecordBatch.NO_PRODUCER_EPOCH;
    private int baseSequence = RecordBatch.NO_SEQUENCE;
    private int flags;
    private long appendTime = RecordBatch.NO_TIMESTAMP;

    private long baseTimestamp = RecordBatch.NO_TIMESTAMP;
    private boolean baseTimestampIsSet;
    private long maxTimestamp = RecordBatch.NO_TIMESTAMP;
    private long lastOffset = -1;
    private int recordCount;

    public BatchBuilder() {
        this(INITIAL_CAPACITY);
    }

    /** A batch whose size, without compression, is about {@code sizeInBytes}; it may become larger. */
    public BatchBuilder(int sizeInBytes) {
        unpacked = new GrowingBytes(Math.max(RecordBatch.HEADER_SIZE, sizeInBytes));
        unpacked.reserve(RecordBatch.HEADER_SIZE);
    }

    /** Packs the records, at the compression's default level. */
    public BatchBuilder compression(Compression newCompression) {
        return compression(newCompression, newCompression.defaultLevel());
    }

    /** Packs the records, at {@code newLevel}. */
    public BatchBuilder compression(Compression newCompression, int newLevel) {
        if (!newCompression.hasLevel(newLevel)) {
            throw new IllegalArgumentException(newCompression.configName() + " has no level " + newLevel);
        }
        this.compression = newCompression;
        this.level = newLevel;
        return this;
    }

    /** The first record's offset; 0 unless said. */
    public BatchBuilder baseOffset(long newBaseOffset) {
        requireEmpty();
        this.baseOffset = newBaseOffset;
        this.lastOffset = newBaseOffset - 1;
        return this;
    }

    /** The epoch of the leader that appends the batch; none unless said. */
    public BatchBuilder leaderEpoch(int newLeaderEpoch) {
        this.leaderEpoch = newLeaderEpoch;
        return this;
    }

    /** The producer, for idempotence. */
    public BatchBuilder producer(long newProducerId, short newProducerEpoch, int newBaseSequence) {
        this.producerId = newProducerId;
        this.producerEpoch = newProducerEpoch;
        this.baseSequence = newBaseSequence;
        return this;
    }

    /** The records are part of a transaction, or its marker. */
    public BatchBuilder transactional() {
        flags |= RecordBatch.TRANSACTIONAL_BIT;
        return this;
    }

    /** The records are control records; their keys are those of {@link ControlType}. */
    public BatchBuilder control() {
        flags |= RecordBatch.CONTROL_BIT;
        return this;
    }

    /** The broker gives all records this time, and their own times count no longer. */
    public BatchBuilder appendTime(long newAppendTime) {
        flags |= RecordBatch.LOG_APPEND_TIME_BIT;
        this.appendTime = newAppendTime;
        return this;
    }

    /** From when on compaction may drop the batch's tombstones and markers. */
    public BatchBuilder deleteHorizonMs(long deleteHorizonMs) {
        requireEmpty();
        flags |= RecordBatch.DELETE_HORIZON_BIT;
        this.baseTimestamp = deleteHorizonMs;
        this.baseTimestampIsSet = true;
        return this;
    }

    /** Adds a record at the next offset. Key and value may be null; the buffers' positions are not moved. */
    public BatchBuilder append(long timestamp, ByteBuffer key, ByteBuffer value) {
        return append(new BatchRecord(lastOffset + 1, timestamp, key, value, List.of()));
    }

    /** Adds a record at the next offset. Key and value may be null. */
    public BatchBuilder append(long timestamp, byte[] key, byte[] value) {
        return append(timestamp, wrap(key), wrap(value));
    }

    /** Adds a record with headers at the next offset. */
    public BatchBuilder append(long timestamp, ByteBuffer key, ByteBuffer value, List<RecordHeader> headers) {
        return append(new BatchRecord(lastOffset + 1, timestamp, key, value, headers));
    }

    /** Adds a record at its own offset, which is above that of the one before. */
    public BatchBuilder append(BatchRecord record) {
        if (record.offset() <= lastOffset || record.offset() - baseOffset > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("offset " + record.offset() + " cannot follow " + lastOffset
                    + " in a batch that begins at " + baseOffset);
        }
        if (record.timestamp() < RecordBatch.NO_TIMESTAMP) {
            throw new IllegalArgumentException("a record cannot have the timestamp " + record.timestamp());
        }
        if (!baseTimestampIsSet) {
            baseTimestamp = record.timestamp();
            baseTimestampIsSet = true;
        }
        encode(record);
        lastOffset = record.offset();
        maxTimestamp = Math.max(maxTimestamp, record.timestamp());
        recordCount++;
        return this;
    }

    /**
     * Lets the batch end at {@code newLastOffset}, though its last records are gone: compaction keeps a batch's offsets and
     * sequences. Such a batch may have no records at all; see {@link #maxTimestamp}.
     */
    public BatchBuilder lastOffset(long newLastOffset) {
        if (newLastOffset < lastOffset || newLastOffset < baseOffset) {
            throw new IllegalArgumentException(
                    "a batch with offsets " + baseOffset + " to " + lastOffset + " cannot end at " + newLastOffset);
        }
        this.lastOffset = newLastOffset;
        return this;
    }

    /** The largest timestamp of a batch that has lost its records; else it is found. */
    public BatchBuilder maxTimestamp(long newMaxTimestamp) {
        this.maxTimestamp = newMaxTimestamp;
        return this;
    }

    /** Records so far. */
    public int recordCount() {
        return recordCount;
    }

    /** Size of the batch so far, as it would be without compression. */
    public int unpackedSizeInBytes() {
        return unpacked.size();
    }

    /** The batch: a buffer of its own, from 0 to its limit. Nothing may be appended after, and nothing built again. */
    public ByteBuffer build() {
        if (lastOffset < baseOffset) {
            throw new IllegalStateException("a batch without records has no place in a log");
        }
        if ((flags & RecordBatch.TRANSACTIONAL_BIT) != 0 && producerId == RecordBatch.NO_PRODUCER_ID) {
            throw new IllegalStateException("a transactional batch needs a producer");
        }
        Compression used = recordCount == 0 ? Compression.NONE : compression;
        ByteBuffer bytes = used == Compression.NONE ? unpacked.view() : packed();
        writeHeader(bytes, used);
        return bytes;
    }

    private ByteBuffer packed() {
        GrowingBytes batch = new GrowingBytes(unpackedSizeInBytes());
        batch.reserve(RecordBatch.HEADER_SIZE);
        try (OutputStream records = compression.codec().pack(batch, level)) {
            ByteBuffer source = unpacked.view().position(RecordBatch.HEADER_SIZE);
            records.write(source.array(), source.arrayOffset() + source.position(), source.remaining());
        } catch (IOException e) {
            throw new UncheckedIOException("packing from memory to memory failed", e);
        }
        return batch.view();
    }

    private void writeHeader(ByteBuffer bytes, Compression used) {
        boolean stampedByBroker = (flags & RecordBatch.LOG_APPEND_TIME_BIT) != 0;
        bytes.putLong(RecordBatch.BASE_OFFSET, baseOffset);
        bytes.putInt(RecordBatch.LENGTH, bytes.limit() - RecordBatch.LENGTH_PREFIX_SIZE);
        bytes.putInt(RecordBatch.LEADER_EPOCH, leaderEpoch);
        bytes.put(RecordBatch.MAGIC_AT, RecordBatch.MAGIC);
        bytes.putShort(RecordBatch.ATTRIBUTES, (short) (flags | used.id()));
        bytes.putInt(RecordBatch.LAST_OFFSET_DELTA, (int) (lastOffset - baseOffset));
        bytes.putLong(RecordBatch.BASE_TIMESTAMP, baseTimestamp);
        bytes.putLong(RecordBatch.MAX_TIMESTAMP, stampedByBroker ? appendTime : maxTimestamp);
        bytes.putLong(RecordBatch.PRODUCER_ID, producerId);
        bytes.putShort(RecordBatch.PRODUCER_EPOCH, producerEpoch);
        bytes.putInt(RecordBatch.BASE_SEQUENCE, baseSequence);
        bytes.putInt(RecordBatch.RECORD_COUNT, recordCount);
        RecordBatch.at(bytes, 0).stampCrc();
    }

    private void encode(BatchRecord record) {
        int offsetDelta = (int) (record.offset() - baseOffset);
        long timestampDelta = record.timestamp() - baseTimestamp;
        int size = 1
                + Varint.sizeOfLong(timestampDelta)
                + Varint.sizeOf(offsetDelta)
                + sizeOf(record.key())
                + sizeOf(record.value())
                + sizeOf(record.headers());
        unpacked.putVarint(size);
        unpacked.write(0);
        unpacked.putVarlong(timestampDelta);
        unpacked.putVarint(offsetDelta);
        put(record.key());
        put(record.value());
        unpacked.putVarint(record.headers().size());
        for (RecordHeader header : record.headers()) {
            put(ByteBuffer.wrap(header.key().getBytes(StandardCharsets.UTF_8)));
            put(header.value());
        }
    }

    private static int sizeOf(ByteBuffer part) {
        return part == null ? Varint.sizeOf(-1) : Varint.sizeOf(part.remaining()) + part.remaining();
    }

    private static int sizeOf(List<RecordHeader> headers) {
        int size = Varint.sizeOf(headers.size());
        for (RecordHeader header : headers) {
            int nameSize = header.key().getBytes(StandardCharsets.UTF_8).length;
            size += Varint.sizeOf(nameSize) + nameSize + sizeOf(header.value());
        }
        return size;
    }

    private void put(ByteBuffer part) {
        if (part == null) {
            unpacked.putVarint(-1);
        } else {
            unpacked.putVarint(part.remaining());
            unpacked.put(part);
        }
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private void requireEmpty() {
        if (recordCount > 0) {
            throw new IllegalStateException("the batch has records already");
        }
    }
}
