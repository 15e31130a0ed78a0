package io.ottla.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.cli.CommandLineModel.Request;
import io.ottla.broker.config.Endpoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static Request parse(String... args) {
        return new CommandLineModel().parse(args);
    }

    @Test
    void startNeedsNoOption() {
        assertThat(parse("start"))
                .isEqualTo(new Request.Start(new StartOptions(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of())));
    }

    @Test
    void startTakesFileFolderAddressAndKeys() {
        assertThat(parse(
                        "start",
                        "--config",
                        "server.properties",
                        "--environment=default.properties",
                        "--data=/data",
                        "--listen",
                        "localhost:0",
                        "--set",
                        "listeners=A://:1,B://:2",
                        "--set",
                        "sasl.jaas.config=a b=c;"))
                .isEqualTo(new Request.Start(new StartOptions(
                        Optional.of(Path.of("server.properties")),
                        Optional.of(Path.of("default.properties")),
                        Optional.of(Path.of("/data")),
                        Optional.of(new Endpoint("localhost", 0)),
                        Map.of("listeners", "A://:1,B://:2", "sasl.jaas.config", "a b=c;"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]:9092", "::1:9092", "localhost", "localhost:", "localhost:65536", "a:b"})
    void anAddressIsHostAndPort(String text) {
        Request request = parse("start", "--listen", text);
        if (text.startsWith("[")) {
            assertThat(request)
                    .isEqualTo(new Request.Start(new StartOptions(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new Endpoint("::1", 9092)),
                            Map.of())));
        } else {
            assertThat(((Request.Wrong) request).why())
                    .isEqualTo("Invalid value for option '--listen': '" + text
                            + "' is not HOST:PORT; 'ottla start --help' tells what there is");
        }
    }

    @Test
    void whatIsNotUnderstoodIsSaidInOneLine() {
        assertThat(((Request.Wrong) parse("start", "--port", "1")).why())
                .isEqualTo("Unknown options: '--port', '1'; 'ottla start --help' tells what there is");
        assertThat(((Request.Wrong) parse("stop")).why())
                .isEqualTo("Unmatched argument at index 0: 'stop'; 'ottla --help' tells what there is");
        assertThat(((Request.Wrong) parse()).why())
                .isEqualTo("say what to do, as in 'ottla start'; 'ottla --help' tells more");
        assertThat(parse("start", "--set", "nothing")).isInstanceOf(Request.Wrong.class);
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(((Request.Help) parse("--help")).text()).contains("start", "--version", "Exit codes");
        assertThat(((Request.Help) parse("start", "--help")).text())
                .contains("--config=FILE", "--environment=FILE", "--data=DIR", "--listen=HOST:PORT", "--set=KEY=VALUE");
        assertThat(parse("--version")).isEqualTo(new Request.Version());
    }
}
