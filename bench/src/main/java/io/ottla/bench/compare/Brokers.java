package io.ottla.bench.compare;

import io.ottla.bench.load.BrokerClient;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import io.ottla.compat.tool.ReferenceJvm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Brokers as their users would start them, on folders that are deleted after. */
final class Brokers {
    /** What the reference's own {@code server.properties} says, where it differs from the keys' defaults or repeats them. */
    private static final Map<String, String> STOCK_PROPERTIES = stockProperties();

    private static final Duration SERVES_WITHIN = Duration.ofMinutes(10);
    private static final long PAUSE_MS = 2;

    private Brokers() {}

    /** A broker and its folder. */
    record Started(Target target, Path folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            target.close();
            List<Path> deepestFirst;
            try (Stream<Path> paths = Files.walk(folder)) {
                deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }

    /**
     * A broker on an empty folder below {@code parent}; not started. Both kinds get the same properties: the usual ones, and
     * {@code more}.
     */
    static Started create(TargetKind kind, Path parent, Map<String, String> more) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>(STOCK_PROPERTIES);
        properties.putAll(more);
        Path folder = Files.createTempDirectory(parent, "ottla-bench");
        TargetSettings ports = TargetSettings.in(folder);
        TargetSettings settings = new TargetSettings(
                folder, folder.resolve("data"), ports.port(), ports.controllerPort(), properties, ReferenceJvm.STOCK);
        return new Started(kind.create(settings), folder);
    }

    /** Starts a broker and waits until it answers; on a machine that is busy with other things that may take minutes. */
    static void start(Target target) throws InterruptedException {
        target.launch();
        await(target, BrokerClient::close);
    }

    /** What is asked of a broker that has just come up. */
    interface Question {
        void ask(BrokerClient client) throws IOException;
    }

    /** Asks a broker that is starting again and again, until it answers without an error. */
    static void await(Target target, Question question) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + SERVES_WITHIN.toNanos();
        while (!answers(target, question)) {
            if (!target.isRunning() || System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException(target.kind() + " did not come up: " + target.logFile());
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private static boolean answers(Target target, Question question) {
        try (BrokerClient client = client(target)) {
            question.ask(client);
            return true;
        } catch (IOException | RuntimeException e) {
            // Not there yet, or not with everything.
            return false;
        }
    }

    static BrokerClient client(Target target) throws IOException {
        return new BrokerClient(new InetSocketAddress(
                target.settings().host(), target.settings().port()));
    }

    private static Map<String, String> stockProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("node.id", TargetSettings.NODE_ID);
        properties.put("num.network.threads", "3");
        properties.put("num.io.threads", "8");
        properties.put("socket.send.buffer.bytes", "102400");
        properties.put("socket.receive.buffer.bytes", "102400");
        properties.put("socket.request.max.bytes", "104857600");
        properties.put("num.partitions", "1");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("log.retention.hours", "168");
        properties.put("log.segment.bytes", "1073741824");
        properties.put("log.retention.check.interval.ms", "300000");
        // The harness makes this small for its tests; this is the key's default.
        properties.put("log.cleaner.dedupe.buffer.size", "134217728");
        return properties;
    }
}
