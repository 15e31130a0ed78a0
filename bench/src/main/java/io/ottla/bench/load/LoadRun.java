package io.ottla.bench.load;

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
            long nanos, Tally.Counts produced, Tally.Counts fetched, Optional<ProcessUsage> broker, ProcessUsage us) {}

    /** Makes the topic if need be, and opens the idle connections. */
    public LoadRun(LoadOptions options) throws IOException {
        this.options = options;
        this.client = new BrokerClient(options.address());
        this.topic = client.topic(options.topic, options.partitions, options.topicConfigs);
        for (int i = 0; i < options.idle; i++) {
            idle.add(new BrokerClient(options.address()));
        }
    }

    /** Puts load on the broker, measures, and checks that all that was acknowledged is there. */
    public LoadReport run() throws IOException, InterruptedException {
        long[] offsetsBefore = client.endOffsets(topic);
        workers = new Connections(options, client, topic, offsetsBefore).open();
        workers.forEach(Worker::start);
        await(options.warmUpSeconds);
        latencies(Worker::produced);
        latencies(Worker::fetched);
        Moment from = look();
        await(options.seconds);
        Moment to = look();
        LoadReport report = report(from, to);
        for (Worker worker : workers) {
            worker.drain();
        }
        checkErrors();
        checkOffsets(offsetsBefore);
        return report;
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

    private Tally.Counts counts(Function<Worker, Tally> which) {
        return workers.stream().map(which.andThen(Tally::counts)).reduce(Tally.Counts.NONE, Tally.Counts::plus);
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
