package io.ottla.compat.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;

/** Another client, which is connected before the trouble starts and goes on working after it, on one connection. */
final class Bystander implements AutoCloseable {
    private final String topic;
    private final RawConnection connection;
    private long nextOffset;

    Bystander(Target target, String topic) throws IOException {
        this.topic = topic;
        Clients.createTopic(target, topic, 1, Map.of());
        this.connection = new RawConnection(target);
        work();
    }

    /** Appends a record where the last one ended. */
    void work() throws IOException {
        connection.sendFrame(Requests.produce(topic, -1, Batches.good(CompressionType.NONE, 1)));
        ByteBuffer response = connection.receiveFrame().orElseThrow(() -> new AssertionError("disconnected"));
        PartitionProduceResponse produced = Requests.produced(response);
        assertThat(Errors.forCode(produced.errorCode())).isEqualTo(Errors.NONE);
        assertThat(produced.baseOffset()).isEqualTo(nextOffset++);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
