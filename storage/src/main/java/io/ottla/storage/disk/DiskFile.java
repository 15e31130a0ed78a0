package io.ottla.storage.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * An open file. Reads name their position and may come from several threads at once; everything that changes the file
 * comes from its owner, except {@link #force}, which may run beside appends.
 */
public interface DiskFile extends AutoCloseable {
    /**
     * Writes all the bytes of {@code count} buffers from {@code first} on, one after the other, at {@code position}, in as
     * few calls as the system allows. The buffers' positions move to their limits. When this throws, any part of the bytes
     * may be in the file.
     */
    void write(long position, ByteBuffer[] buffers, int first, int count) throws IOException;

    /** Writes the remaining bytes of {@code buffer} at {@code position}. */
    void write(long position, ByteBuffer buffer) throws IOException;

    /**
     * Fills {@code target} from {@code position} on, as far as the file goes.
     *
     * @return the number of bytes read; less than {@code target} had room for only at the end of the file
     */
    int read(long position, ByteBuffer target) throws IOException;

    long size() throws IOException;

    /** Cuts the file to {@code sizeBytes}; has no effect on a file that is not longer. */
    void truncate(long sizeBytes) throws IOException;

    /** Makes the bytes and the length of the file durable. */
    void force() throws IOException;

    /**
     * Sends up to {@code count} bytes from {@code position} on to {@code target}, without a copy through the heap where the
     * system can. Returns how many {@code target} took; 0 when it takes none now.
     */
    long transferTo(long position, long count, WritableByteChannel target) throws IOException;

    /** The channel under this file, for those that hand it to the kernel themselves. None on a simulated disk. */
    Optional<FileChannel> channel();

    @Override
    void close() throws IOException;
}
