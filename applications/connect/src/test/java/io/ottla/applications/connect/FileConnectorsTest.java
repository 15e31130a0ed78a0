package io.ottla.applications.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a file go through a topic into another file, each once, also when the worker is started again. */
class FileConnectorsTest extends OnBothTargets {
    private static final Application CONNECT = new Application("connect", "Kafka Connect (distributed)");

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void linesGoFromFileToFile() throws Exception {
        String name = uniqueTopic("connect");
        Path source = Files.createFile(folder.resolve("source.txt"));
        Path sink = folder.resolve("sink.txt");
        Clients.createTopic(target, name, 1, Map.of());
        List<String> sent = new ArrayList<>();
        try (Worker worker = Worker.of(target, name, folder)) {
            CONNECT.check(target, "file source (exactly once), topic, file sink", () -> {
                worker.start();
                worker.create("source", source(source, name));
                worker.create("sink", sink(sink, name));
                append(source, sent, "first", 100);
                worker.await("the lines", () -> lines(sink).size() >= sent.size());
                assertThat(lines(sink)).isEqualTo(sent);
            });
            CONNECT.check(target, "a worker that is started again goes on", () -> {
                worker.stop();
                append(source, sent, "second", 100);
                worker.start();
                worker.awaitRunning("source");
                worker.awaitRunning("sink");
                append(source, sent, "third", 10);
                worker.await("all lines", () -> lines(sink).size() >= sent.size());
                assertThat(lines(sink)).isEqualTo(sent);
            });
        }
    }

    private static Map<String, String> source(Path file, String topic) {
        return Map.of(
                "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
                "tasks.max", "1",
                "exactly.once.support", "required",
                "file", file.toString(),
                "topic", topic);
    }

    private static Map<String, String> sink(Path file, String topic) {
        return Map.of(
                "connector.class",
                "org.apache.kafka.connect.file.FileStreamSinkConnector",
                "tasks.max",
                "1",
                "file",
                file.toString(),
                "topics",
                topic);
    }

    private static void append(Path file, List<String> sent, String word, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(word + " " + i);
        }
        Files.write(file, lines, StandardOpenOption.APPEND);
        sent.addAll(lines);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
