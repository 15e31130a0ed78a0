package io.ottla.broker.net;

import io.ottla.storage.log.LogSlice;
import io.ottla.wire.io.EncodedMessage;
import io.ottla.wire.io.WireWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The record data of a response that lies in files: read into memory, or let go of. */
final class FileData {
    private FileData() {}

    /**
     * Makes room for the record data between the bytes of the message, and reads it in: from the last piece to the first, so
     * that every byte is moved once and straight to its place. The slices are let go of, whatever comes.
     *
     * @param message its buffer has room for the record data behind its limit
     */
    static void readInto(EncodedMessage message) throws IOException {
        List<WireWriter.External> externals = message.externals();
        if (externals.isEmpty()) {
            return;
        }
        try {
            ByteBuffer bytes = message.bytes();
            int sourceEnd = bytes.limit();
            int targetEnd = bytes.position() + message.totalSize();
            bytes.limit(targetEnd);
            for (int index = externals.size() - 1; index >= 0; index--) {
                WireWriter.External external = externals.get(index);
                int bytesAfter = sourceEnd - external.position();
                targetEnd -= bytesAfter;
                bytes.put(targetEnd, bytes, external.position(), bytesAfter);
                LogSlice slice = (LogSlice) external.records();
                targetEnd -= slice.sizeInBytes();
                slice.copyTo(bytes.slice(targetEnd, slice.sizeInBytes()));
                sourceEnd = external.position();
            }
        } finally {
            release(externals);
        }
    }

    /** Lets go of what a response holds that will not be sent. */
    static void discard(ResponseBody body) {
        if (body.externalSize() > 0) {
            release(body.encode(ByteBuffer::allocate).externals());
        }
    }

    private static void release(List<WireWriter.External> externals) {
        externals.forEach(external -> ((LogSlice) external.records()).release());
    }
}
