package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.record.group.ConsumerGroupMemberMetadataValue.ClassicMemberMetadata;
import io.ottla.wire.record.group.ConsumerGroupMemberMetadataValue.ClassicProtocol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a member that speaks the classic protocol said of itself when it joined. */
public record ClassicProtocols(int sessionTimeoutMs, List<Protocol> supported) {

    public ClassicProtocols {
        supported = List.copyOf(supported);
    }

    /**
     * An assignor of the member's, and what it told that one.
     *
     * @param metadata not to be changed
     */
    public record Protocol(String name, byte[] metadata) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Protocol that && name.equals(that.name) && Arrays.equals(metadata, that.metadata);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(metadata);
        }

        @Override
        public String toString() {
            return name + Arrays.toString(metadata);
        }
    }

    /** A copy, since what a buffer of a request or a log holds does not stay. */
    static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    static ClassicProtocols read(ClassicMemberMetadata stored) {
        List<Protocol> supported = new ArrayList<>();
        for (ClassicProtocol protocol : stored.supportedProtocols()) {
            supported.add(new Protocol(protocol.name(), bytesOf(protocol.metadata())));
        }
        return new ClassicProtocols(stored.sessionTimeoutMs(), supported);
    }

    ClassicMemberMetadata toStored() {
        List<ClassicProtocol> protocols = new ArrayList<>();
        for (Protocol protocol : supported) {
            protocols.add(new ClassicProtocol().name(protocol.name()).metadata(ByteBuffer.wrap(protocol.metadata())));
        }
        return new ClassicMemberMetadata().sessionTimeoutMs(sessionTimeoutMs).supportedProtocols(protocols);
    }
}
