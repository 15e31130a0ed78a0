package io.ottla.storage.disk.sim;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** The bytes of one file, as they are in the page cache and as they are on the platter. */
final class Inode {
    static final int PAGE_BYTES = 4096;
    private static final int SECTOR_BYTES = 512;

    private byte[] cached;
    private int cachedBytes;
    private byte[] durable;
    private int durableBytes;
    private final BitSet dirtyPages = new BitSet();
    private long modifiedMs;

    Inode(long nowMs) {
        this(new byte[0], nowMs);
    }

    private Inode(byte[] content, long nowMs) {
        this.cached = content;
        this.cachedBytes = content.length;
        this.durable = content.clone();
        this.durableBytes = content.length;
        this.modifiedMs = nowMs;
    }

    int size() {
        return cachedBytes;
    }

    long modifiedMs() {
        return modifiedMs;
    }

    int read(long position, byte[] target, int offset, int length) {
        if (position >= cachedBytes) {
            return 0;
        }
        int count = (int) Math.min(length, cachedBytes - position);
        System.arraycopy(cached, (int) position, target, offset, count);
        return count;
    }

    void write(long position, byte[] source, int length, long nowMs) {
        int end = Math.toIntExact(position + length);
        if (end > cached.length) {
            cached = Arrays.copyOf(cached, Math.max(end, cached.length * 2));
        }
        if (position > cachedBytes) {
            // A hole reads as zeros, whatever was there before a truncation.
            Arrays.fill(cached, cachedBytes, (int) position, (byte) 0);
        }
        System.arraycopy(source, 0, cached, (int) position, length);
        cachedBytes = Math.max(cachedBytes, end);
        if (length > 0) {
            dirtyPages.set((int) position / PAGE_BYTES, (end - 1) / PAGE_BYTES + 1);
        }
        modifiedMs = nowMs;
    }

    void truncate(long sizeBytes, long nowMs) {
        if (sizeBytes < cachedBytes) {
            cachedBytes = (int) sizeBytes;
            modifiedMs = nowMs;
        }
    }

    void flipBit(long bit) {
        cached[(int) (bit >>> 3)] ^= (byte) (1 << (bit & 7));
        durable = Arrays.copyOf(cached, cachedBytes);
        durableBytes = cachedBytes;
    }

    void force() {
        durable = Arrays.copyOf(cached, cachedBytes);
        durableBytes = cachedBytes;
        dirtyPages.clear();
    }

    /** The file after the process died and the machine went on. */
    Inode afterKill() {
        return new Inode(Arrays.copyOf(cached, cachedBytes), modifiedMs);
    }

    /** The file after the power went: each page that was not forced is there, or not, or in part. */
    Inode afterPowerLoss(Random random) {
        int size = sizeAfterPowerLoss(random);
        byte[] content = new byte[size];
        System.arraycopy(durable, 0, content, 0, Math.min(size, durableBytes));
        for (int page = dirtyPages.nextSetBit(0); page >= 0; page = dirtyPages.nextSetBit(page + 1)) {
            int start = page * PAGE_BYTES;
            int keep = switch (random.nextInt(3)) {
                case 0 -> 0;
                case 1 -> SECTOR_BYTES * random.nextInt(PAGE_BYTES / SECTOR_BYTES);
                default -> PAGE_BYTES;
            };
            int end = Math.min(start + keep, Math.min(size, cachedBytes));
            if (end > start) {
                System.arraycopy(cached, start, content, start, end - start);
            }
        }
        return new Inode(content, modifiedMs);
    }

    private int sizeAfterPowerLoss(Random random) {
        if (cachedBytes <= durableBytes) {
            return random.nextBoolean() ? cachedBytes : durableBytes;
        }
        return switch (random.nextInt(3)) {
            case 0 -> durableBytes;
            case 1 -> cachedBytes;
            default -> durableBytes + random.nextInt(cachedBytes - durableBytes);
        };
    }
}
