package io.ottla.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.cli.Program.Outcome;
import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Settings> started = new AtomicReference<>();
    private Map<String, String> environment = Map.of();

    private Outcome run(Program.Starter starter, String... args) {
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Program(starter, environment, outStream, errStream).run(Instant.now(), args);
    }

    private Program.Running serve(Settings settings) {
        started.set(settings);
        return new Program.Running() {
            @Override
            public List<Endpoint> endpoints() {
                return List.of(new Endpoint("localhost", 19092), new Endpoint("::1", 19092));
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }

    @Test
    void aStartSaysInOneLineThatItIsReady() {
        Path folder = Path.of("/somewhere/else").toAbsolutePath();
        Outcome outcome = run(this::serve, "start", "--data", folder.toString(), "--set", "num.partitions=3");
        assertThat(outcome).isInstanceOf(Outcome.Serving.class);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .matches("Ottla \\S+ ready at localhost:19092, \\[::1]:19092, data in " + folder + ", in \\d+ ms\\R");
        assertThat(err.size()).isZero();
        assertThat(started.get().broker().defaultPartitions()).isEqualTo(3);
    }

    @Test
    void whoStartsItAsAnImageIsToldWhatTheyWaitFor() {
        environment = Map.of("KAFKA_NUM_PARTITIONS", "3", "KAFKA_LISTENERS", "PLAINTEXT://:19092");
        Outcome outcome = run(this::serve, "start", "--environment", "unused.properties");
        assertThat(outcome).isInstanceOf(Outcome.Serving.class);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("Ottla "),
                        line -> assertThat(line).contains("Transitioning from RECOVERY to RUNNING"));
        assertThat(started.get().broker().defaultPartitions()).isEqualTo(3);
    }

    @Test
    void otherwiseVariablesSayNothing() {
        environment = Map.of("KAFKA_NUM_PARTITIONS", "3");
        run(this::serve, "start");
        assertThat(started.get().broker().defaultPartitions()).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(1);
    }

    @Test
    void aWrongSettingIsWrongUse() {
        Outcome outcome = run(this::serve, "start", "--set", "num.partitions=none");
        assertThat(outcome).isEqualTo(new Outcome.Done(2));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "ottla: wrong value for num.partitions: \"none\" (allowed: a whole number, at least 1)\n");
        assertThat(started.get()).isNull();
    }

    @Test
    void aWrongOptionIsWrongUse() {
        assertThat(run(this::serve, "begin")).isEqualTo(new Outcome.Done(2));
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("ottla: ").hasLineCount(1);
    }

    @Test
    void aBrokerThatCannotStartIsAFailure() {
        Outcome outcome = run(
                settings -> {
                    throw new IllegalStateException("the port is taken\nby somebody");
                },
                "start");
        assertThat(outcome).isEqualTo(new Outcome.Done(1));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("ottla: cannot start: the port is taken (")
                .hasLineCount(1);
    }

    @Test
    void helpAndVersionAreFine() {
        assertThat(run(this::serve, "--version")).isEqualTo(new Outcome.Done(0));
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Ottla ").hasLineCount(1);
        assertThat(run(this::serve, "start", "--help")).isEqualTo(new Outcome.Done(0));
    }
}
