package io.ottla.bench.load;

import io.ottla.bench.proc.CompilerUsage;
import io.ottla.bench.proc.PageCache;
import io.ottla.bench.proc.ProcessUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** One load, from its connections to its report. */
public final class LoadRun implements AutoCloseable {
    /** Compilers that use no more than this part of a broker's CPU time are quiet. */
    private static final double QUIET_COMPILERS = 0.05;

    private static final int DIGITS = 3;
    private static final long LOOK_EVERY_MS = 5;
    private static final long OFFSETS_WITHIN_NANOS = 20_000_000_000L;
    private static final long OURSELVES = ProcessHandle.current().pid();

    private final LoadOptions options;
    private final BrokerClient client;
    private final BrokerClient.Topic topic;
    private final List<BrokerClient> idle = new ArrayList<>();
    private List<Worker> workers = List.of();

    /** All that is looked at when measuring begins and when it ends. */
    private record Moment(
            long nanos, Counts produced, Counts fetched, Optional<ProcessUsage> broker, ProcessUsage us) {}

    /** Makes the topic if need be, fills it if asked to, and opens the idle connections. */
    public LoadRun(LoadOptions options) throws IOException, InterruptedException {
        this.options = options;
        this.client = new BrokerClient(options.address());
        this.topic = client.topic(options.topic, options.partitions, options.topicConfigs);
        for (int i = 0; i < options.idle; i++) {
            idle.add(new BrokerClient(options.address()));
        }
        if (options.fillMegabytes > 0) {
            fill();
        }
    }

    /** One load from beginning to end. */
    public static LoadReport of(LoadOptions options) throws IOException, InterruptedException {
        try (LoadRun run = new LoadRun(options)) {
            return run.run();
        }
    }

    private void fill() throws IOException, InterruptedException {
        try (LoadRun fill = new LoadRun(options.filling())) {
            long[] before = client.endOffsets(topic);
            fill.workers = new Connections(fill.options, client, topic, before).open();
            fill.workers.forEach(Worker::start);
            long bytes = options.fillMegabytes * 1_000_000L;
            while (fill.counts(Worker::produced).bytes() < bytes) {
                fill.workers.forEach(Worker::check);
                Thread.sleep(1);
            }
            fill.finish(before);
        }
    }

    /** Puts load on the broker, measures, and checks that all that was acknowledged is there. */
    public LoadReport run() throws IOException, InterruptedException {
        if (options.evict != null) {
            // What takes the place of the logs in memory is not to come from the host of a virtual machine.
            PageCache.touch(options.evict, 2 * PageCache.evict(options.evict));
        }
        long[] offsetsBefore = client.endOffsets(topic);
        workers = new Connections(options, client, topic, offsetsBefore).open();
        workers.forEach(Worker::start);
        await(options.warmUpSeconds);
        settle();
        latencies(Worker::produced);
        latencies(Worker::fetched);
        Moment from = look();
        await(options.seconds);
        LoadReport report = report(from, look());
        finish(offsetsBefore);
        if (options.delete) {
            client.delete(topic);
        }
        return report;
    }

    private void finish(long[] offsetsBefore) throws InterruptedException {
        for (Worker worker : workers) {
            worker.drain();
        }
        checkErrors();
        checkOffsets(offsetsBefore);
    }

    /** Goes on warming up until the broker's compilers are quiet, or for as long as is allowed. */
    private void settle() throws InterruptedException {
        long endNanos = System.nanoTime() + (long) (options.settleSeconds * 1e9);
        boolean quiet = options.pid == 0;
        while (!quiet && System.nanoTime() - endNanos < 0) {
            long compilersMs = CompilerUsage.cpuMs(options.pid);
            long brokerMs = ProcessUsage.of(options.pid).cpuMs();
            await(1);
            compilersMs = CompilerUsage.cpuMs(options.pid) - compilersMs;
            brokerMs = ProcessUsage.of(options.pid).cpuMs() - brokerMs;
            quiet = compilersMs <= QUIET_COMPILERS * brokerMs;
        }
    }

    private void await(double seconds) throws InterruptedException {
        long endNanos = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() - endNanos < 0) {
            workers.forEach(Worker::check);
            if (workers.stream().allMatch(Worker::isFinished)) {
                return;
            }
            Thread.sleep(Math.max(1, Math.min(LOOK_EVERY_MS, (endNanos - System.nanoTime()) / 1_000_000)));
        }
    }

    private Moment look() {
        return new Moment(
                System.nanoTime(),
                counts(Worker::produced),
                counts(Worker::fetched),
                options.pid == 0 ? Optional.empty() : Optional.of(ProcessUsage.of(options.pid)),
                ProcessUsage.of(OURSELVES));
    }

    private LoadReport report(Moment from, Moment to) {
        double seconds = (to.nanos() - from.nanos()) / 1e9;
        return new LoadReport(
                seconds,
                new LoadReport.Flow(to.produced().minus(from.produced()), latencies(Worker::produced)),
                new LoadReport.Flow(to.fetched().minus(from.fetched()), latencies(Worker::fetched)),
                to.broker().map(usage -> LoadReport.Usage.between(from.broker().orElseThrow(), usage)),
                (to.us().cpuMs() - from.us().cpuMs()) / 1e3 / seconds);
    }

    private Counts counts(Function<Worker, Tally> which) {
        return workers.stream().map(which.andThen(Tally::counts)).reduce(Counts.NONE, Counts::plus);
    }

    /** The latencies since this was asked for last. */
    private Histogram latencies(Function<Worker, Tally> which) {
        Histogram sum = new Histogram(DIGITS);
        workers.forEach(worker -> sum.add(which.apply(worker).takeLatencies()));
        return sum;
    }

    private void checkErrors() {
        for (Worker worker : workers) {
            for (Tally tally : List.of(worker.produced(), worker.fetched())) {
                if (tally.firstError() != null) {
                    throw new IllegalStateException(
                            tally.counts().errors() + " requests were refused, the first one: " + tally.firstError());
                }
            }
        }
    }

    /** What was acknowledged must be in the logs; what nobody acknowledges must get there soon. */
    private void checkOffsets(long[] before) throws InterruptedException {
        long expected = counts(Worker::produced).records();
        long deadlineNanos = System.nanoTime() + OFFSETS_WITHIN_NANOS;
        while (true) {
            long grown = Arrays.stream(client.endOffsets(topic)).sum()
                    - Arrays.stream(before).sum();
            if (grown == expected) {
                return;
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException(expected + " records were appended, the logs grew by " + grown);
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    @Override
    public void close() throws IOException {
        for (Worker worker : workers) {
            worker.close();
        }
        for (BrokerClient connection : idle) {
            connection.close();
        }
        client.close();
    }
}
