package io.ottla.bench.transactions;

import io.ottla.bench.load.BrokerClient;
import io.ottla.bench.proc.ProcessUsage;
import io.ottla.bench.turns.Figures;
import io.ottla.bench.turns.Undisturbed;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import io.ottla.compat.tool.ReferenceJvm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** All measurements on a broker of its own, started on an empty folder. */
final class OneTurn {
    private static final String TOPIC = "transactions";
    private static final int PARTITIONS = 8;
    private static final List<Integer> RECORDS = List.of(1, 10, 100);
    private static final List<Integer> PRODUCERS = List.of(1, 8);
    private static final long WARM_UP_MS = 8_000;
    private static final long MEASURED_MS = 8_000;
    private static final double NANOS_PER_MS = 1e6;

    private final TargetKind kind;
    private final Path folder;
    private final Figures figures;

    OneTurn(TargetKind kind, Path folder, Figures figures) {
        this.kind = kind;
        this.folder = folder;
        this.figures = figures;
    }

    void run() throws IOException, InterruptedException {
        TargetSettings settings = TargetSettings.in(folder)
                .with("transaction.state.log.num.partitions", "50")
                .with(ReferenceJvm.STOCK);
        try (Target target = kind.create(settings)) {
            target.start();
            try (BrokerClient client = new BrokerClient(new InetSocketAddress(settings.host(), settings.port()))) {
                client.topic(TOPIC, PARTITIONS, Map.of());
            }
            for (int producers : PRODUCERS) {
                for (int records : RECORDS) {
                    measure(target, producers, records);
                }
            }
        }
    }

    private void measure(Target target, int producers, int records) throws IOException, InterruptedException {
        List<TransactionLoop> loops = new ArrayList<>();
        try {
            for (int i = 0; i < producers; i++) {
                String id = "producer-" + producers + "-" + records + "-" + i;
                loops.add(new TransactionLoop(target.bootstrap(), id, TOPIC, PARTITIONS, records));
            }
            Thread.sleep(WARM_UP_MS);
            String name = producers
                    + (producers == 1 ? " producer, " : " producers, ")
                    + records
                    + (records == 1 ? " record" : " records");
            note(name, Undisturbed.of(() -> sample(target, loops)));
        } finally {
            for (TransactionLoop loop : loops) {
                loop.end();
            }
        }
    }

    /** What all transactions of some seconds came to. */
    private record Sample(Histogram latencies, double seconds, double cpuMs) {}

    private static Sample sample(Target target, List<TransactionLoop> loops) throws InterruptedException {
        loops.forEach(TransactionLoop::takeLatencies);
        ProcessUsage before = ProcessUsage.of(target.pid());
        long beginNanos = System.nanoTime();
        Thread.sleep(MEASURED_MS);
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        ProcessUsage after = ProcessUsage.of(target.pid());
        Histogram latencies = new Histogram(3);
        loops.forEach(loop -> latencies.add(loop.takeLatencies()));
        return new Sample(latencies, seconds, after.cpuMs() - before.cpuMs());
    }

    private void note(String name, Undisturbed<Sample> measured) {
        Sample sample = measured.value();
        Histogram latencies = sample.latencies();
        long count = latencies.getTotalCount();
        if (count == 0) {
            throw new IllegalStateException("no transaction was committed: " + name);
        }
        figures.add(name + ", transactions per second", kind, count / sample.seconds());
        figures.add(name + ", p50, ms", kind, latencies.getValueAtPercentile(50) / NANOS_PER_MS);
        figures.add(name + ", p99, ms", kind, latencies.getValueAtPercentile(99) / NANOS_PER_MS);
        figures.add(name + ", broker's CPU, us", kind, sample.cpuMs() * 1e3 / count);
        figures.addWithheld(name, kind, measured.withheld());
    }
}
