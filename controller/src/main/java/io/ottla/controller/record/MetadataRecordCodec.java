package io.ottla.controller.record;

import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.Varint;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.record.metadata.MetadataRecordType;
import java.nio.ByteBuffer;

/**
 * How a metadata record lies in the value of a log record; there is no key.
 *
 * <pre>
 *   frameVersion   unsigned varint   1
 *   type           unsigned varint   the apiKey of the record's spec
 *   version        unsigned varint   of that spec
 *   message        the rest
 * </pre>
 */
public final class MetadataRecordCodec {
    private static final int FRAME_VERSION = 1;

    private MetadataRecordCodec() {}

    public static ByteBuffer write(VersionedRecord record) {
        ApiMessage message = record.message();
        int size = Varint.sizeOfUnsigned(FRAME_VERSION)
                + Varint.sizeOfUnsigned(message.apiKey())
                + Varint.sizeOfUnsigned(record.version())
                + message.size(record.version());
        ByteBuffer bytes = ByteBuffer.allocate(size);
        Varint.writeUnsigned(bytes, FRAME_VERSION);
        Varint.writeUnsigned(bytes, message.apiKey());
        Varint.writeUnsigned(bytes, record.version());
        message.write(new WireWriter(bytes), record.version());
        return bytes.flip();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param value the record's bytes from position to limit
     * @throws MalformedMessage if they are anything else, or a type or version that we do not know
     */
    public static VersionedRecord read(ByteBuffer value) {
        ByteBuffer in = value.duplicate();
        int frameVersion = Varint.readUnsigned(in);
        if (frameVersion != FRAME_VERSION) {
            throw new MalformedMessage("a metadata record has the frame version " + frameVersion + ", not 1");
        }
        int type = Varint.readUnsigned(in);
        int version = Varint.readUnsigned(in);
        MetadataRecordType recordType = MetadataRecordType.find(type);
        if (recordType == null) {
            throw new MalformedMessage("no metadata record has the type " + type);
        }
        if (!recordType.versions().contains(version)) {
            throw new MalformedMessage("no metadata record of type " + recordType + " has the version " + version);
        }
        ApiMessage message = recordType.read(new WireReader(in), version);
        if (in.hasRemaining()) {
            throw new MalformedMessage(in.remaining() + " bytes follow a metadata record of type " + type);
        }
        return new VersionedRecord(message, version);
    }
}
