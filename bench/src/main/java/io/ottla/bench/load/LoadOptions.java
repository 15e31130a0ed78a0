package io.ottla.bench.load;

import io.ottla.wire.batch.Compression;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What load to make, as given on a command line. The same words describe a case of the side-by-side runs. */
@Command(
        name = "bench/load",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Puts load on a broker, and says what it cost.")
public final class LoadOptions {
    @Option(names = "--broker", description = "host:port of the broker", defaultValue = "127.0.0.1:9092")
    String broker;

    @Option(
            names = "--pid",
            description = "the broker's process, to see what it uses; 0: do not look",
            defaultValue = "0")
    long pid;

    @Option(names = "--topic", description = "made if it is not there", defaultValue = "bench")
    String topic;

    @Option(names = "--partitions", description = "partitions of the topic", defaultValue = "1")
    int partitions;

    @Option(names = "--topic-config", description = "key=value, for a new topic")
    Map<String, String> topicConfigs = new LinkedHashMap<>();

    @Option(names = "--producers", description = "connections that produce", defaultValue = "0")
    int producers;

    @Option(names = "--consumers", description = "connections that fetch", defaultValue = "0")
    int consumers;

    @Option(names = "--idle", description = "connections that do nothing", defaultValue = "0")
    int idle;

    @Option(names = "--depth", description = "requests in flight on each connection", defaultValue = "1")
    int depth;

    @Option(
            names = "--batch",
            description = "bytes of a batch as sent; with --records it does not count",
            defaultValue = "65536")
    int batchBytes;

    @Option(names = "--records", description = "records in a batch; 0: as many as fit", defaultValue = "0")
    int records;

    @Option(names = "--record-size", description = "bytes of a record's value", defaultValue = "1000")
    int recordBytes;

    @Option(names = "--compression", description = "none, gzip, snappy, lz4 or zstd", defaultValue = "none")
    String compression;

    @Option(names = "--acks", description = "0, 1 or -1", defaultValue = "-1")
    short acks;

    @Option(
            names = "--rate",
            description = "requests per second over all connections; 0: as many as go",
            defaultValue = "0")
    double rate;

    @Option(names = "--fetch-bytes", description = "bytes to ask for in one fetch", defaultValue = "1048576")
    int fetchBytes;

    @Option(names = "--fetch-wait-ms", description = "how long a fetch may wait for data", defaultValue = "500")
    int fetchWaitMs;

    @Option(
            names = "--at-end",
            description = "what consumers do at the end: ${COMPLETION-CANDIDATES}",
            defaultValue = "BEGIN_AGAIN")
    Fetching.AtEnd atEnd;

    @Option(names = "--from-end", description = "consumers begin at the end, not at the start")
    boolean fromEnd;

    @Option(names = "--each-reads-all", description = "each consumer reads all partitions, not its share")
    boolean eachReadsAll;

    @Option(names = "--warm-up", description = "seconds of load before measuring begins", defaultValue = "5")
    double warmUpSeconds;

    @Option(
            names = "--settle",
            description = "seconds by which warming up may be longer, until the broker's compilers have little to do",
            defaultValue = "0")
    double settleSeconds;

    @Option(
            names = "--fill",
            description = "megabytes to produce before anything else, not measured",
            defaultValue = "0")
    int fillMegabytes;

    @Option(names = "--evict", description = "a folder whose files are dropped from the page cache before measuring")
    Path evict;

    @Option(names = "--delete", description = "delete the topic in the end")
    boolean delete;

    @Option(names = "--seconds", description = "seconds to measure; with --at-end STOP, at most", defaultValue = "10")
    double seconds;

    @Option(names = "--threads", description = "threads that serve connections", defaultValue = "1")
    int threads;

    private LoadOptions() {}

    static CommandLine commandLine() {
        return new CommandLine(new LoadOptions())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true);
    }

    /** Reads options as they are written on a command line. */
    public static LoadOptions parse(String... arguments) {
        CommandLine commandLine = commandLine();
        commandLine.parseArgs(arguments);
        return (LoadOptions) commandLine.getCommandSpec().userObject();
    }

    /**
     * Requests per second that write {@code bytesPerSecond} at the most; a load with a rate of its own keeps to that, and 0, as
     * many as go, is for one that writes nothing.
     */
    public double rateOf(double bytesPerSecond) {
        if (rate > 0 || producers == 0) {
            return rate;
        }
        return bytesPerSecond / (records == 0 ? batchBytes : (double) records * recordBytes);
    }

    /** The options that fill the topic for these ones. */
    LoadOptions filling() {
        LoadOptions fill = parse(
                "--broker=" + broker, "--topic=" + topic, "--partitions=" + partitions, "--producers=1", "--depth=8");
        fill.batchBytes = batchBytes;
        fill.records = records;
        fill.recordBytes = recordBytes;
        fill.compression = compression;
        fill.topicConfigs = topicConfigs;
        return fill;
    }

    InetSocketAddress address() {
        int colon = broker.lastIndexOf(':');
        return new InetSocketAddress(broker.substring(0, colon), Integer.parseInt(broker.substring(colon + 1)));
    }

    Payload.Batch batch() {
        Compression packing = Compression.forName(compression)
                .orElseThrow(() -> new IllegalArgumentException("no compression " + compression));
        return records > 0
                ? Payload.ofRecords(records, recordBytes, packing)
                : Payload.ofSize(batchBytes, recordBytes, packing);
    }
}
