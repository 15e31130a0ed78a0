package io.ottla.bench.jmh;

import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardMessage;
import io.ottla.broker.shard.Shards;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Handing messages over to the shard that owns something. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InboxBenchmark {
    private static final int BURST = 64;
    private static final int CAPACITY = 1 << 16;

    private Shards own;
    private Shard ownShard;
    private Shards threaded;
    private long delivered;

    @Setup
    public void start() {
        own = Shards.withoutThreads(1, CAPACITY);
        ownShard = own.all().getFirst();
        threaded = Shards.start(1, CAPACITY, System::currentTimeMillis, InboxBenchmark::end);
    }

    /** A shard that fails would leave the one who waits for it waiting: the run ends here, and says why. */
    private static void end(Thread thread, Throwable cause) {
        System.err.println(thread.getName() + " failed: " + cause);
        Runtime.getRuntime().halt(1);
    }

    /** Sent and delivered by one thread, a burst at a time: what the queue and the turn cost. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public long sendAndTakeTheTurn() {
        ShardMessage message = turn -> delivered++;
        for (int i = 0; i < BURST; i++) {
            ownShard.send(message);
        }
        ownShard.turn(0);
        return delivered;
    }

    /** Sent to a shard on a thread of its own, and waited for: with waking it up, and being woken. */
    @Benchmark
    public void thereAndBack() throws InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        threaded.all().getFirst().send(turn -> there.countDown());
        there.await();
    }

    @TearDown
    public void stop() {
        own.close();
        threaded.close();
    }
}
