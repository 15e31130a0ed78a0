package io.ottla.controller.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.controller.image.RandomRecords;
import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.record.metadata.NoOpRecord;
import io.ottla.wire.record.metadata.TopicRecord;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.metadata.MetadataRecordSerde;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.junit.jupiter.api.Test;

final class MetadataRecordCodecTest {

    @Test
    void writesTheBytesThatTheReferenceWrites() {
        RandomRecords records = new RandomRecords(new Random(11), "c");
        MetadataRecordSerde serde = MetadataRecordSerde.INSTANCE;
        for (int count = 0; count < 2_000; count++) {
            VersionedRecord record = records.next();
            ByteBuffer ours = MetadataRecordCodec.write(record);

            ApiMessageAndVersion read = serde.read(new ByteBufferAccessor(ours.duplicate()), ours.remaining());
            ObjectSerializationCache cache = new ObjectSerializationCache();
            ByteBuffer theirs = ByteBuffer.allocate(serde.recordSize(read, cache));
            serde.write(read, cache, new ByteBufferAccessor(theirs));

            assertThat(theirs.flip()).as("%s", record).isEqualTo(ours);
            assertThat(MetadataRecordCodec.read(theirs)).isEqualTo(record);
        }
    }

    @Test
    void refusesBytesThatAreNoRecord() {
        ByteBuffer good = MetadataRecordCodec.write(new VersionedRecord(new NoOpRecord(), 0));

        assertThatThrownBy(() -> MetadataRecordCodec.read(ByteBuffer.wrap(new byte[] {0, 20, 0, 0})))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("frame version 0");
        assertThatThrownBy(() -> MetadataRecordCodec.read(ByteBuffer.wrap(new byte[] {1, 120, 0, 0})))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("type 120");
        assertThatThrownBy(() -> MetadataRecordCodec.read(ByteBuffer.wrap(new byte[] {1, 20, 9, 0})))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> MetadataRecordCodec.read(ByteBuffer.allocate(good.remaining() + 1)
                        .put(good.duplicate())
                        .put((byte) 7)
                        .flip()))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("1 bytes follow");
        assertThatThrownBy(() -> MetadataRecordCodec.read(ByteBuffer.allocate(0)))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void refusesVersionsThatThereAreNot() {
        assertThatThrownBy(() -> new VersionedRecord(new TopicRecord(), 5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
