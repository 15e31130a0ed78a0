package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.producer.AppendOrigin;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.TimestampType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AppendTest {
    private final LogBed bed = LogBed.simulated(1);

    @Test
    void showsNothingBeforeItIsWritten() {
        bed.open();
        bed.append("a");
        bed.stage(bed.batch("b", "c"));
        assertThat(bed.log.hasStaged()).isTrue();
        assertThat(bed.log.logEndOffset()).isEqualTo(1);
        assertThat(bed.readAll(0)).containsOnlyKeys(0L);
        bed.log.write();
        assertThat(bed.log.hasStaged()).isFalse();
        assertThat(bed.log.logEndOffset()).isEqualTo(3);
        assertThat(bed.readAll(0)).containsOnlyKeys(0L, 1L, 2L);
    }

    @Test
    void writesABurstInOneOperation() {
        bed.open();
        for (int i = 0; i < 100; i++) {
            assertThat(bed.stage(bed.batch("value " + i))).isEqualTo(new StageResult.Appended(i, i, -1, 0));
        }
        long before = bed.simulatedDisk().operations();
        bed.log.write();
        assertThat(bed.simulatedDisk().operations() - before).isEqualTo(1);
        assertThat(bed.readAll(0)).hasSize(100);
    }

    @Test
    void stampsOffsetAndEpochWhereTheBatchLies() {
        bed.open();
        bed.append("a", "b");
        ByteBuffer batch = ByteBuffer.allocateDirect(500).position(100);
        batch.put(bed.batch("c")).flip().position(100);
        bed.log.stage(batch, AppendOrigin.CLIENT, 5, bed.nowMs);
        RecordBatch stamped = RecordBatch.at(batch, 100);
        assertThat(stamped.baseOffset()).isEqualTo(2);
        assertThat(stamped.partitionLeaderEpoch()).isEqualTo(5);
        assertThat(stamped.isCrcValid()).isTrue();
        bed.log.write();
        assertThat(bed.readAll(0)).containsEntry(2L, "c");
        assertThat(bed.log.latestEpoch()).hasValue(5);
        assertThat(bed.log.epochForOffset(1)).hasValue(0);
    }

    @Test
    void stampsTheTimeWhenTheTopicWantsIt() {
        bed.with("message.timestamp.type", "LogAppendTime").open();
        ByteBuffer batch = bed.batch("a", "b");
        bed.nowMs += 77;
        assertThat(bed.stage(batch)).isEqualTo(new StageResult.Appended(0, 1, bed.nowMs, 0));
        bed.log.write();
        RecordBatch stored = RecordBatch.at(LogBed.bytes((LogSlice) bed.log.read(0, 1000, AtLeast.ONE_BATCH, 2)), 0);
        assertThat(stored.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(stored.maxTimestamp()).isEqualTo(bed.nowMs);
        assertThat(stored.isCrcValid()).isTrue();
        assertThat(bed.log.offsetForTimestamp(bed.nowMs)).contains(new FoundOffset(0, bed.nowMs, 0));
    }

    @Test
    void leavesTheTimeOfTheQuorumsBatchesAlone() {
        bed.with("message.timestamp.type", "LogAppendTime").open();
        assertThat(bed.stage(bed.batch("a"), AppendOrigin.RAFT)).isEqualTo(new StageResult.Appended(0, 0, -1, 0));
    }

    @Test
    void takesReplicatedBatchesAsTheyAre() {
        bed.open();
        ByteBuffer batch = bed.replicated(40, 3, "a", "b");
        assertThat(bed.stage(batch, AppendOrigin.REPLICATION)).isEqualTo(new StageResult.Appended(40, 41, -1, 0));
        bed.log.write();
        assertThat(bed.log.logEndOffset()).isEqualTo(42);
        assertThat(bed.log.latestEpoch()).hasValue(3);
        assertThat(bed.log.endOffsetForEpoch(3).endOffset()).isEqualTo(42);
        ByteBuffer earlier = bed.replicated(41, 3, "c");
        assertThat(bed.stage(earlier, AppendOrigin.REPLICATION)).isInstanceOf(StageResult.Rejected.class);
        assertThat(bed.log.hasStaged()).isFalse();
    }

    @Test
    void knowsABatchThatWasSentBefore() {
        bed.open();
        bed.append("other");
        assertThat(bed.stage(idempotent(0, "a", "b"))).isInstanceOf(StageResult.Appended.class);
        assertThat(bed.stage(idempotent(0, "a", "b")))
                .as("while the first is staged")
                .isEqualTo(new StageResult.Duplicate(1, 2, bed.nowMs, 0));
        bed.log.write();
        assertThat(bed.stage(idempotent(0, "a", "b"))).isEqualTo(new StageResult.Duplicate(1, 2, bed.nowMs, 0));
        assertThat(bed.stage(idempotent(2, "c"))).isEqualTo(new StageResult.Appended(3, 3, -1, 0));
    }

    @Test
    void refusesASequenceThatIsNotDue() {
        bed.open();
        bed.stage(idempotent(0, "a"));
        StageResult result = bed.stage(idempotent(2, "c"));
        assertThat(result).isInstanceOfSatisfying(StageResult.Rejected.class, rejected -> {
            assertThat(rejected.error()).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
            assertThat(rejected.message()).contains("t-0");
        });
        assertThat(bed.stage(idempotent(1, "b"))).isEqualTo(new StageResult.Appended(1, 1, -1, 0));
    }

    @Test
    void refusesABatchThatFitsNoSegment() {
        bed.with("segment.bytes", 200).open();
        assertThat(bed.stage(bed.batch("x".repeat(200))))
                .isInstanceOfSatisfying(
                        StageResult.Rejected.class,
                        rejected -> assertThat(rejected.error()).isEqualTo(ErrorCode.RECORD_LIST_TOO_LARGE));
        assertThat(bed.append("y")).isZero();
    }

    @Test
    void refusesWhatIsNotOneBatch() {
        bed.open();
        ByteBuffer two = ByteBuffer.allocate(1000);
        two.put(bed.batch("a")).put(bed.batch("b")).flip();
        assertRefused(two);
        assertRefused(ByteBuffer.allocate(0));
        assertRefused(ByteBuffer.allocate(60));
        assertRefused(bed.batch("a").put(16, (byte) 1));
        assertRefused(bed.batch("a").putInt(23, -5));
        assertThat(bed.log.hasStaged()).isFalse();
    }

    private void assertRefused(ByteBuffer bytes) {
        assertThat(bed.stage(bytes))
                .isInstanceOfSatisfying(
                        StageResult.Rejected.class,
                        rejected -> assertThat(rejected.error()).isEqualTo(ErrorCode.CORRUPT_MESSAGE));
    }

    @Test
    void keepsCompressedBytesAsTheyCame() {
        bed.open();
        ByteBuffer batch = new BatchBuilder()
                .compression(Compression.ZSTD)
                .append(bed.nowMs, null, "x".repeat(1000).getBytes(StandardCharsets.UTF_8))
                .build();
        int size = batch.remaining();
        bed.stage(batch);
        bed.log.write();
        assertThat(bed.log.sizeBytes()).isEqualTo(size).isLessThan(500);
        BatchRecord record = bed.read(0, 1000, 1).getFirst();
        assertThat(LogBed.text(record.value())).hasSize(1000);
    }

    private ByteBuffer idempotent(int sequence, String... values) {
        return bed.builder(values).producer(9, (short) 0, sequence).build();
    }
}
