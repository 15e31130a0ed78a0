package io.ottla.storage.producer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The producers of a partition as of one offset, and their file {@code <offset>.snapshot}: version 1 of the reference's
 * {@code ProducerSnapshot}.
 *
 * <pre>
 *    0 version               int16   1
 *    2 crc                   uint32  CRC-32C of all that follows
 *    6 count                 int32
 *   10 entries               46 bytes each:
 *        producerId             int64
 *        epoch                  int16
 *        lastSequence           int32   -1 when no records of the epoch are known
 *        lastOffset             int64   likewise
 *        offsetDelta            int32   last offset - first offset of the last batch
 *        timestamp              int64
 *        coordinatorEpoch       int32   of the last marker, or -1
 *        currentTxnFirstOffset  int64   of the open transaction, or -1
 * </pre>
 */
public record ProducerSnapshot(List<Entry> entries) {
    private static final short VERSION = 1;
    private static final int CRC_AT = 2;
    private static final int COUNT_AT = 6;
    private static final int ENTRIES_AT = 10;
    private static final int ENTRY_SIZE = 46;

    public ProducerSnapshot {
        entries = List.copyOf(entries);
    }

    /** One producer. */
    public record Entry(
            long producerId,
            short epoch,
            int lastSequence,
            long lastOffset,
            int offsetDelta,
            long timestampMs,
            int coordinatorEpoch,
            long transactionFirstOffset) {}

    /** The file's bytes are not those of a snapshot. The file is of no use; an older one, or the log itself, is. */
    public static final class Corrupt extends Exception {
        private static final long serialVersionUID = 1L;

        Corrupt(String message) {
            super(message);
        }
    }

    /** The file's content. */
    public ByteBuffer encode() {
        ByteBuffer file = ByteBuffer.allocate(ENTRIES_AT + entries.size() * ENTRY_SIZE);
        file.putShort(VERSION).putInt(0).putInt(entries.size());
        for (Entry entry : entries) {
            file.putLong(entry.producerId)
                    .putShort(entry.epoch)
                    .putInt(entry.lastSequence)
                    .putLong(entry.lastOffset)
                    .putInt(entry.offsetDelta)
                    .putLong(entry.timestampMs)
                    .putInt(entry.coordinatorEpoch)
                    .putLong(entry.transactionFirstOffset);
        }
        file.flip();
        return file.putInt(CRC_AT, crc(file));
    }

    /** Reads a file's content, from its position to its limit. */
    public static ProducerSnapshot decode(ByteBuffer content) throws Corrupt {
        ByteBuffer file = content.slice();
        if (file.limit() < ENTRIES_AT) {
            throw new Corrupt("a producer snapshot of " + file.limit() + " bytes is too short");
        }
        short version = file.getShort(0);
        if (version != VERSION) {
            throw new Corrupt("version " + version + " of the producer snapshot is not known");
        }
        int count = file.getInt(COUNT_AT);
        if (count < 0 || (long) count * ENTRY_SIZE != file.limit() - ENTRIES_AT) {
            throw new Corrupt("a producer snapshot of " + file.limit() + " bytes does not hold the " + count
                    + " entries it states");
        }
        if (crc(file) != file.getInt(CRC_AT)) {
            throw new Corrupt("the CRC of the producer snapshot is wrong");
        }
        file.position(ENTRIES_AT);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(
                    file.getLong(),
                    file.getShort(),
                    file.getInt(),
                    file.getLong(),
                    file.getInt(),
                    file.getLong(),
                    file.getInt(),
                    file.getLong()));
        }
        return new ProducerSnapshot(entries);
    }

    private static int crc(ByteBuffer file) {
        CRC32C crc = new CRC32C();
        crc.update(file.slice(COUNT_AT, file.limit() - COUNT_AT));
        return (int) crc.getValue();
    }
}
