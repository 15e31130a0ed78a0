package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines typed into the console producer are printed by the console consumer. */
class ConsoleClientsTest extends ToolTest {
    @TempDir
    private Path folder;

    @Test
    void keysHeadersAndOffsetsArePrinted() throws IOException {
        String topic = uniqueTopic("console");
        Path lines = Files.writeString(folder.resolve("lines"), "a:1,b:2\tkey\tvalue\nc:3\tk2\t\nd:4\tk3\tünïcode\n");
        String parse = "parse.headers=true";
        succeedWithInput(
                lines,
                CONSOLE_PRODUCER,
                "--topic",
                topic,
                "--reader-property",
                parse,
                "--reader-property",
                "parse.key=true");
        String consumed = succeed(
                        CONSOLE_CONSUMER,
                        "--topic",
                        topic,
                        "--partition",
                        "0",
                        "--offset",
                        "earliest",
                        "--max-messages",
                        "3",
                        "--formatter-property",
                        "print.offset=true",
                        "--formatter-property",
                        "print.partition=true",
                        "--formatter-property",
                        "print.headers=true",
                        "--formatter-property",
                        "print.key=true")
                .text();
        assertThat(consumed)
                .isEqualTo("Partition:0\tOffset:0\ta:1,b:2\tkey\tvalue\n"
                        + "Partition:0\tOffset:1\tc:3\tk2\t\n"
                        + "Partition:0\tOffset:2\td:4\tk3\tünïcode\n");
    }

    @Test
    void aConsumerStartsAtTheOffsetItIsGivenAndStopsWhenNothingMoreComes() throws IOException {
        String topic = uniqueTopic("console-offset");
        Path lines = Files.writeString(folder.resolve("lines"), "zero\none\ntwo\nthree\n");
        succeedWithInput(lines, CONSOLE_PRODUCER, "--topic", topic, "--sync", "--compression-codec", "zstd");
        String consumed = succeed(
                        CONSOLE_CONSUMER, "--topic", topic, "--partition", "0", "--offset", "2", "--timeout-ms", "4000")
                .text();
        assertThat(consumed).isEqualTo("two\nthree\n");
    }
}
