package io.ottla.wire.io;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A message ready to be sent: bytes, and the record data outside memory that belongs between them.
 *
 * <pre>
 *   bytes:     |0 ........ position |.......... position |...... limit|
 *                                   ^ externals[0]       ^ externals[1]
 * </pre>
 *
 * @param bytes all bytes that were written, from position to limit
 * @param externals what was not, in order; positions are absolute within {@code bytes}
 * @param totalSize the bytes that go out: those of the buffer and those of the externals
 */
public record EncodedMessage(ByteBuffer bytes, List<WireWriter.External> externals, int totalSize) {

    /** A stretch of what is to be sent. */
    public sealed interface Part {}

    /** Bytes in memory. */
    public record BytesPart(ByteBuffer bytes) implements Part {}

    /** Record data that lies elsewhere. */
    public record ExternalPart(Records records) implements Part {}

    public EncodedMessage {
        externals = List.copyOf(externals);
    }

    /** Bytes and record data in the order they are sent in. */
    public List<Part> parts() {
        if (externals.isEmpty()) {
            return List.of(new BytesPart(bytes));
        }
        List<Part> parts = new ArrayList<>(2 * externals.size() + 1);
        int from = bytes.position();
        for (WireWriter.External external : externals) {
            if (external.position() > from) {
                parts.add(new BytesPart(bytes.slice(from, external.position() - from)));
                from = external.position();
            }
            parts.add(new ExternalPart(external.records()));
        }
        if (bytes.limit() > from) {
            parts.add(new BytesPart(bytes.slice(from, bytes.limit() - from)));
        }
        return parts;
    }
}
