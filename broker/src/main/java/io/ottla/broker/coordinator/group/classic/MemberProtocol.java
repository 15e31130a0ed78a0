package io.ottla.broker.coordinator.group.classic;

import io.ottla.wire.message.JoinGroupRequest.JoinGroupRequestProtocol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A protocol (for consumers: an assignor) that a member can take part in, and what it says of itself for it.
 *
 * @param metadata opaque to the coordinator; nobody moves its position
 */
public record MemberProtocol(String name, ByteBuffer metadata) {

    /** Copies what the request holds. Of several entries of one name the first counts. */
    static List<MemberProtocol> copyOf(List<JoinGroupRequestProtocol> requested) {
        Set<String> names = new LinkedHashSet<>();
        List<MemberProtocol> protocols = new ArrayList<>(requested.size());
        for (JoinGroupRequestProtocol protocol : requested) {
            if (names.add(protocol.name())) {
                protocols.add(new MemberProtocol(protocol.name(), Bytes.copyOf(protocol.metadata())));
            }
        }
        return List.copyOf(protocols);
    }
}
