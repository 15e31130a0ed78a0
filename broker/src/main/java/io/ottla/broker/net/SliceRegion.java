package io.ottla.broker.net;

import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import io.ottla.storage.log.LogSlice;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Sends a slice of a file from the page cache, and lets go of it when it has been sent or the connection is gone. */
final class SliceRegion extends AbstractReferenceCounted implements FileRegion {
    private final LogSlice slice;
    private long transferred;

    SliceRegion(LogSlice slice) {
        this.slice = slice;
    }

    @Override
    public long transferTo(WritableByteChannel target, long offset) throws IOException {
        long sent = slice.transferTo(offset, target);
        transferred += sent;
        return sent;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public long count() {
        return slice.sizeInBytes();
    }

    @Override
    @Deprecated
    public long transfered() {
        return transferred;
    }

    @Override
    public long transferred() {
        return transferred;
    }

    @Override
    public FileRegion retain() {
        super.retain();
        return this;
    }

    @Override
    public FileRegion retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public FileRegion touch() {
        return this;
    }

    @Override
    public FileRegion touch(Object hint) {
        return this;
    }

    @Override
    protected void deallocate() {
        slice.release();
    }
}
