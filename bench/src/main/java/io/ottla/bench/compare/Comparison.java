package io.ottla.bench.compare;

import io.ottla.bench.proc.CpuTime;
import io.ottla.bench.startup.Preparation;
import io.ottla.compat.process.TargetKind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Goes through the families in turns, and writes down what came out after each of them. */
final class Comparison {
    private static final List<TargetKind> TURNS = List.of(TargetKind.REFERENCE, TargetKind.OTTLA);

    private final List<Family> families;
    private final Scale scale;
    private final Path parent;
    private final Path target;
    private final PrintStream out;
    private final Results results = new Results();
    private final long startNanos = System.nanoTime();
    private final String startedAt = LocalDateTime.now(ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.MINUTES)
            .toString()
            .replace('T', ' ');

    /**
     * A comparison of {@code families}.
     *
     * @param parent where the brokers' folders are made
     * @param target where the results go
     */
    Comparison(List<Family> families, Scale scale, Path parent, Path target, PrintStream out) {
        this.families = families;
        this.scale = scale;
        this.parent = parent;
        this.target = target;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        Preparation.run();
        for (Family family : families) {
            for (int round = 1; round <= Math.min(family.rounds(), scale.rounds()); round++) {
                for (TargetKind kind : TURNS) {
                    out.printf(
                            Locale.ROOT,
                            "%n[%s] %s: %s, round %d (load %.1f)%n",
                            elapsed(),
                            family.name(),
                            kind.name().toLowerCase(Locale.ROOT),
                            round,
                            Machine.load());
                    take(family, kind);
                }
            }
            write();
        }
        out.println(table());
        out.println("written to " + target);
    }

    private void take(Family family, TargetKind kind) throws IOException, InterruptedException {
        try (Turn turn = new Turn(kind, scale, results, parent)) {
            for (Case oneCase : family.cases()) {
                if (!oneCase.isFor(kind)) {
                    out.println("  " + oneCase.name() + ": "
                            + oneCase.step().withoutReference().orElseThrow());
                    continue;
                }
                try {
                    CpuTime before = CpuTime.now();
                    Map<Measure, Double> values = oneCase.step().measure(turn);
                    results.add(oneCase.name(), kind, values);
                    double withheld = CpuTime.now().withheldSince(before);
                    out.printf(
                            Locale.ROOT,
                            "  %s: %s (%.0f %% of the CPU withheld by the host)%n",
                            oneCase.name(),
                            shown(oneCase, values),
                            withheld * 100);
                } catch (IOException | RuntimeException | AssertionError e) {
                    // One case that fails does not cost the others; the table has no row for it.
                    out.println("  " + oneCase.name() + " FAILED: "
                            + e.toString().lines().findFirst().orElseThrow());
                }
            }
        }
    }

    private static String shown(Case oneCase, Map<Measure, Double> values) {
        return String.join(
                ", ",
                oneCase.rows().stream()
                        .map(Row::measure)
                        .filter(values::containsKey)
                        .map(measure -> measure.label() + " " + Ratio.value(values.get(measure)))
                        .toList());
    }

    private void write() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("table.md"), heading() + MarkdownTable.of(families, results));
        Files.writeString(target.resolve("chart.svg"), RatioChart.of(families, results));
        Files.writeString(target.resolve("values.csv"), RawValues.of(families, results));
    }

    private String heading() throws IOException {
        return "Started " + startedAt + ", took " + elapsed() + ". " + Machine.describe() + ".\n";
    }

    private String table() {
        return MarkdownTable.of(families, results);
    }

    private String elapsed() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        return "%d:%02d min".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
    }
}
