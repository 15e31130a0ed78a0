package io.ottla.bench.compare;

import io.ottla.bench.load.LoadOptions;
import io.ottla.bench.load.LoadReport;
import io.ottla.bench.load.LoadRun;
import io.ottla.bench.proc.PageCache;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One broker's turn with a family of cases. Its broker is started when the first case asks for it. */
final class Turn implements AutoCloseable {
    /**
     * Code gets warm by being run, not by volume: at full speed tens of gigabytes would fill the disk, and the page cache, before
     * measuring begins.
     */
    private static final double WARM_UP_BYTES_PER_S = 150e6;

    private final TargetKind kind;
    private final Scale scale;
    private final Results results;
    private final Path parent;
    private final List<Brokers.Started> started = new ArrayList<>();
    private Target shared;

    Turn(TargetKind kind, Scale scale, Results results, Path parent) {
        this.kind = kind;
        this.scale = scale;
        this.results = results;
        this.parent = parent;
    }

    TargetKind kind() {
        return kind;
    }

    Scale scale() {
        return scale;
    }

    /** What was measured so far in this run. */
    Results results() {
        return results;
    }

    /** The family's broker. */
    Target broker() throws IOException, InterruptedException {
        if (shared == null) {
            shared = fresh();
            Brokers.start(shared);
        }
        return shared;
    }

    /** A broker of its own for a case, on an empty folder; not started. It is gone when the turn is over. */
    Target fresh() throws IOException {
        return fresh(Map.of());
    }

    /** The same with server properties besides those that all brokers get. */
    Target fresh(Map<String, String> properties) throws IOException {
        Brokers.Started broker = Brokers.create(kind, parent, properties);
        started.add(broker);
        return broker.target();
    }

    /**
     * Puts a load on the family's broker: once until the broker is warm, and once, on a topic of its own, to measure. The
     * topics are deleted, so that writing one case's data to the disk does not go on during the next one.
     */
    LoadReport load(String options) throws IOException, InterruptedException {
        return load(broker(), options);
    }

    /** The same on another broker. */
    LoadReport load(Target target, String options) throws IOException, InterruptedException {
        warmUp(target, options);
        return measured(target, options);
    }

    /** The same on the family's broker, for a load that writes gigabytes: where the machine has its memory from is not to count. */
    LoadReport bulkLoad(String options) throws IOException, InterruptedException {
        warmUp(broker(), options);
        PageCache.touch(parent, scale.touchedBytes());
        return measured(broker(), options);
    }

    private void warmUp(Target target, String options) throws IOException, InterruptedException {
        double rate = LoadOptions.parse(options.split(" ", -1)).rateOf(WARM_UP_BYTES_PER_S);
        run(target, "warm", options + " --rate=" + rate, scale.warmUpSeconds(), scale.settleSeconds(), 0);
    }

    private LoadReport measured(Target target, String options) throws IOException, InterruptedException {
        return run(target, "measured", options, scale.warmUpSeconds(), 0, scale.seconds());
    }

    private static LoadReport run(
            Target target, String topic, String options, double warmUp, double settle, double seconds)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "--broker=" + target.bootstrap(),
                "--pid=" + target.pid(),
                "--topic=" + topic,
                "--topic-config=file.delete.delay.ms=100",
                "--delete",
                "--warm-up=" + warmUp,
                "--settle=" + settle,
                "--seconds=" + seconds));
        words.addAll(List.of(
                options.replace("{data}", target.dataFolder().toString()).split(" ", -1)));
        return LoadRun.of(LoadOptions.parse(words.toArray(String[]::new)));
    }

    @Override
    public void close() throws IOException {
        for (Brokers.Started broker : started) {
            broker.close();
        }
    }
}
