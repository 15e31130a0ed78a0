package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.batch.Compression;
import io.ottla.wire.batch.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadTest {
    private static final int BATCH = 65_536;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void fillsABatchUpToTheSizeAskedForAsItIsSent(Compression compression) {
        Payload.Batch batch = Payload.ofSize(BATCH, 1_000, compression);
        assertThat(batch.bytes().remaining()).isBetween(BATCH * 9 / 10, BATCH);
        RecordBatch view = RecordBatch.at(batch.bytes(), 0);
        assertThat(view.isCrcValid()).isTrue();
        assertThat(view.recordCount()).isEqualTo(batch.records());
        assertThat(view.compressionId()).isEqualTo(compression.id());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void makesRecordsThatTheReferenceReads(Compression compression) {
        Payload.Batch batch = Payload.ofRecords(20, 300, compression);
        List<Integer> sizes = new ArrayList<>();
        for (Record record :
                MemoryRecords.readableRecords(batch.bytes().duplicate()).records()) {
            sizes.add(record.valueSize());
        }
        assertThat(sizes).hasSize(20).containsOnly(300);
    }
}
