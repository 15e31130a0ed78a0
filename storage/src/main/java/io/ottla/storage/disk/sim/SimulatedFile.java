package io.ottla.storage.disk.sim;

import io.ottla.storage.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/** An open handle of a file on a {@link SimulatedDisk}. */
final class SimulatedFile implements DiskFile {
    private final SimulatedDisk disk;
    private final Path path;
    private final Inode inode;
    private boolean open = true;

    SimulatedFile(SimulatedDisk disk, Path path, Inode inode) {
        this.disk = disk;
        this.path = path;
        this.inode = inode;
    }

    @Override
    public void write(long position, ByteBuffer[] buffers, int first, int count) throws IOException {
        checkOpen();
        int total = 0;
        for (int i = first; i < first + count; i++) {
            total += buffers[i].remaining();
        }
        byte[] bytes = new byte[total];
        int at = 0;
        for (int i = first; i < first + count; i++) {
            int length = buffers[i].remaining();
            buffers[i].get(bytes, at, length);
            at += length;
        }
        disk.write(path, inode, position, bytes);
    }

    @Override
    public void write(long position, ByteBuffer buffer) throws IOException {
        write(position, new ByteBuffer[] {buffer}, 0, 1);
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        checkOpen();
        disk.beforeRead(path);
        byte[] bytes = new byte[target.remaining()];
        int count = inode.read(position, bytes, 0, bytes.length);
        target.put(bytes, 0, count);
        return count;
    }

    @Override
    public long size() throws IOException {
        checkOpen();
        return inode.size();
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        checkOpen();
        disk.truncate(path, inode, sizeBytes);
    }

    @Override
    public void force() throws IOException {
        checkOpen();
        disk.force(path, inode);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        checkOpen();
        disk.beforeRead(path);
        byte[] bytes = new byte[(int) Math.min(count, Math.max(0, inode.size() - position))];
        inode.read(position, bytes, 0, bytes.length);
        return target.write(ByteBuffer.wrap(bytes));
    }

    @Override
    public Optional<FileChannel> channel() {
        return Optional.empty();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            disk.closed();
        }
    }

    private void checkOpen() throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
