package io.ottla.broker.shard;

import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shards of one broker, and which of them owns what. */
public final class Shards implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Shards.class);

    private final List<Shard> shards;
    private final List<ShardThread> threads;
    private final ThreadLocal<SendBurst> bursts;

    private Shards(List<Shard> shards, List<ShardThread> threads, ThreadLocal<SendBurst> bursts) {
        this.shards = shards;
        this.threads = threads;
        this.bursts = bursts;
    }

    /** Shards without threads, whose turns the caller takes: for tests and simulations. */
    public static Shards withoutThreads(int count, int inboxCapacity) {
        return new Shards(newShards(count, inboxCapacity), List.of(), ThreadLocal.withInitial(SendBurst::new));
    }

    /** Starts {@code count} shards, each on a thread of its own. */
    public static Shards start(
            int count, int inboxCapacity, LongSupplier clockMs, Thread.UncaughtExceptionHandler onFatal) {
        List<Shard> shards = newShards(count, inboxCapacity);
        ThreadLocal<SendBurst> bursts = ThreadLocal.withInitial(SendBurst::new);
        List<ShardThread> threads = shards.stream()
                .map(shard -> new ShardThread(shard, clockMs, bursts, onFatal))
                .toList();
        threads.forEach(ShardThread::start);
        return new Shards(shards, threads, bursts);
    }

    /**
     * The shard that owns a partition. Depends on the name, the number and the count of shards alone, so a topic that is
     * deleted and created again stays where it was; the partitions of one topic are dealt out in turn.
     */
    public Shard ownerOf(String topic, int partition) {
        return shards.get(Math.floorMod(topic.hashCode() + partition, shards.size()));
    }

    /** All shards, in the order of their index. */
    public List<Shard> all() {
        return shards;
    }

    /** The calling thread's burst. */
    public SendBurst burst() {
        return bursts.get();
    }

    /** Registers the length of each inbox. */
    public void register(Metrics metrics) {
        for (Shard shard : shards) {
            metrics.gauge(
                    MetricName.of("shard_queued_messages", "shard", Integer.toString(shard.index())),
                    shard::queuedMessages);
        }
    }

    /** Has every shard finish what was sent to it, and ends their threads. */
    @Override
    public void close() {
        threads.forEach(ShardThread::stop);
        for (ShardThread thread : threads) {
            if (!thread.awaitEnd(STOP_PATIENCE)) {
                LOG.error("A shard did not end within {}", STOP_PATIENCE);
            }
        }
    }

    private static List<Shard> newShards(int count, int inboxCapacity) {
        return IntStream.range(0, count)
                .mapToObj(index -> new Shard(index, inboxCapacity))
                .toList();
    }
}
