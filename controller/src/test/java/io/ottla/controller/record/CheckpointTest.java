package io.ottla.controller.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.controller.image.RandomRecords;
import io.ottla.wire.batch.ControlType;
import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.message.VotersRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.metadata.MetadataRecordSerde;
import org.apache.kafka.metadata.util.BatchFileReader;
import org.apache.kafka.metadata.util.BatchFileWriter;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTest {
    @TempDir
    private Path folder;

    private static List<VersionedRecord> records(int count) {
        RandomRecords random = new RandomRecords(new Random(4), "c");
        List<VersionedRecord> records = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            records.add(random.next());
        }
        return records;
    }

    private static ByteBuffer written(List<VersionedRecord> records, Optional<Checkpoint.Quorum> quorum) {
        ByteBuffer bytes = ByteBuffer.allocate(8 << 20);
        Checkpoint checkpoint = new Checkpoint(3, 1000, new Checkpoint.Header(999, quorum), bytes::put);
        records.forEach(checkpoint::append);
        checkpoint.finish();
        return bytes.flip();
    }

    private static ApiMessageAndVersion reference(VersionedRecord record) {
        ByteBuffer bytes = MetadataRecordCodec.write(record);
        return MetadataRecordSerde.INSTANCE.read(new ByteBufferAccessor(bytes), bytes.remaining());
    }

    @Test
    void theReferenceReadsOurs() throws Exception {
        List<VersionedRecord> records = records(3_000);
        Path file = folder.resolve("ours.checkpoint");
        ByteBuffer bytes = written(records, Optional.empty());
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        List<ApiMessageAndVersion> read = new ArrayList<>();
        try (BatchFileReader reader =
                new BatchFileReader.Builder().setPath(file.toString()).build()) {
            while (reader.hasNext()) {
                BatchFileReader.BatchAndType batch = reader.next();
                if (!batch.isControl()) {
                    read.addAll(batch.batch().records());
                }
            }
        }

        assertThat(read)
                .containsExactlyElementsOf(
                        records.stream().map(CheckpointTest::reference).toList());
    }

    @Test
    void readsTheReferences() throws IOException {
        List<VersionedRecord> records = records(500);
        Path file = folder.resolve("theirs.checkpoint");
        try (BatchFileWriter writer = BatchFileWriter.open(file)) {
            records.forEach(record -> writer.append(reference(record)));
        }

        Collected collected = new Collected();
        Checkpoint.visit(ByteBuffer.wrap(Files.readAllBytes(file)), collected);

        assertThat(collected.records).isEqualTo(records);
        assertThat(collected.controls).containsExactly(ControlType.SNAPSHOT_HEADER, ControlType.SNAPSHOT_FOOTER);
    }

    @Test
    void namesTheVotersInItsHeader() {
        VotersRecord voters = new VotersRecord().voters(List.of(new VotersRecord.Voter().voterId(5)));
        ByteBuffer bytes = written(List.of(), Optional.of(new Checkpoint.Quorum((short) 1, voters)));

        Collected collected = new Collected();
        Checkpoint.visit(bytes, collected);

        assertThat(collected.controls)
                .containsExactly(
                        ControlType.SNAPSHOT_HEADER,
                        ControlType.KRAFT_VERSION,
                        ControlType.KRAFT_VOTERS,
                        ControlType.SNAPSHOT_FOOTER);
        assertThat(collected.voters).isEqualTo(voters);
    }

    @Test
    void isWorthNothingWithoutItsEnd() {
        ByteBuffer whole = written(records(50), Optional.empty());

        for (int size = 0; size < whole.limit(); size += 97) {
            ByteBuffer cut = whole.duplicate().limit(size);
            assertThatThrownBy(() -> Checkpoint.visit(cut, new Collected())).isInstanceOf(MalformedMessage.class);
        }
    }

    @Test
    void isWorthNothingWithABitFlipped() {
        ByteBuffer whole = written(records(50), Optional.empty());
        Random random = new Random(1);
        for (int round = 0; round < 100; round++) {
            byte[] bytes = new byte[whole.remaining()];
            whole.get(0, bytes);
            bytes[61 + random.nextInt(bytes.length - 61)] ^= (byte) (1 << random.nextInt(8));
            // Offsets and epochs of a batch are not under its checksum.
            try {
                Collected collected = new Collected();
                Checkpoint.visit(ByteBuffer.wrap(bytes), collected);
                assertThat(collected.records).isEqualTo(records(50));
            } catch (MalformedMessage expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    private static final class Collected implements BatchVisitor {
        private final List<VersionedRecord> records = new ArrayList<>();
        private final List<ControlType> controls = new ArrayList<>();
        private VotersRecord voters;

        @Override
        public void control(ControlType type, ByteBuffer value, long offset) {
            controls.add(type);
            if (type == ControlType.KRAFT_VOTERS) {
                voters = ControlRecords.readVoters(value);
            }
        }

        @Override
        public void record(VersionedRecord record, long offset) {
            records.add(record);
        }

        @Override
        public void batchEnd(long lastOffset, int leaderEpoch, long maxTimestamp) {
            // Of no interest here.
        }
    }
}
