package io.ottla.wire.batch;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * A view of one record batch of format v2 inside a buffer. It holds a buffer and a position and copies nothing; {@link
 * #wrap} moves it to another batch, so that one view serves a whole loop. The buffer is big-endian, and its own position
 * and limit are neither used nor moved.
 *
 * <pre>
 *    0 baseOffset            int64   first offset; stamped by the leader, outside the CRC
 *    8 length                int32   bytes that follow this field
 *   12 partitionLeaderEpoch  int32   stamped by the leader, outside the CRC
 *   16 magic                 int8    2; the legacy formats have 0 or 1 at the same place
 *   17 crc                   uint32  CRC-32C of all that follows this field
 *   21 attributes            int16   bits 0-2 compression, 3 timestamp type, 4 transactional, 5 control, 6 delete horizon
 *   23 lastOffsetDelta       int32   last offset - base offset; kept when compaction removes records
 *   27 baseTimestamp         int64   of the first record; the delete horizon when bit 6 is set
 *   35 maxTimestamp          int64   of all records; the append time when bit 3 is set
 *   43 producerId            int64   -1: not idempotent
 *   51 producerEpoch         int16
 *   53 baseSequence          int32   sequence of the first record
 *   57 recordCount           int32
 *   61 records               packed as one piece when compressed
 * </pre>
 *
 * <p>The getters trust the header and check nothing: they need {@link #HEADER_SIZE} readable bytes, no more. {@link
 * BatchCursor} finds batches in untrusted bytes.
 */
public final class RecordBatch {
    /** Bytes of a batch's header. */
    public static final int HEADER_SIZE = 61;
    /** Bytes that the batch's {@code length} field does not count: the base offset and the field itself. */
    public static final int LENGTH_PREFIX_SIZE = 12;
    /** The only format that is written. */
    public static final byte MAGIC = 2;

    public static final long NO_PRODUCER_ID = -1;
    public static final short NO_PRODUCER_EPOCH = -1;
    public static final int NO_SEQUENCE = -1;
    public static final int NO_LEADER_EPOCH = -1;
    public static final long NO_TIMESTAMP = -1;

    static final int BASE_OFFSET = 0;
    static final int LENGTH = 8;
    static final int LEADER_EPOCH = 12;
    static final int MAGIC_AT = 16;
    static final int CRC = 17;
    static final int ATTRIBUTES = 21;
    static final int LAST_OFFSET_DELTA = 23;
    static final int BASE_TIMESTAMP = 27;
    static final int MAX_TIMESTAMP = 35;
    static final int PRODUCER_ID = 43;
    static final int PRODUCER_EPOCH = 51;
    static final int BASE_SEQUENCE = 53;
    static final int RECORD_COUNT = 57;

    static final int COMPRESSION_MASK = 0x07;
    static final int LOG_APPEND_TIME_BIT = 0x08;
    static final int TRANSACTIONAL_BIT = 0x10;
    static final int CONTROL_BIT = 0x20;
    static final int DELETE_HORIZON_BIT = 0x40;

    private static final int KNOWN_BITS = 0x7F;

    private ByteBuffer buffer;
    private int position;

    /** A view of nothing yet; {@link #wrap} gives it something to look at. */
    public RecordBatch() {}

    /** A view of the batch that starts at {@code position} of {@code buffer}. */
    public static RecordBatch at(ByteBuffer buffer, int position) {
        return new RecordBatch().wrap(buffer, position);
    }

    /** Moves this view to the batch that starts at {@code position} of {@code buffer}, and returns it. */
    public RecordBatch wrap(ByteBuffer buffer, int position) {
        this.buffer = buffer;
        this.position = position;
        return this;
    }

    public ByteBuffer buffer() {
        return buffer;
    }

    /** Where in {@link #buffer} the batch starts. */
    public int position() {
        return position;
    }

    public long baseOffset() {
        return buffer.getLong(position + BASE_OFFSET);
    }

    /** All bytes of the batch, header included. */
    public int sizeInBytes() {
        return LENGTH_PREFIX_SIZE + length();
    }

    /** The {@code length} field: the batch's bytes after it. */
    public int length() {
        return buffer.getInt(position + LENGTH);
    }

    public int partitionLeaderEpoch() {
        return buffer.getInt(position + LEADER_EPOCH);
    }

    public byte magic() {
        return buffer.get(position + MAGIC_AT);
    }

    /** The CRC that the header states. */
    public int crc() {
        return buffer.getInt(position + CRC);
    }

    public short attributes() {
        return buffer.getShort(position + ATTRIBUTES);
    }

    /** The compression's number, 0 to 7; {@link Compression#forId} knows those in use. */
    public int compressionId() {
        return attributes() & COMPRESSION_MASK;
    }

    public boolean isCompressed() {
        return compressionId() != 0;
    }

    public TimestampType timestampType() {
        return (attributes() & LOG_APPEND_TIME_BIT) == 0 ? TimestampType.CREATE_TIME : TimestampType.LOG_APPEND_TIME;
    }

    public boolean isTransactional() {
        return (attributes() & TRANSACTIONAL_BIT) != 0;
    }

    /** Whether the records are for brokers and clients' own use: transaction markers, or the quorum's records. */
    public boolean isControl() {
        return (attributes() & CONTROL_BIT) != 0;
    }

    /** From when on compaction may drop the batch's tombstones and markers; empty when that is not settled yet. */
    public OptionalLong deleteHorizonMs() {
        boolean set = (attributes() & DELETE_HORIZON_BIT) != 0;
        return set ? OptionalLong.of(baseTimestamp()) : OptionalLong.empty();
    }

    public int lastOffsetDelta() {
        return buffer.getInt(position + LAST_OFFSET_DELTA);
    }

    public long lastOffset() {
        return baseOffset() + lastOffsetDelta();
    }

    /** The offset that follows the batch. */
    public long nextOffset() {
        return lastOffset() + 1;
    }

    public long baseTimestamp() {
        return buffer.getLong(position + BASE_TIMESTAMP);
    }

    public long maxTimestamp() {
        return buffer.getLong(position + MAX_TIMESTAMP);
    }

    public long producerId() {
        return buffer.getLong(position + PRODUCER_ID);
    }

    public boolean hasProducerId() {
        return producerId() > NO_PRODUCER_ID;
    }

    public short producerEpoch() {
        return buffer.getShort(position + PRODUCER_EPOCH);
    }

    public int baseSequence() {
        return buffer.getInt(position + BASE_SEQUENCE);
    }

    /** The last record's sequence, or {@link #NO_SEQUENCE}. */
    public int lastSequence() {
        int base = baseSequence();
        return base == NO_SEQUENCE ? NO_SEQUENCE : Sequence.plus(base, lastOffsetDelta());
    }

    public int recordCount() {
        return buffer.getInt(position + RECORD_COUNT);
    }

    /** The records' bytes, compressed or not, as a slice. */
    public ByteBuffer records() {
        return buffer.slice(position + HEADER_SIZE, sizeInBytes() - HEADER_SIZE);
    }

    /** The whole batch as a slice. */
    public ByteBuffer bytes() {
        return buffer.slice(position, sizeInBytes());
    }

    /** Whether the stated CRC is that of the bytes, in one pass over them. The whole batch must be in the buffer. */
    public boolean isCrcValid() {
        return crc() == computeCrc();
    }

    /** Sets the offset of the first record. */
    public void stampBaseOffset(long baseOffset) {
        buffer.putLong(position + BASE_OFFSET, baseOffset);
    }

    /** Sets the epoch of the leader that appends the batch. */
    public void stampLeaderEpoch(int leaderEpoch) {
        buffer.putInt(position + LEADER_EPOCH, leaderEpoch);
    }

    /**
     * Sets who gave the timestamps, and the largest of them. Both lie under the CRC, which is computed anew; nothing is
     * done when they are so already. Attributes that have no meaning are lost, as they are in the reference.
     */
    public void stampMaxTimestamp(TimestampType type, long maxTimestamp) {
        if (timestampType() == type && maxTimestamp() == maxTimestamp) {
            return;
        }
        int others = attributes() & KNOWN_BITS & ~LOG_APPEND_TIME_BIT;
        int typeBit = type == TimestampType.LOG_APPEND_TIME ? LOG_APPEND_TIME_BIT : 0;
        buffer.putShort(position + ATTRIBUTES, (short) (others | typeBit));
        buffer.putLong(position + MAX_TIMESTAMP, maxTimestamp);
        stampCrc();
    }

    /** Computes the CRC of the bytes as they are and puts it into the header. */
    void stampCrc() {
        buffer.putInt(position + CRC, computeCrc());
    }

    private int computeCrc() {
        int from = position + ATTRIBUTES;
        int size = sizeInBytes() - ATTRIBUTES;
        CRC32C crc = new CRC32C();
        if (buffer.hasArray()) {
            crc.update(buffer.array(), buffer.arrayOffset() + from, size);
        } else {
            crc.update(buffer.slice(from, size));
        }
        return (int) crc.getValue();
    }

    @Override
    public String toString() {
        if (buffer == null) {
            return "RecordBatch()";
        }
        return "RecordBatch(offsets " + baseOffset() + ".." + lastOffset() + ", " + recordCount() + " records, "
                + sizeInBytes() + " bytes, epoch " + partitionLeaderEpoch() + ", producer " + producerId() + "/"
                + producerEpoch() + ", sequence " + baseSequence() + ")";
    }
}
