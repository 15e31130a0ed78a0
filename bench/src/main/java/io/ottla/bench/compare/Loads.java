package io.ottla.bench.compare;

import io.ottla.bench.load.LoadOptions;
import io.ottla.bench.load.LoadReport;
import io.ottla.compat.process.TargetKind;
import java.util.EnumMap;
import java.util.Map;

/** Steps that put a load on the family's broker. */
final class Loads {
    private Loads() {}

    /** As much load as goes. */
    static Step load(String options) {
        check(options);
        return turn -> values(turn.load(options));
    }

    /** The same for a load that writes gigabytes. */
    static Step bulkLoad(String options) {
        check(options);
        return turn -> values(turn.bulkLoad(options));
    }

    /**
     * Load at a fixed rate: a part of what the reference could take at most, in the first round of this run, in another
     * case.
     */
    static Step atRate(double partOfReference, String maximumCase, String options) {
        check(options);
        return turn -> {
            double most = turn.results().first(maximumCase, TargetKind.REFERENCE, Measure.REQUESTS_PER_S);
            return values(turn.load(options + " --rate " + Math.round(most * partOfReference)));
        };
    }

    /** A case that is written down wrongly is found before anything is started. */
    private static void check(String options) {
        LoadOptions.parse(options.split(" ", -1));
    }

    static Map<Measure, Double> values(LoadReport report) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        LoadReport.Usage usage = report.broker().orElseThrow();
        values.put(Measure.CPU_CORES, usage.cpuMs() / 1e3 / report.seconds());
        values.put(Measure.RESIDENT_MIB, usage.residentMib());
        values.put(Measure.RESIDENT_PEAK_MIB, usage.residentPeakMib());
        values.put(Measure.GENERATOR_CORES, report.generatorCores());
        if (report.total().requests() > 0) {
            values.put(Measure.CPU_MS_PER_MB, report.cpuMsPerMegabyte());
            values.put(Measure.CPU_US_PER_REQUEST, report.cpuMicrosPerRequest());
            values.put(Measure.CPU_US_PER_RECORD, report.cpuMicrosPerRecord());
            values.put(Measure.MB_PER_S, report.megabytesPerSecond());
            values.put(Measure.REQUESTS_PER_S, report.requestsPerSecond());
            values.put(Measure.RECORDS_PER_S, report.recordsPerSecond());
        }
        LoadReport.Flow flow = report.produced().counts().requests() > 0 ? report.produced() : report.fetched();
        if (flow.latencyNanos().getTotalCount() > 0) {
            values.put(Measure.P50_MS, LoadReport.latencyMs(flow, 50));
            values.put(Measure.P99_MS, LoadReport.latencyMs(flow, 99));
            values.put(Measure.P999_MS, LoadReport.latencyMs(flow, 99.9));
        }
        return values;
    }
}
