package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.tool.ReferenceJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The reference's transactional copier is killed in the middle of a transaction; another of its name goes on. */
class MessageCopierTest extends OnBothTargets {
    private static final int RECORDS = 1_200;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void whatWasCopiedIsThereOnceThoughTheCopierWasKilled() throws Exception {
        String input = newTopic("input");
        String output = newTopic("output");
        fill(input);
        Process killed = copier(input, output, "killed");
        try {
            Await.until(
                    Transactional.SOON,
                    () -> "the copier to copy; it wrote " + written("killed"),
                    () -> !Transactional.uncommitted(target, output).isEmpty());
        } finally {
            killed.destroyForcibly().waitFor();
        }
        Process successor = copier(input, output, "successor");
        try {
            assertThat(successor.waitFor(90, TimeUnit.SECONDS))
                    .as(() -> written("successor"))
                    .isTrue();
        } finally {
            successor.destroyForcibly().waitFor();
        }
        assertThat(successor.exitValue()).as(() -> written("successor")).isZero();
        assertThat(Transactional.committed(target, output))
                .containsExactlyElementsOf(
                        IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList());
    }

    private Process copier(String input, String output, String name) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--broker-list",
                target.bootstrap(),
                "--input-topic",
                input,
                "--input-partition",
                "0",
                "--output-topic",
                output,
                "--transactional-id",
                output,
                "--consumer-group",
                output,
                "--transaction-size",
                "60",
                "--transaction-timeout",
                "20000",
                "--enable-random-aborts",
                "--use-group-metadata"));
        return new ProcessBuilder(
                        ReferenceJvm.QUICK.tool("org.apache.kafka.tools.TransactionalMessageCopier", arguments))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile())
                .start();
    }

    private String written(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void fill(String topic) {
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            for (int i = 0; i < RECORDS; i++) {
                Transactional.send(producer, topic, 0, Integer.toString(i));
            }
        }
    }

    private String newTopic(String meaning) {
        String topic = uniqueTopic("copier-" + meaning);
        Clients.createTopic(target, topic, 1, Map.of());
        return topic;
    }
}
