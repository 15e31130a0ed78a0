package io.ottla.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ProduceRequest.PartitionProduceData;
import io.ottla.wire.message.ProduceRequest.TopicProduceData;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Record data comes in without being copied. */
class ProduceRequestTest {
    private static final int VERSION = ProduceRequest.HIGHEST_VERSION;
    private static final int RECORD_BYTES = 1 << 20;

    @Test
    void recordDataIsASliceOfTheFrame() {
        ByteBuffer frame = Encoder.encode(request(), VERSION);
        ProduceRequest read = ProduceRequest.read(new WireReader(frame.duplicate()), VERSION);
        BufferRecords records = (BufferRecords)
                read.topicData().getFirst().partitionData().getFirst().records();
        assertThat(records.sizeInBytes()).isEqualTo(RECORD_BYTES);
        // The last byte of the records, before the three tag counts of partition, topic and request.
        frame.put(frame.limit() - 4, (byte) 77);
        assertThat(records.buffer().get(RECORD_BYTES - 1)).isEqualTo((byte) 77);
    }

    @Test
    void readingAllocatesNothingForRecordData() {
        ByteBuffer frame = Encoder.encode(request(), VERSION);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ProduceRequest.read(new WireReader(frame.duplicate()), VERSION);
        long before = threads.getCurrentThreadAllocatedBytes();
        ProduceRequest.read(new WireReader(frame.duplicate()), VERSION);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000);
    }

    private static ProduceRequest request() {
        PartitionProduceData partition =
                new PartitionProduceData().index(3).records(new BufferRecords(ByteBuffer.allocate(RECORD_BYTES)));
        return new ProduceRequest()
                .acks((short) -1)
                .timeoutMs(30_000)
                .topicData(List.of(new TopicProduceData().partitionData(List.of(partition))));
    }
}
