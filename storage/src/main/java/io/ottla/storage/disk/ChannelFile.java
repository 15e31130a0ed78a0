package io.ottla.storage.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/** A file of the machine, on a {@link FileChannel}. */
final class ChannelFile implements DiskFile {
    private final Path path;
    private final FileChannel channel;

    ChannelFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public void write(long position, ByteBuffer[] buffers, int first, int count) throws IOException {
        if (count == 1) {
            write(position, buffers[first]);
            return;
        }
        try {
            gather(position, buffers, first, count);
        } catch (IOException refused) {
            throw FileDisk.told(path, refused);
        }
    }

    private void gather(long position, ByteBuffer[] buffers, int first, int count) throws IOException {
        // There is no gathering write with a position: it goes to where the channel stands.
        channel.position(position);
        int next = first;
        int end = first + count;
        while (next < end) {
            if (buffers[next].hasRemaining()) {
                channel.write(buffers, next, end - next);
            } else {
                next++;
            }
        }
    }

    @Override
    public void write(long position, ByteBuffer buffer) throws IOException {
        long at = position;
        try {
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
        } catch (IOException refused) {
            throw FileDisk.told(path, refused);
        }
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        int start = target.position();
        long at = position;
        while (target.hasRemaining()) {
            int count = channel.read(target, at);
            if (count < 0) {
                break;
            }
            at += count;
        }
        return target.position() - start;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        channel.truncate(sizeBytes);
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return channel.transferTo(position, count, target);
    }

    @Override
    public Optional<FileChannel> channel() {
        return Optional.of(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
