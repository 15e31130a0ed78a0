package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.producer.AppendOrigin;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RollTest {
    private final LogBed bed = LogBed.simulated(1);

    @Test
    void startsASegmentBeforeOneWouldGrowTooLarge() throws IOException {
        bed.with("segment.bytes", 1000).open();
        for (int i = 0; i < 50; i++) {
            bed.append("x".repeat(i));
        }
        for (String name : bed.names()) {
            if (name.endsWith(".log")) {
                assertThat(bed.disk.stat(bed.folder.resolve(name)).sizeBytes()).isBetween(700L, 1000L);
            }
        }
        assertThat(bed.log.segmentCount()).isGreaterThan(4);
    }

    @Test
    void startsASegmentByTheTimeInTheBatches() {
        bed.with("segment.ms", 1000).open();
        bed.append("a");
        bed.nowMs += 1000;
        bed.append("b");
        assertThat(bed.log.segmentCount()).isEqualTo(1);
        bed.nowMs += 1;
        bed.append("c");
        assertThat(bed.log.segmentCount()).isEqualTo(2);
        bed.nowMs += 100_000;
        assertThat(bed.log.segmentCount()).as("only an append rolls").isEqualTo(2);
    }

    @Test
    void doesNotRollAnEmptySegment() {
        bed.with("segment.ms", 1000).open();
        bed.nowMs += 10_000;
        bed.stage(bed.batch("a"));
        bed.stage(bed.batch("b"));
        bed.log.write();
        assertThat(bed.log.segmentCount()).isEqualTo(1);
        bed.log.roll(bed.nowMs);
        bed.log.roll(bed.nowMs);
        assertThat(bed.log.segmentCount()).isEqualTo(2);
    }

    @Test
    void rollsByTheClockWhenBatchesHaveNoTime() {
        bed.with("segment.ms", 1000).open();
        appendWithoutTime();
        bed.nowMs += 1001;
        appendWithoutTime();
        assertThat(bed.log.segmentCount()).isEqualTo(2);
    }

    private void appendWithoutTime() {
        long now = bed.nowMs;
        bed.nowMs = -1;
        ByteBuffer batch = bed.batch("a");
        bed.nowMs = now;
        bed.stage(batch);
        bed.log.write();
    }

    @Test
    void rollsEarlierByItsJitter() {
        bed.with("segment.ms", 1000).with("segment.jitter.ms", 1000).open();
        int rolledEarly = 0;
        for (int i = 0; i < 50; i++) {
            bed.append("a");
            int before = bed.log.segmentCount();
            bed.nowMs += 500;
            bed.append("b");
            rolledEarly += bed.log.segmentCount() - before;
            bed.log.roll(bed.nowMs);
        }
        assertThat(rolledEarly).isBetween(10, 40);
    }

    @Test
    void rollsWhenAnIndexIsFull() {
        bed.with("segment.index.bytes", 80).with("index.interval.bytes", 0).open();
        for (int i = 0; i < 40; i++) {
            bed.nowMs++;
            bed.append("a");
        }
        assertThat(bed.log.segmentCount()).isBetween(4, 9);
        bed.log.close();
        assertThat(bed.names().stream().filter(name -> name.endsWith(".index")).toList())
                .allSatisfy(name -> assertThat(
                                bed.disk.stat(bed.folder.resolve(name)).sizeBytes())
                        .isLessThanOrEqualTo(80));
    }

    @Test
    void rollsWhenOffsetsGoTooFar() {
        bed.open();
        bed.append("a");
        long far = Integer.MAX_VALUE;
        replicate(far);
        assertThat(bed.log.segmentCount()).isEqualTo(1);
        replicate(far + 1);
        assertThat(bed.log.segmentCount()).isEqualTo(2);
        assertThat(bed.names()).contains("00000000002147483648.log");
        assertThat(bed.readAll(0)).containsOnlyKeys(0L, far, far + 1);
        bed.restart();
        assertThat(bed.readAll(0)).containsOnlyKeys(0L, far, far + 1);
    }

    private void replicate(long offset) {
        bed.stage(bed.replicated(offset, 0, "r"), AppendOrigin.REPLICATION);
        bed.log.write();
    }

    @Test
    void writesASnapshotOfProducersBesideANewSegment() {
        bed.open();
        bed.stage(bed.builder("a").producer(5, (short) 0, 0).build());
        bed.log.roll(bed.nowMs);
        assertThat(bed.names()).contains("00000000000000000001.snapshot", "00000000000000000001.log");
    }

    @Test
    void splitsABurstBetweenSegments() {
        bed.with("segment.bytes", 400).open();
        for (int i = 0; i < 20; i++) {
            bed.stage(bed.batch("value " + i));
        }
        bed.log.write();
        assertThat(bed.log.segmentCount()).isGreaterThan(3);
        assertThat(bed.readAll(0)).hasSize(20);
    }

    @Test
    void leavesIndexFilesWithExactlyTheirEntries() throws IOException {
        bed.with("index.interval.bytes", 100).with("segment.bytes", 1000).open();
        for (int i = 0; i < 30; i++) {
            bed.nowMs++;
            bed.append("value " + i);
        }
        bed.log.close();
        for (String name : bed.names()) {
            long size = bed.disk.stat(bed.folder.resolve(name)).sizeBytes();
            if (name.endsWith(".index")) {
                assertThat(size).isBetween(8L, 100L);
                assertThat(size % 8).isZero();
            } else if (name.endsWith(".timeindex")) {
                assertThat(size).isBetween(12L, 150L);
                assertThat(size % 12).isZero();
            }
        }
    }
}
