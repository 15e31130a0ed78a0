package io.ottla.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way through the command line says what the long one says, or leaves it to that. Arguments are split at spaces. */
class PlainStartTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "start --config server.properties",
                "start --config a --environment b",
                "start --data /data --listen localhost:0",
                "start --listen [::1]:9092 --set a=b --set c=d=e --set a=f",
                "start --set listeners=A://:1,B://:2 --set empty=",
            })
    void whatIsPlainIsUnderstood(String line) {
        String[] args = line.split(" ", -1);

        assertThat(PlainStart.parse(args)).contains(new CommandLineModel().parse(args));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--help",
                "--version",
                "stop",
                "start --help",
                "start --data",
                "start --data=/data",
                "start --data --config",
                "start --data a --data b",
                "start --environment a --environment b",
                "start --listen 9092",
                "start --listen localhost:65536",
                "start --port 1",
                "start --set key",
                "start --set =value",
                "start --set a=\"b",
                "start --config @file",
                "start @file x",
                "--data /data start",
            })
    void whatIsNotIsLeftToTheLongWay(String line) {
        assertThat(PlainStart.parse(line.split(" ", -1))).isEmpty();
    }
}
