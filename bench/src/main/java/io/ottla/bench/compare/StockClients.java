package io.ottla.bench.compare;

import io.ottla.bench.proc.ProcessUsage;
import io.ottla.compat.Installation;
import io.ottla.compat.process.Target;
import io.ottla.compat.tool.ReferenceJvm;
import io.ottla.compat.tool.ToolProcess;
import io.ottla.compat.tool.ToolResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Steps that run the reference's own client library and tools against the family's broker, as its users have them. */
final class StockClients {
    private static final Duration AT_MOST = Duration.ofMinutes(3);
    private static final int RECORD_BYTES = 1_000;
    private static final String TOPIC = "stock";
    private static final double MEGA = 1e6;

    static final Pattern PRODUCED =
            Pattern.compile("\\d+ records sent, ([0-9.]+) records/sec .*?, ([0-9.]+) ms 50th, .*?, ([0-9.]+) ms 99th");
    static final Pattern READ = Pattern.compile("records read, ([0-9.]+) MB/s");
    static final Pattern END_TO_END = Pattern.compile("50th = ([0-9.]+), 99th = ([0-9.]+)");

    private StockClients() {}

    /** {@code ProducerPerformance}, after a shorter run of it that warms the broker up. */
    static Step produce(int records, String... properties) {
        return turn -> {
            producerPerformance(turn.broker(), records / 2, properties);
            ProcessUsage before = ProcessUsage.of(turn.broker().pid());
            Matcher result = producerPerformance(turn.broker(), records, properties);
            Map<Measure, Double> values = cpu(turn.broker(), before, (double) records * RECORD_BYTES / MEGA);
            values.put(Measure.MB_PER_S, Double.parseDouble(result.group(1)) * RECORD_BYTES / MEGA);
            values.put(Measure.P50_MS, Double.parseDouble(result.group(2)));
            values.put(Measure.P99_MS, Double.parseDouble(result.group(3)));
            return values;
        };
    }

    /** The stock consumer over what {@link #produce} left, without a group; twice, and the second time counts. */
    static Step consume(int records) {
        return turn -> {
            assignedConsumer(turn.broker(), records);
            ProcessUsage before = ProcessUsage.of(turn.broker().pid());
            Matcher result = assignedConsumer(turn.broker(), records);
            Map<Measure, Double> values = cpu(turn.broker(), before, (double) records * RECORD_BYTES / MEGA);
            values.put(Measure.MB_PER_S, Double.parseDouble(result.group(1)));
            return values;
        };
    }

    /** {@code EndToEndLatency}: one record after the other, from the producer to the consumer. */
    static Step endToEnd(int records) {
        return turn -> {
            List<String> arguments =
                    List.of(turn.broker().bootstrap(), "end-to-end", Integer.toString(records), "all", "100");
            Matcher result =
                    run(ReferenceJvm.STOCK.tool("org.apache.kafka.tools.EndToEndLatency", arguments), END_TO_END);
            Map<Measure, Double> values = new EnumMap<>(Measure.class);
            values.put(Measure.P50_MS, Double.parseDouble(result.group(1)));
            values.put(Measure.P99_MS, Double.parseDouble(result.group(2)));
            return values;
        };
    }

    private static Matcher producerPerformance(Target target, int records, String... properties) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--topic", TOPIC,
                "--num-records", Integer.toString(records),
                "--record-size", Integer.toString(RECORD_BYTES),
                "--throughput", "-1",
                "--bootstrap-server", target.bootstrap()));
        if (properties.length > 0) {
            arguments.add("--command-property");
            arguments.addAll(List.of(properties));
        }
        return run(ReferenceJvm.STOCK.tool("org.apache.kafka.tools.ProducerPerformance", arguments), PRODUCED);
    }

    private static Matcher assignedConsumer(Target target, int records) throws IOException {
        return run(
                List.of(
                        Installation.java().toString(),
                        "-Xmx256M",
                        "-Dlog4j2.configurationFile=" + Installation.referenceLogging("tools"),
                        "-cp",
                        Installation.root().resolve("bench/target/classes") + ":" + Installation.referenceClassPath(),
                        "io.ottla.bench.stock.AssignedConsumer",
                        target.bootstrap(),
                        TOPIC,
                        Integer.toString(records)),
                READ);
    }

    /** Runs a program and finds its result: the last one, since some print several on their way. */
    private static Matcher run(List<String> command, Pattern pattern) {
        ToolResult result = ToolProcess.run(command, null, AT_MOST);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(result.toString());
        }
        return find(result.lines(), pattern);
    }

    static Matcher find(List<String> lines, Pattern pattern) {
        for (String line : lines.reversed()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher;
            }
        }
        throw new IllegalStateException("no result among " + lines);
    }

    private static Map<Measure, Double> cpu(Target target, ProcessUsage before, double megabytes) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        double cpuMs = ProcessUsage.of(target.pid()).cpuMs() - before.cpuMs();
        values.put(Measure.CPU_MS_PER_MB, cpuMs / megabytes);
        return values;
    }
}
