package io.ottla.bench.compare;

/** Something that is measured, and whether more of it is better. */
enum Measure {
    CPU_MS_PER_MB("broker's CPU, ms/MB", false),
    CPU_US_PER_REQUEST("broker's CPU, µs/request", false),
    CPU_US_PER_RECORD("broker's CPU, µs/record", false),
    CPU_CORES("broker's CPU, cores", false),
    MB_PER_S("throughput, MB/s", true),
    REQUESTS_PER_S("throughput, requests/s", true),
    RECORDS_PER_S("throughput, records/s", true),
    P50_MS("latency p50, ms", false),
    P99_MS("latency p99, ms", false),
    P999_MS("latency p99.9, ms", false),
    RESIDENT_MIB("resident memory, MiB", false),
    RESIDENT_PEAK_MIB("most resident memory, MiB", false),
    GENERATOR_CORES("generator's CPU, cores", false),
    START_MS("start to first record, ms", false),
    CREATE_S("creation, s", false),
    CLEAN_RESTART_S("restart after a clean stop, s", false),
    KILLED_RESTART_S("restart after kill -9, s", false),
    RECOVERY_S_PER_GB("restart for each GB to recover, s", false),
    MIB_PER_1000_PARTITIONS("memory per 1,000 partitions, MiB", false);

    private final String label;
    private final boolean moreIsBetter;

    Measure(String label, boolean moreIsBetter) {
        this.label = label;
        this.moreIsBetter = moreIsBetter;
    }

    String label() {
        return label;
    }

    boolean moreIsBetter() {
        return moreIsBetter;
    }
}
