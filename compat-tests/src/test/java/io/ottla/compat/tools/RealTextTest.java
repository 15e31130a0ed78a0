package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large file of real text goes in by the console producer and comes out byte for byte. */
class RealTextTest extends ToolTest {
    private static final int MIN_LINES = 100_000;

    @TempDir
    private Path folder;

    @Test
    void comesOutAsItWentIn() throws IOException {
        Path text = folder.resolve("text");
        long lines = RealText.write(text, MIN_LINES);
        String topic = uniqueTopic("text");
        succeedWithInput(text, CONSOLE_PRODUCER, "--topic", topic);
        assertThat(succeed(OFFSETS, "--topic", topic).lines()).containsExactly(topic + ":0:" + lines);

        byte[] consumed = succeed(
                        CONSOLE_CONSUMER,
                        "--topic",
                        topic,
                        "--partition",
                        "0",
                        "--offset",
                        "earliest",
                        "--max-messages",
                        Long.toString(lines))
                .output();
        assertThat(consumed).isEqualTo(Files.readAllBytes(text));
    }
}
