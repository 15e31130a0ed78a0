package io.ottla.bench.startup;

import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import io.ottla.compat.tool.ReferenceJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Starts a broker on an empty folder, waits for the first record, lets it idle, and ends it. */
public final class OneStart {
    private final Duration idle;

    public OneStart(Duration idle) {
        this.idle = idle;
    }

    /** One start of a broker of that kind. */
    public Measurement of(TargetKind kind) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ottla-bench");
        try (Target target = kind.create(TargetSettings.in(folder).with(ReferenceJvm.STOCK))) {
            FirstRecord client = new FirstRecord(target.settings().port());
            long startNanos = System.nanoTime();
            target.launch();
            client.await();
            double firstRecordMs = (System.nanoTime() - startNanos) / 1e6;
            Thread.sleep(idle);
            double idleMib = ResidentMemory.kibOf(target.pid()) / 1024.0;
            return new Measurement(firstRecordMs, idleMib);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
