package io.ottla.bench.jmh;

import io.ottla.wire.batch.Admission;
import io.ottla.wire.batch.BatchAdmission;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchRules;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is looked at in a produced batch, beside the CRC alone, which is the least that can be. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchCheckBenchmark {
    private static final int PRODUCE_VERSION = 13;
    private static final int RECORD_BYTES = 1_000;
    private static final long NOW_MS = 1_700_000_000_000L;

    @Param({"NONE", "LZ4"})
    private Compression compression;

    @Param({"1", "64"})
    private int records;

    private ByteBuffer batch;

    @Setup
    public void build() {
        Random random = new Random(1);
        BatchBuilder builder = new BatchBuilder().compression(compression);
        for (int i = 0; i < records; i++) {
            byte[] value = new byte[RECORD_BYTES];
            random.nextBytes(value);
            builder.append(NOW_MS, null, value);
        }
        ByteBuffer built = builder.build();
        // As it comes from the socket.
        batch = ByteBuffer.allocateDirect(built.remaining()).put(built).flip();
    }

    @Benchmark
    public Admission decide() {
        return BatchAdmission.decide(batch, PRODUCE_VERSION, BatchRules.DEFAULTS, NOW_MS);
    }

    @Benchmark
    public boolean crcAlone() {
        return RecordBatch.at(batch, 0).isCrcValid();
    }
}
