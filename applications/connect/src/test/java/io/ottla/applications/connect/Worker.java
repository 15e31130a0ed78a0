package io.ottla.applications.connect;

import io.ottla.compat.Await;
import io.ottla.compat.JavaProgram;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** A distributed Connect worker in a process of its own, spoken to by its REST interface. */
final class Worker implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final int CREATED = 201;

    /** The worker asks to be asked again. */
    private static final int REBALANCING = 409;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final JavaProgram program;

    private Worker(String url, JavaProgram program) {
        this.url = url;
        this.program = program;
    }

    /** A worker of the group {@code name}, not started yet; its internal topics are called after the group. */
    static Worker of(Target target, String name, Path folder) throws IOException {
        String url = "http://127.0.0.1:" + freePort();
        Properties settings = new Properties();
        settings.put("bootstrap.servers", target.bootstrap());
        settings.put("group.id", name);
        settings.put("listeners", url);
        settings.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        settings.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        settings.put("exactly.once.source.support", "enabled");
        settings.put("consumer.isolation.level", "read_committed");
        settings.put("offset.flush.interval.ms", "500");
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        settings.put("plugin.discovery", "hybrid_warn");
        for (String kind : List.of("config", "offset", "status")) {
            settings.put(kind + ".storage.topic", name + "-" + kind + "s");
            settings.put(kind + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "2");
        settings.put("status.storage.partitions", "2");
        Path file = folder.resolve(name + ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        return new Worker(
                url,
                new JavaProgram(
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        List.of(file.toString()),
                        folder.resolve(name + ".log")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns when the worker is a member of its group and takes requests. */
    void start() throws IOException {
        program.start();
        await("the worker to serve", () -> get("/connectors").statusCode() == 200);
    }

    void stop() throws InterruptedException {
        program.stop();
    }

    /** Makes the connector, and returns when its task runs. */
    void create(String connector, Map<String, String> config) {
        String json = config.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/connectors/" + connector + "/config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .timeout(WITHIN)
                .build();
        await(connector + " to be made", () -> {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != CREATED && response.statusCode() != REBALANCING) {
                throw new AssertionError("making " + connector + ": " + response.statusCode() + " " + response.body());
            }
            return response.statusCode() == CREATED;
        });
        awaitRunning(connector);
    }

    void awaitRunning(String connector) {
        await(connector + " to run", () -> {
            String status = get("/connectors/" + connector + "/status").body();
            if (status.contains("FAILED")) {
                throw new AssertionError(connector + " failed: " + status);
            }
            // Once for the connector, once for its task.
            return status.split("RUNNING", -1).length == 3;
        });
    }

    /** Waits for a condition, and tells what the worker wrote if it does not come. */
    void await(String what, Condition condition) {
        Await.until(WITHIN, () -> what + "; the worker wrote\n" + program.tail(), () -> {
            if (!program.isRunning()) {
                throw new AssertionError("the worker ended; it wrote\n" + program.tail());
            }
            try {
                return condition.holds();
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(WITHIN).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public void close() {
        http.close();
        program.close();
    }

    /** Something that can only be asked for again and again; what cannot be reached does not hold yet. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }
}
