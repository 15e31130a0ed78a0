package io.ottla.bench.compare;

import static io.ottla.bench.compare.Case.When.ALL;
import static io.ottla.bench.compare.Case.When.BY_NAME;
import static io.ottla.bench.compare.Case.When.QUICK_TOO;
import static io.ottla.bench.compare.Loads.atRate;
import static io.ottla.bench.compare.Loads.bulkLoad;
import static io.ottla.bench.compare.Loads.load;

import java.util.List;

/**
 * What is measured, a line a case: its name, whether the quick run has it, how it is measured, and the rows it has in the
 * table, with the ratio that is to be reached. The words in quotes are options of the load generator.
 */
final class CaseTable {
    /** As much as one connection takes, in batches of 64 KiB. */
    private static final String BATCHES = "--producers=1 --depth=8";

    private static final String BATCHES_1 = BATCHES + " --acks=1";
    private static final String BATCHES_0 = BATCHES + " --acks=0";

    /** Requests of one small record: on one connection, without waiting for answers. */
    private static final String ONE = "--records=1 --record-size=100";

    private static final String PIPELINED = ONE + " --producers=1 --depth=64";

    /** What several applications send together: small batches, on several connections. */
    private static final String TEN = "--records=10 --record-size=100";

    private static final String HUNDRED_PRODUCERS = TEN + " --producers=100 --partitions=100 --depth=5";
    private static final String APPLICATIONS = TEN + " --producers=8 --depth=8 --partitions=8";
    private static final String MOST = "8 applications, as much as goes";

    private static final String HOT = "--consumers=1 --fill=512";
    private static final String COLD =
            "--consumers=1 --fill=1024 --evict={data} --at-end=STOP --warm-up=0 --seconds=60";
    private static final String TAIL = " --from-end --at-end=WAIT";
    private static final String TEN_READERS = "--consumers=10 --each-reads-all" + TAIL;

    private static final String SYNCED = ONE + " --topic-config=flush.messages=1";

    private static final Row CPU_MB = Row.of(Measure.CPU_MS_PER_MB);
    private static final Row CPU_REQUEST = Row.of(Measure.CPU_US_PER_REQUEST);
    private static final Row P50 = Row.of(Measure.P50_MS, 1 / 3.0);
    private static final Row P99 = Row.of(Measure.P99_MS, 1 / 3.0);
    private static final Row P50_SYNCED = Row.of(Measure.P50_MS);
    private static final Row P50_STOCK = Row.of(Measure.P50_MS);
    private static final Row P99_STOCK = Row.of(Measure.P99_MS);
    private static final Row MB = Row.of(Measure.MB_PER_S, 1);
    private static final Row REQUESTS = Row.of(Measure.REQUESTS_PER_S, 1);
    private static final Row CREATED = Row.of(Measure.CREATE_S);
    private static final Row IDLE_MEMORY = Row.of(Measure.RESIDENT_MIB, 1 / 4.0);
    private static final Row MEMORY = Row.of(Measure.RESIDENT_MIB, 1 / 3.0);
    private static final Row PARTITION_MEMORY = Row.of(Measure.MIB_PER_1000_PARTITIONS);
    private static final Row STARTED = Row.of(Measure.START_MS, 1 / 10.0);
    private static final Row RESTARTED = Row.of(Measure.CLEAN_RESTART_S);
    private static final Row RECOVERED_GB = Row.of(Measure.RECOVERY_S_PER_GB);
    private static final Row RECOVERED = Row.of(Measure.KILLED_RESTART_S, 1 / 5.0);

    private static final Family PRODUCE = family(
            "Produce, batches of 64 KiB",
            2,
            of("none, acks=all", QUICK_TOO, bulkLoad(BATCHES), cpuMb(1 / 5.0), MB),
            of("lz4, acks=all", QUICK_TOO, bulkLoad(BATCHES + " --compression=lz4"), cpuMb(1 / 8.0), MB),
            of("zstd, acks=all", ALL, bulkLoad(BATCHES + " --compression=zstd"), cpuMb(1 / 8.0), MB),
            of("gzip, acks=all", ALL, bulkLoad(BATCHES + " --compression=gzip"), cpuMb(1 / 8.0), MB),
            of("snappy, acks=all", ALL, bulkLoad(BATCHES + " --compression=snappy"), cpuMb(1 / 8.0), MB),
            of("none, acks=1", ALL, bulkLoad(BATCHES_1), cpuMb(1 / 5.0), MB),
            of("lz4, acks=1", ALL, bulkLoad(BATCHES_1 + " --compression=lz4"), cpuMb(1 / 8.0), MB),
            of("none, acks=0", ALL, bulkLoad(BATCHES_0), cpuMb(1 / 5.0), MB),
            of("lz4, acks=0", ALL, bulkLoad(BATCHES_0 + " --compression=lz4"), cpuMb(1 / 8.0), MB, MEMORY));

