package io.ottla.broker.coordinator.group.classic;

import io.ottla.wire.io.WireWriter;
import io.ottla.wire.message.ConsumerProtocolSubscription;
import java.nio.ByteBuffer;
import java.util.List;

/** What a consumer says of itself when it joins: a version, then the message. */
final class TestSubscription {
    private TestSubscription() {}

    static ByteBuffer of(List<String> topics) {
        return written(new ConsumerProtocolSubscription().topics(topics), 1);
    }

    static ByteBuffer written(ConsumerProtocolSubscription subscription, int version) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + subscription.size(version));
        bytes.putShort((short) version);
        subscription.write(new WireWriter(bytes), version);
        return bytes.flip();
    }
}
