package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ottla.storage.disk.FileDisk;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.wire.batch.RecordBatch;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one append leaves for the garbage collector: little, and nothing that grows with the batch. */
class AppendAllocationTest {
    private static final int APPENDS = 5_000;
    /** The request and the answer, and room for what another compiler does not optimise away. */
    private static final long BYTES_MOST = 300;

    @TempDir
    Path temp;

    @Test
    void allocatesNextToNothing() {
        LogBed bed = new LogBed(new FileDisk(), temp).open();
        ByteBuffer batch = ByteBuffer.allocateDirect(64 * 1024);
        batch.put(bed.batch("x".repeat(60_000))).flip();
        append(bed, batch, APPENDS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        append(bed, batch, APPENDS);
        long perAppend = (threads.getCurrentThreadAllocatedBytes() - before) / APPENDS;
        assertThat(perAppend).isLessThan(BYTES_MOST);
        bed.log.abandon();
    }

    private static void append(LogBed bed, ByteBuffer batch, int times) {
        for (int i = 0; i < times; i++) {
            batch.position(0);
            RecordBatch.at(batch, 0).stampBaseOffset(0);
            bed.log.stage(batch, AppendOrigin.CLIENT, 0, bed.nowMs);
            bed.log.write();
        }
    }
}