    private static final Family SMALL = family(
            "Produce, small requests",
            2,
            of("one record, 64 in flight", QUICK_TOO, load(PIPELINED), cpuRequest(1 / 5.0), REQUESTS),
            of("one record, one in flight", ALL, load(ONE + " --producers=1"), CPU_REQUEST, REQUESTS, P50, P99),
            of("100 producers, 100 partitions, 10 records", ALL, load(HUNDRED_PRODUCERS), CPU_REQUEST, REQUESTS),
            of("100 partitions in turn", ALL, load(PIPELINED + " --partitions=100"), CPU_REQUEST, REQUESTS),
            of("1,000 partitions in turn", ALL, load(PIPELINED + " --partitions=1000"), CPU_REQUEST, REQUESTS));

    private static final Family FETCH = family(
            "Fetch",
            2,
            of("hot, 1 MiB a request", QUICK_TOO, load(HOT), cpuMb(1 / 2.0), MB),
            of("hot, 64 KiB a request", ALL, load(HOT + " --fetch-bytes=65536"), CPU_MB, MB),
            of("cold, 1 MiB a request", ALL, load(COLD), CPU_MB, MB),
            of("a writer at 50 MB/s, ten readers", ALL, load(BATCHES + " --rate=763 " + TEN_READERS), CPU_MB, MB),
            of("a writer and a reader, as much as goes", ALL, bulkLoad(BATCHES + " --consumers=1" + TAIL), CPU_MB, MB));

    private static final Family LATENCY = family(
            "Latency at a fixed rate, batches of ten records, acks=all",
            3,
            of(MOST, ALL, load(APPLICATIONS), CPU_REQUEST, REQUESTS),
            of("10 % of the reference's maximum", ALL, atRate(0.1, MOST, APPLICATIONS), P50, P99, CPU_REQUEST),
            of("50 % of the reference's maximum", ALL, atRate(0.5, MOST, APPLICATIONS), P50, P99, CPU_REQUEST));

    private static final Family SYNC = family(
            "Synced before it is acknowledged (flush.messages=1), one record",
            2,
            of("1 connection, synced", ALL, load(SYNCED + " --producers=1"), REQUESTS, CPU_REQUEST, P50_SYNCED),
            of("32 connections, 1 partition, synced", ALL, load(SYNCED + " --producers=32"), REQUESTS, P50_SYNCED),
            of("32 connections, 8 partitions, synced", ALL, load(SYNCED + " --producers=32 --partitions=8"), REQUESTS));

    private static final Family CONNECTIONS = family(
            "Many connections",
            2,
            of("1,000 idle", ALL, load("--idle=1000"), Row.of(Measure.CPU_CORES), MEMORY),
            of("1,000 idle beside 64 in flight", ALL, load(PIPELINED + " --idle=1000"), cpuRequest(1 / 5.0), REQUESTS),
            of("1,000 busy", ALL, load(ONE + " --producers=1000 --partitions=100"), CPU_REQUEST, REQUESTS));

    private static final Family STOCK = family(
            "Stock clients",
            2,
            of("ProducerPerformance, 1,000-byte records", ALL, StockClients.produce(1_000_000), CPU_MB, MB, P99_STOCK),
            of("stock consumer, without a group", ALL, StockClients.consume(1_000_000), CPU_MB, MB),
            of("EndToEndLatency", ALL, StockClients.endToEnd(5_000), P50_STOCK, P99_STOCK));

    private static final Family START =
            family("Start on an empty folder", 3, of("start", QUICK_TOO, new StartUpStep(), STARTED, IDLE_MEMORY));

    private static final Family PARTITIONS = family(
            "Many partitions",
            1,
            of("1,000 partitions", ALL, new PartitionsStep(1_000), manyPartitions()),
            of("10,000 partitions", ALL, new PartitionsStep(10_000), manyPartitions()));

    private static final String NO_REFERENCE = "not tried: ten times 10,000, which take it minutes for each step";

    private static final Family VERY_MANY = family(
            "Very many partitions",
            1,
            of(
                    "a hundred thousand",
                    BY_NAME,
                    PartitionsStep.withoutReference(100_000, NO_REFERENCE),
                    manyPartitions()));

    private static final Family UPKEEP = family(
            "Upkeep",
            3,
            of("compaction of 768 MB", ALL, new CompactionStep(), MB, CPU_MB),
            of("ten records while compaction and retention run", ALL, new UpkeepStep(), P50, P99, CPU_REQUEST),
            of("2 GB to recover after kill -9", ALL, new RecoveryStep(), RECOVERED, RECOVERED_GB));

    /** Starting comes first: in a run with one family the broker that the other cases share is not there yet. */
    static final List<Family> FAMILIES =
            List.of(START, PRODUCE, SMALL, FETCH, LATENCY, SYNC, CONNECTIONS, STOCK, PARTITIONS, UPKEEP, VERY_MANY);

    private CaseTable() {}

    private static Row cpuMb(double goal) {
        return Row.of(Measure.CPU_MS_PER_MB, goal);
    }

    private static Row cpuRequest(double goal) {
        return Row.of(Measure.CPU_US_PER_REQUEST, goal);
    }

    private static Row[] manyPartitions() {
        return new Row[] {CREATED, CPU_REQUEST, REQUESTS, PARTITION_MEMORY, MEMORY, RESTARTED, RECOVERED};
    }

    private static Family family(String name, int rounds, Case... cases) {
        return new Family(name, rounds, List.of(cases));
    }

    private static Case of(String name, Case.When when, Step step, Row... rows) {
        return new Case(name, when, step, List.of(rows));
    }
}
