package io.ottla.bench.startup;

import io.ottla.compat.process.TargetKind;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints start-up time and idle memory of both brokers side by side: {@code StartUp [rounds] [idle seconds]}. */
public final class StartUp {
    private static final int DEFAULT_ROUNDS = 5;
    private static final int DEFAULT_IDLE_SECONDS = 10;

    private StartUp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = number(arguments, 0, DEFAULT_ROUNDS);
        OneStart start = new OneStart(Duration.ofSeconds(number(arguments, 1, DEFAULT_IDLE_SECONDS)));
        PrintStream out = System.out;

        Preparation.run();
        // One of each that does not count: it warms up the page cache and this program.
        Map<TargetKind, List<Measurement>> measured = new EnumMap<>(TargetKind.class);
        for (TargetKind kind : TargetKind.values()) {
            start.of(kind);
            measured.put(kind, new ArrayList<>());
        }
        for (int round = 0; round < rounds; round++) {
            for (TargetKind kind : TargetKind.values()) {
                Measurement measurement = start.of(kind);
                measured.get(kind).add(measurement);
                out.printf(
                        Locale.ROOT,
                        "round %d  %-9s  first record %8.0f ms   idle %6.0f MiB%n",
                        round + 1,
                        kind.name().toLowerCase(Locale.ROOT),
                        measurement.firstRecordMs(),
                        measurement.idleMib());
            }
        }
        out.println();
        out.printf(Locale.ROOT, "%-38s %10s %10s %8s%n", "medians of " + rounds, "ottla", "reference", "ratio");
        line(out, "process start to first record (ms)", measured, Measurement::firstRecordMs);
        line(out, "idle resident memory (MiB)", measured, Measurement::idleMib);
    }

    private static void line(
            PrintStream out,
            String what,
            Map<TargetKind, List<Measurement>> measured,
            ToDoubleFunction<Measurement> value) {
        double ours = median(measured.get(TargetKind.OTTLA), value);
        double theirs = median(measured.get(TargetKind.REFERENCE), value);
        out.printf(Locale.ROOT, "%-38s %10.0f %10.0f %8s%n", what, ours, theirs, ratio(ours, theirs));
    }

    private static String ratio(double ours, double theirs) {
        return String.format(Locale.ROOT, "1/%.1f", theirs / ours);
    }

    private static double median(List<Measurement> measurements, ToDoubleFunction<Measurement> value) {
        return Medians.of(measurements.stream().map(value::applyAsDouble).toList());
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
